"""What is sent of our own styles and scripts says the same as what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geodata.errors import DataError
from geodata.ui.wording.slim import read_asset, slim_script, slim_style

if TYPE_CHECKING:
    from pathlib import Path


def test_a_style_is_sent_without_spaces_and_comments() -> None:
    style = """
    /* Why. */
    .sp a:hover, .sp b > i {
      color: red;  /* not blue */
      margin: 0 -2px;
    }
    .sp-b { margin: 0 }
    """
    assert slim_style(style) == ".sp a:hover,.sp b > i{color:red;margin:0 -2px;}\n.sp-b{margin:0}\n"


@pytest.mark.parametrize(
    "rule",
    [
        ".a :not(summary){margin:0 4px}",
        "@media (max-width:640px){.a{width:calc(100% - 2px)}}",
        '.a{font:600 22px/27px "Source Sans",serif}',
        ".a .b + .c ~ .d{color:red}",
    ],
)
def test_spaces_that_mean_something_stay(rule: str) -> None:
    assert slim_style(rule).replace("\n", "") == rule


def test_a_script_is_sent_without_spaces_and_comments() -> None:
    script = 'const a = 1;\n  // why\n  const b = "// no  comment", c = `a  // ${a}`;\n'
    assert slim_script(script) == 'const a=1;const b="// no  comment",c=`a  // ${a}`;'


def test_a_file_that_is_missing_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(".ä{}", encoding="utf-8")
    assert read_asset(tmp_path / "a.css") == ".ä{}"
    with pytest.raises(DataError, match=r"lacks .*b\.css; install Schauplatz again"):
        read_asset(tmp_path / "b.css")
