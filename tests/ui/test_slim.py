"""What is sent of our own styles and scripts says the same as what is written."""

from __future__ import annotations

import pytest

from geodata.ui.wording.slim import slim_script, slim_style


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


def test_a_script_is_sent_without_indents_and_lines_of_comment() -> None:
    script = 'const a = 1;\n  // why\n  const b = "// no comment";\n'
    assert slim_script(script) == 'const a = 1;\nconst b = "// no comment";\n'
