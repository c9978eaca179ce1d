"""What an article's date and words tell of those it quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.circumstances import Circumstances, circumstances

SPORT = "The coach met a striker and two goalkeepers. The coaches left."


@pytest.mark.parametrize(
    ("text", "published", "decade", "about"),
    [
        (SPORT, "2019-05-06", 2010, "sport"),
        (SPORT + " A senator came.", "1989", 1980, "sport"),
        (
            SPORT + " A senator, a congressman and a candidate came.",
            "2001-01-01T08:00:00Z",
            2000,
            "",
        ),
        ("The coach met a striker.", None, 0, ""),
        ("A reporter, an editor, a columnist and a mother met.", "soon", 0, ""),
        ("", "", 0, ""),
    ],
)
def test_circumstances(text, published, decade, about):
    assert circumstances(text, published) == Circumstances(decade, about)


@given(st.text(), st.none() | st.text())
def test_any_text_has_some(text, published):
    found = circumstances(text, published)
    assert found.decade % 10 == 0
    assert found.about == ""  # hypothesis knows no sport
