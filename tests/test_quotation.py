"""Which pieces of a text stand between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.paragraphs import paragraph_spans
from quotes.quotation import find_regions


def regions(text: str) -> list[str]:
    return [text[r.start : r.end] for r in find_regions(text, paragraph_spans(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # every glyph
        ("“Go,” she said.", ["“Go,”"]),
        ('"Go," she said.', ['"Go,"']),
        ("‘Go,’ she said.", ["‘Go,’"]),
        ("'Go,' she said.", ["'Go,'"]),
        ("``Go,'' she said.", ["``Go,''"]),
        ("''Go,'' she said.", ["''Go,''"]),
        ("«Go», she said.", ["«Go»"]),
        ("« Go », she said.", ["« Go »"]),
        ("‹Go›, she said.", ["‹Go›"]),
        ("〝Go〞, she said.", ["〝Go〞"]),
        ("„Go“, she said.", ["„Go“"]),
        ("„Go”, she said.", ["„Go”"]),
        ("＂Go,＂ she said.", ["＂Go,＂"]),
        # where they stand
        ("She said: “Go.”", ["“Go.”"]),
        ("“Go,” she said. “Now.”", ["“Go,”", "“Now.”"]),
        ('"Well," he said, "go."', ['"Well,"', '"go."']),
        ('"Well", he said, "go".', ['"Well"', '"go"']),
        ("The plan (“a joke”) failed.", ["“a joke”"]),
        ("“Go”—he left—“now.”", ["“Go”", "“now.”"]),
        ('They—"all of us"—left.', ['"all of us"']),
        ("“… and then we left,” she said.", ["“… and then we left,”"]),
        ('"...and then we left," she said.', ['"...and then we left,"']),
        ('"… and then we left," she said.', ['"… and then we left,"']),
        ('"I never—" she began.', ['"I never—"']),
        ('"Why?" he asked.', ['"Why?"']),
        ('"$5 is too much," he said.', ['"$5 is too much,"']),
        ('"#NotNow," she wrote.', ['"#NotNow,"']),
        ('"[The mayor] knew," she said.', ['"[The mayor] knew,"']),
        ('"(Laughs) No," he said.', ['"(Laughs) No,"']),
        ('He called it "a joke" and "a fraud."', ['"a joke"', '"a fraud."']),
        ('The "fix" failed.', ['"fix"']),
        # nested: the outermost counts
        ("“She told me ‘never’ and left,” he said.", ["“She told me ‘never’ and left,”"]),
        ("“She told me “never” and left,” he said.", ["“She told me “never” and left,”"]),
        ("‘She told me “never” and left,’ he said.", ["‘She told me “never” and left,’"]),
        ("'She told me \"never\" and left,' he said.", ["'She told me \"never\" and left,'"]),
        ("\"She told me 'never' and left,\" he said.", ["\"She told me 'never' and left,\""]),
        ("“He said, ‘Stay.’” She stayed.", ["“He said, ‘Stay.’”"]),
        ("“He said, 'Stay.'” She stayed.", ["“He said, 'Stay.'”"]),
        ("«He said “stay” to us», she wrote.", ["«He said “stay” to us»"]),
        # apostrophes are no quotation marks
        ("The firm’s plan and the boss's view.", []),
        ("The workers’ rights and the players' union.", []),
        ("It wasn’t the Joneses’ fault.", []),
        ("’Tis the season, and ’twas so in the ’90s.", []),
        ("Back in '05 the class of '08 wasn't born.", []),
        ("Get ’em while they’re hot, ’cause they won’t last.", []),
        ("A rock ’n’ roll band and a rock 'n' roll fan.", []),
        ("The players' union said \"no deal\" today.", ['"no deal"']),
        ("Residents’ groups said “no” again.", ["“no”"]),
        ("“The workers’ rights come first,” he said.", ["“The workers’ rights come first,”"]),
        ("‘The workers’ rights come first,’ he said.", ["‘The workers’ rights come first,’"]),
        ("'The workers' rights come first,' he said.", ["'The workers' rights come first,'"]),
        ("‘It’s Joe’s and they don’t care,’ he said.", ["‘It’s Joe’s and they don’t care,’"]),
        ("'It's Joe's and they don't care,' he said.", ["'It's Joe's and they don't care,'"]),
        ("“Get ’em out,” he said.", ["“Get ’em out,”"]),
        # inches, feet, minutes
        ('A 12" pipe burst and a 24" main failed.', []),
        ("He is 6' tall.", []),
        ("The 6'2\" forward beat a 5'11\" guard.", []),
        ('“The 12" pipe burst,” he said.', ['“The 12" pipe burst,”']),
        # marks mixed up by feeds
        ("”Go,” she said.", ["”Go,”"]),
        ("“Go,“ she said.", ["“Go,“"]),
        ('"Go,” she said.', ['"Go,”']),
        ('“Go," she said.', ['“Go,"']),
        ("“Go,'' she said.", ["“Go,''"]),
        ("``Go,” she said.", ["``Go,”"]),
        # unbalanced
        ("“We must go. It is time.", ["“We must go. It is time."]),
        ("She said: “We must go.", ["“We must go."]),
        ("We must go,” she said.", []),
        ("The so-called “fix was late.", []),
        ("The so-called “fix was late. “It is done,” she said.", ["“It is done,”"]),
        ("The 'fix was late.", []),
        ("Nothing at all.", []),
        ("“”", []),
        ("“ ”", []),
        ("“", []),
        ('"', []),
        ("'", []),
        ("", []),
    ],
)  # fmt: skip
def test_regions(text: str, expected: list[str]) -> None:
    assert regions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a paragraph that reopens a quotation without the one before having closed it
        ("“One.\n\n“Two,” she said.", [("“One.", False, False), ("“Two,”", True, True)]),
        (
            '"One.\n"Two.\n"Three," he said.',
            [('"One.', False, False), ('"Two.', False, True), ('"Three,"', True, True)],
        ),
        # closed before: a new quotation
        ("“One.”\n\n“Two,” she said.", [("“One.”", True, False), ("“Two,”", True, False)]),
        # one stray mark costs its own paragraph, not the next
        ("A 5” pipe” burst.\n\n“Two,” she said.", [("“Two,”", True, False)]),
        ("We must go,” he said.\n\n“Two,” she said.", [("“Two,”", True, False)]),
        # a paragraph of plain text between: nothing goes on
        ("“One.\n\nPlain.\n\n“Two,” she said.", [("“One.", False, False), ("“Two,”", True, False)]),
        # the paragraph does not begin with the mark: nothing goes on
        ("“One.\n\nShe said “two” again.", [("“One.", False, False), ("“two”", True, False)]),
    ],
)  # fmt: skip
def test_quotations_over_paragraphs(text: str, expected: list[tuple[str, bool, bool]]) -> None:
    found = find_regions(text, paragraph_spans(text))
    assert [(text[r.start : r.end], r.closed, r.continues) for r in found] == expected


def test_a_region_knows_what_stands_inside_its_marks() -> None:
    text = "``Go,'' she said. “Now.”"
    found = find_regions(text, paragraph_spans(text))
    assert [text[r.inner_start : r.inner_end] for r in found] == ["Go,", "Now."]


PIECES = st.sampled_from(
    [
        *"“”„‟«»‹›〝〞〟\"＂‘’'`.,?—…()[ é🎉\n\u00a0\u2028\ud800",
        *["``", "''", "’’", "a", "Is", "s", "5", "90s", "em", "said", "\n\n", "\r\n"],
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text())
def test_any_text_gives_regions_in_order_inside_their_paragraphs(text: str) -> None:
    paragraphs = paragraph_spans(text)
    end = 0
    for region in find_regions(text, paragraphs):
        assert end <= region.start < region.inner_start <= region.inner_end <= region.end
        assert any(first <= region.start and region.end <= last for first, last in paragraphs)
        assert text[region.inner_start : region.inner_end].strip()
        assert region.closed == (region.inner_end < region.end)
        end = region.end


@given(st.lists(st.text("abc .,", max_size=8), min_size=1, max_size=4))
def test_balanced_quotations_are_all_found(contents: list[str]) -> None:
    contents = [f"A{content}z" for content in contents]
    text = " ".join(f"“{content},” she said." for content in contents)
    assert regions(text) == [f"“{content},”" for content in contents]
