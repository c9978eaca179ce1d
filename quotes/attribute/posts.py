"""Quotations set out by layout instead of words: embedded posts, and lines signed "—Name"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.types import Span

if TYPE_CHECKING:
    from quotes.attribute.layout import Layout

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
#: The line under an embedded post: — Name (@handle) Month D, YYYY. The date may be missing or written D Month.
_POST_SIGNATURE = re.compile(
    r"^\s*[—–-]{1,2}\s*(?P<source>(?P<name>[^\n()@]{1,80}?)\s*\((?P<handle>@[\w.]{1,40})\))"
    rf"(?:\s*,?\s*(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d))?\s*\.?\s*$"
)
#: The same on the post's own last line.
_POST_TAIL = re.compile(_POST_SIGNATURE.pattern.replace(r"^\s*[—–-]{1,2}", r"\s[—–]\s?", 1))
#: A quotation's signature: a dash and a name, perhaps with a role behind a comma.
_SIGNATURE = re.compile(
    r"^\s*(?:[—–]|--)\s*(?P<source>(?P<name>[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|bin|al|la))"
    r"{0,5})(?:,\s[^.!?\n]{2,80})?)\s*\.?\s*$"
)
#: Lines a post has at most.
_POST_LINES = 6
_POSTLIKE = re.compile(
    r"[#@]\w|https?://|pic\.twitter\.com|[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B00-\u2BFF]"
)


def find_posts(layout: Layout) -> list[Candidate]:
    """Candidates for embedded posts and signed quotations. A post may hold further reports."""
    found = []
    paragraphs = layout.paragraph_chars
    for number, (start, end) in enumerate(paragraphs):
        line = layout.text[start:end]
        if "—" not in line and "–" not in line and "-" not in line:
            continue
        match = _POST_SIGNATURE.match(line)
        if match and number:
            found.append(
                _post(
                    layout, _post_start(layout, number - 1), paragraphs[number - 1][1], start, match
                )
            )
            continue
        tail = _POST_TAIL.search(line)
        if tail and tail.start() > 0:
            found.append(_post(layout, start, start + tail.start(), start, tail))
            continue
        signed = _SIGNATURE.match(line)
        if signed and number:
            found.append(_signed(layout, paragraphs[number - 1], start, signed))
            continue
        found.extend(_signed_inside(layout, start, end))
    return [candidate for candidate in found if candidate is not None]


def _post(
    layout: Layout, start: int, end: int, offset: int, match: re.Match[str]
) -> Candidate | None:
    piece = layout.text[start:end]
    if not piece.strip():
        return None
    begin = start + len(piece) - len(piece.lstrip())
    content = Span.of(layout.text, begin, start + len(piece.rstrip()))
    return Candidate(
        rule="post", word="post", act="statement", anchor=layout.token_at(offset + match.start("source")),
        cue=None, source=_group(layout, offset, match, "source"), content=[content],
        regions=layout.regions_inside([content]), medium="tweet",
    )  # fmt: skip


def _post_start(layout: Layout, last: int) -> int:
    """A post is the paragraph above its signature, and those above it that look like parts of one.

    Lines that a blank line parts from the text above are a post together. Where articles have one paragraph a
    line, the article's own paragraph stands directly above the post: then only lines that carry a tag, link or
    symbol, or are all in capitals, are taken in.
    """
    block = _block_start(layout, last)
    if block is not None:
        return block
    first = last
    while first > 0 and last - first < 5:
        start, end = layout.paragraph_chars[first - 1]
        gap = layout.text[end : layout.paragraph_chars[first][0]]
        line = layout.text[start:end].strip()
        if gap.count("\n") > 1 or _POST_SIGNATURE.match(line):
            break
        if not (_POSTLIKE.search(line) or line.isupper()):
            break
        first -= 1
    return layout.paragraph_chars[first][0]


def _block_start(layout: Layout, last: int) -> int | None:
    """Where the lines begin that end with paragraph `last` and have a blank line, or nothing, above; None where
    they go on for too long."""
    for first in range(last, max(last - _POST_LINES, -1), -1):
        start = layout.paragraph_chars[first][0]
        if _POST_SIGNATURE.match(layout.text, *layout.paragraph_chars[first]):
            return None
        above = layout.paragraph_chars[first - 1][1] if first else 0
        if layout.text[above:start].count("\n") > 1:
            return start
    end = layout.paragraph_chars[last][1]
    parted = layout.text[end : layout.paragraph_chars[last + 1][0]].count("\n") > 1
    return layout.paragraph_chars[0][0] if parted and last < _POST_LINES else None


def _signed(
    layout: Layout, above: tuple[int, int], offset: int, match: re.Match[str]
) -> Candidate | None:
    """A signature line below a paragraph that is wholly a quotation."""
    start, end = above
    inside = [n for n, r in enumerate(layout.regions) if start <= r.start and r.end <= end]
    if not inside:
        return None
    first, last = layout.regions[inside[0]], layout.regions[inside[-1]]
    if layout.text[start : first.start].strip() or len(layout.text[last.end : end].strip()) > 2:
        return None
    return _signed_candidate(layout, first.start, last.end, inside, offset, match)


def _signed_inside(layout: Layout, start: int, end: int) -> list[Candidate | None]:
    """The signature on the quotation's own line: “…” —Name."""
    inside = [n for n, r in enumerate(layout.regions) if start <= r.start and r.end <= end]
    if len(inside) != 1:
        return []
    region = layout.regions[inside[0]]
    if layout.text[start : region.start].strip(" \t•*-"):
        return []
    match = _SIGNATURE.match(layout.text[region.end : end])
    if match is None:
        return []
    return [_signed_candidate(layout, region.start, region.end, inside, region.end, match)]


def _signed_candidate(
    layout: Layout, start: int, end: int, regions: list[int], offset: int, match: re.Match[str]
) -> Candidate:
    return Candidate(
        rule="signature", word="signature", act="statement",
        anchor=layout.token_at(offset + match.start("source")), cue=None,
        source=_group(layout, offset, match, "source"), content=[Span.of(layout.text, start, end)],
        regions=regions,
    )  # fmt: skip


def _group(layout: Layout, offset: int, match: re.Match[str], name: str) -> Span:
    return Span.of(layout.text, offset + match.start(name), offset + match.end(name))
