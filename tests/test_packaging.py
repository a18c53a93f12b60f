"""The wheel holds what a checkout holds."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from docgen import __version__

TOP = Path(__file__).resolve().parents[1]
DATA = {"templates": "templates", "lint_rules": "lint_rules", "examples/team": "examples/team"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    directory = tmp_path_factory.mktemp("dist")
    (built,) = WheelBuilder(str(TOP)).build(directory=str(directory), versions=["standard"])
    assert Path(built).name == f"account_docgen-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(built) as archive:
        return archive


def files(directory: Path) -> set[str]:
    return {
        path.relative_to(directory).as_posix()
        for path in directory.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize(("source", "packed"), DATA.items())
def test_data_goes_along_unchanged(wheel: zipfile.ZipFile, source: str, packed: str) -> None:
    prefix = f"docgen/_data/{packed}/"
    names = {name.removeprefix(prefix) for name in wheel.namelist() if name.startswith(prefix)}
    assert names == files(TOP / source)
    with zipfile.ZipFile(str(wheel.filename)) as archive:
        for name in names:
            assert archive.read(prefix + name) == (TOP / source / name).read_bytes()


def test_the_package_goes_along(wheel: zipfile.ZipFile) -> None:
    names = {name.removeprefix("docgen/") for name in wheel.namelist() if name.startswith("docgen/")}
    assert {name for name in names if not name.startswith("_data/")} == files(TOP / "docgen")
    assert "py.typed" in names


def test_the_command_and_the_licence_go_along(wheel: zipfile.ZipFile) -> None:
    info = f"account_docgen-{__version__}.dist-info"
    with zipfile.ZipFile(str(wheel.filename)) as archive:
        assert "docgen = docgen.__main__:run" in archive.read(f"{info}/entry_points.txt").decode()
        assert f"{info}/licenses/LICENSE" in archive.namelist()


def imported(directory: Path) -> Iterator[str]:
    """The top-level names of all that the modules below ``directory`` import."""
    for path in directory.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.module.partition(".")[0]


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    owners = packages_distributions()
    foreign = set(imported(TOP / "docgen")) - set(sys.stdlib_module_names) - {"docgen"}
    used = {plain(owner) for name in foreign for owner in owners.get(name, [name])}
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {plain(re.split(r"[<>=!~ ;\[]", line)[0]) for line in project["dependencies"]}
    # zoneinfo reads tzdata where the system has no zones; `google` is shared by many distributions.
    assert declared - {"tzdata"} <= used
    assert used - declared <= {plain(owner) for owner in owners["google"]}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
