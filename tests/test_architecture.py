"""The folder order is the data flow: a stage imports only earlier ones."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "geodata"
FLOW = (
    "articles",
    "gazetteer",
    "mentions",
    "places",
    "events",
    "review",
    "tables",
    "maps",
    "ui",
)
# So it is within the interface; what binds a page together stands beside these folders.
UI_FLOW = (
    "wording",
    "shelf",
    "state",
    "access",
    "filters",
    "evidence",
    "taking",
    "adding",
    "tables",
    "map",
    "review",
    "pages",
)
COMMON = {"models", "errors", "languages"}
# What stands outside the flow may use these stages.
OUTSIDE = {
    "models": set(),
    "errors": set(),
    "languages": {"errors"},
    "score": {"errors", "models"},
    "data": COMMON,
    "store": {"articles", "errors", "models", "review", "tables"},
    "fetching": {"errors"},
    "parts": {"models"},
    "person": set(),
    "processes": set(),
    "pipeline": {*COMMON, *FLOW[:7], "parts", "processes", "store"},
    "parsing": {*COMMON, *FLOW[:7], "pipeline"},
    "intake": {*COMMON, *FLOW[:7], "fetching", "pipeline", "processes", "store"},
    "cli": {*COMMON, *FLOW[:8], "fetching", "intake", "person", "pipeline", "score", "store"},
    "__main__": {"cli"},
    "__init__": {*COMMON, *FLOW[:7], "parsing", "pipeline"},
}


def stage_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_stages(path: Path) -> set[str]:
    stages: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        stages |= {name.split(".")[1] for name in names if name.startswith("geodata.")}
    return stages


def allowed_stages(stage: str) -> set[str]:
    if stage in OUTSIDE:
        return OUTSIDE[stage] | {stage}
    allowed = COMMON | set(FLOW[: FLOW.index(stage) + 1])
    beside = {"fetching", "intake", "person", "pipeline", "store"}
    return allowed | beside if stage == "ui" else allowed


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.name))
def test_a_stage_imports_only_earlier_stages(path: Path) -> None:
    stage = stage_of(path)
    late = imported_stages(path) - allowed_stages(stage)
    assert not late, f"{path.relative_to(ROOT)} ({stage}) imports {sorted(late)}"


def imported_when_run(path: Path) -> set[str]:
    """Return the modules that a file imports, but for those it names in annotations alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_named = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    return {
        str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node not in only_named
    }


@pytest.mark.parametrize("folder", UI_FLOW)
def test_a_part_of_the_interface_imports_only_earlier_parts(folder: str) -> None:
    allowed = UI_FLOW[: UI_FLOW.index(folder) + 1]
    paths = sorted((PACKAGE / "ui" / folder).glob("*.py"))
    assert len(paths) > 1, folder
    for path in paths:
        parts = {
            name.split(".")[2] for name in imported_when_run(path) if name.startswith("geodata.ui.")
        }
        assert parts <= set(allowed), f"{path.relative_to(ROOT)} imports {sorted(parts)}"


def test_pages_import_only_the_interface() -> None:
    for path in [ROOT / "dashboard.py", *sorted((ROOT / "pages").glob("*.py"))]:
        assert imported_stages(path) <= {"ui", "models"}, path.name
        lines = path.read_text(encoding="utf-8").count("\n")
        assert lines <= 30, f"{path.name} has {lines} lines; logic belongs into geodata/"


def test_only_the_interface_imports_streamlit() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if stage_of(path) != "ui":
            names = path.read_text(encoding="utf-8")
            assert "import streamlit" not in names, path
            assert "from streamlit" not in names, path


def test_the_top_level_stays_as_agreed() -> None:
    agreed = {"pyproject.toml", "README.md", "dashboard.py", "pages", "geodata", "tests"}
    beside = {"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "deploy", "build"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert found - agreed - beside <= {path for path in found if path.endswith(".egg-info")}
    assert agreed <= found
