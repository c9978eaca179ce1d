"""What a reporting clause tells besides: whom it was told to, in what medium, credited to which outlet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate
from quotes.attribute.syntax import noun_phrase
from quotes.lexicon import reporting
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

_TOLD = frozenset(reporting.phrases()["told"])
#: Media by the noun behind "in a", "on", "at a", "during"; the longest match first.
_MEDIA = {
    "news conference": "news conference", "press conference": "news conference", "press briefing": "briefing",
    "news briefing": "briefing", "briefing": "briefing", "press release": "press release",
    "news release": "press release", "release": "press release", "written statement": "statement",
    "statement": "statement", "statements": "statement", "interview": "interview", "interviews": "interview",
    "phone interview": "interview", "tweet": "tweet", "tweets": "tweet", "post": "post", "posts": "post",
    "email": "email", "e-mail": "email", "emails": "email", "letter": "letter", "memo": "memo",
    "memorandum": "memo", "report": "report", "speech": "speech", "address": "speech", "remarks": "speech",
    "testimony": "testimony", "hearing": "hearing", "op-ed": "op-ed", "essay": "essay", "column": "column",
    "blog": "blog", "podcast": "podcast", "debate": "debate", "text": "text message", "message": "message",
    "book": "book", "memoir": "book", "video": "video", "filing": "court filing", "complaint": "complaint",
    "lawsuit": "lawsuit", "ruling": "ruling", "opinion": "opinion", "newsletter": "newsletter",
    "article": "article", "meeting": "meeting", "rally": "rally", "call": "call", "thread": "thread",
    "paper": "paper", "study": "study", "notice": "notice", "bulletin": "bulletin",
}  # fmt: skip
_VERB_MEDIA = {
    form: medium
    for forms, medium in (
        ("tweet tweets tweeted tweeting retweet retweets retweeted retweeting", "tweet"),
        ("email emails emailed emailing", "email"),
        ("testify testifies testified testifying", "testimony"),
        ("blog blogs blogged blogging", "blog"),
        ("text texts texted texting", "text message"),
        ("post posts posted posting", "post"),
    )
    for form in forms.split()
}
PLATFORMS = {"twitter": "tweet", "x": "post", "facebook": "post", "instagram": "post", "bluesky": "post",
              "mastodon": "post", "linkedin": "post", "threads": "post", "truth social": "post",
              "tiktok": "post", "telegram": "post"}  # fmt: skip
_MEDIUM_DEPS = frozenset({"obl", "obl:unmarked", "obj", "nmod", "advcl"})
_MEDIUM_CASES = frozenset({"in", "on", "at", "during", "via", "by", "through", "over"})
_IN_A = (
    r"(?:in|during|at|via) (?:an?|his|her|their|the|its) (?:[\w-]+ ){0,3}?("
    + "|".join(sorted((re.escape(noun) for noun in _MEDIA), key=len, reverse=True))
    + r")\b"
)
_TRAILING_CREDIT = re.compile(
    r",?\s*(?:as\s+)?(?:first\s+)?(?:cited|reported|quoted)\s+(?:by|in)\s.*$", re.DOTALL
)
_TRAILING_MEDIUM = re.compile(rf"\s{_IN_A}$")
_CREDIT = re.compile(
    r"(?:(?:as\s+)?(?:first\s+)?(?:cited|reported|quoted)|first\s+(?:obtained|published|revealed|broadcast))"
    r"\s+(?:first\s+)?(?:by|in)\s+$",
    re.IGNORECASE,
)


def addressee_of(layout: Layout, candidate: Candidate) -> str | None:
    """Whom it was told to: "told Reuters", "said to reporters". As printed."""
    verb = layout.doc[candidate.anchor]
    if verb.pos_ not in ("VERB", "AUX") and candidate.word not in _TOLD:
        return None
    if candidate.word in _TOLD and _medium_told(layout, verb):
        return None
    if candidate.word in _TOLD:
        for child in verb.children:
            if child.dep_ in ("iobj", "obj") and child.i > verb.i and not layout.quoted(child.i):
                return _phrase(layout, child, candidate)
        # The hearer stands right behind the verb, whatever the parser called it.
        i = verb.i + 1
        if (
            i < len(layout.doc)
            and layout.doc[i].pos_ in ("PROPN", "PRON", "NOUN", "DET")
            and not layout.quoted(i)
        ):
            head = layout.doc[i]
            while (
                head.head.i > head.i and head.head.pos_ in ("PROPN", "NOUN") and head.head.i - i < 6
            ):
                head = head.head
            return _phrase(layout, head, candidate)
        return None
    for child in verb.children:
        if child.dep_ != "obl" or child.i < verb.i or layout.quoted(child.i):
            continue
        to = next((c for c in child.children if c.dep_ == "case" and c.lower_ == "to"), None)
        hearer = (
            child.ent_type_ in ("PERSON", "ORG") or child.lower_ in reporting.phrases()["hearers"]
        )
        if to is not None and hearer:
            return _phrase(layout, child, candidate, after=to.i + 1)
    return None


def _phrase(layout: Layout, head: Token, candidate: Candidate, *, after: int = 0) -> str | None:
    first, last = noun_phrase(layout, head)
    first = max(first, after, candidate.anchor + 1 if head.i > candidate.anchor else first)
    for i in range(head.i + 1, last):
        token = layout.doc[i]
        # A hearer ends before where and when he heard it, and before what he was told.
        if (
            token.pos_ in ("ADP", "SCONJ", "VERB", "PUNCT")
            or token.lower_ in ("that", "who", "which")
            or layout.quoted(i)
        ):
            last = i
            break
    span = layout.span(first, last)
    if span is None or any(c.start <= span.start < c.end for c in candidate.content):
        return None
    return span.text


def medium_of(layout: Layout, candidate: Candidate) -> str | None:
    """The medium as a normalised noun: statement, interview, tweet, letter, report, speech …"""
    if candidate.medium:
        return candidate.medium
    verb = layout.doc[candidate.anchor]
    for child in verb.children:
        if child.dep_ not in _MEDIUM_DEPS or _in_content(child, candidate):
            continue
        found = _medium_noun(layout, child)
        if found:
            return found
    if candidate.word in _TOLD and (told := _medium_told(layout, verb)):
        return told
    found = _medium_behind(layout, candidate) or _medium_in_front(layout, candidate)
    return found or _VERB_MEDIA.get(candidate.word)


def _medium_told(layout: Layout, verb: Token) -> str | None:
    """ "told a news conference": the hearer is the medium."""
    words = [t.lower_ for t in layout.doc[verb.i + 1 : verb.i + 5]]
    match = re.match(
        r"(?:an?|the) ((?:news|press) (?:conference|briefing)|hearing|rally|briefing)\b",
        " ".join(words),
    )
    return _MEDIA.get(match.group(1)) if match else None


def _medium_in_front(layout: Layout, candidate: Candidate) -> str | None:
    """ "In a brief interview after the vote, she said …"."""
    low = layout.sentence(candidate.anchor)[0]
    lead = layout.text[layout.starts[low] : layout.starts[candidate.anchor]].lower()
    match = re.match(rf"[“\"]?{_IN_A}", lead)
    return _known_medium(match.group(1)) if match else None


def _known_medium(words: str) -> str | None:
    return _MEDIA.get(words) or _MEDIA.get(words.split()[0])


def _medium_noun(layout: Layout, noun: Token) -> str | None:
    case = next((c for c in noun.children if c.dep_ == "case"), None)
    if case is None or case.lower_ not in _MEDIUM_CASES:
        return None
    previous = layout.doc[noun.i - 1].lower_ if noun.i else ""
    two = f"{previous} {noun.lower_}"
    if case.lower_ in ("on", "via", "over"):
        platform = PLATFORMS.get(two) or PLATFORMS.get(noun.lower_)
        if platform:
            return platform
    return _MEDIA.get(two) or _MEDIA.get(noun.lower_)


def _medium_behind(layout: Layout, candidate: Candidate) -> str | None:
    """The first words behind the reporting clause, for parses that hang them elsewhere."""
    end = min(layout.sentence(candidate.anchor)[1], candidate.anchor + 14)
    words = []
    for i in range(candidate.anchor + 1, end):
        if layout.quoted(i) or any(c.start <= layout.starts[i] < c.end for c in candidate.content):
            break
        words.append(layout.doc[i].lower_)
    text = " ".join(words)
    match = re.search(rf"\b{_IN_A}", text)
    return _known_medium(match.group(1)) if match else None


def via_of(layout: Layout, candidate: Candidate) -> str | None:
    """The outlet that the article credits: "…, cited by The Guardian", "…, as first reported by Politico"."""
    low, high = layout.sentence(candidate.anchor)
    ends = [
        span.end
        for span in (candidate.cue, candidate.source, *candidate.content)
        if span is not None
    ]
    for token in layout.doc[low:high]:
        if token.lower_ not in ("by", "in") or layout.quoted(token.i):
            continue
        lead = layout.text[layout.starts[low] : layout.starts[token.i] + len(token) + 1]
        if not _CREDIT.search(lead) or token.i + 1 >= high:
            continue
        head = layout.doc[token.i + 1]
        while head.head.i > head.i and head.head.i < high and head.head.pos_ in ("PROPN", "NOUN"):
            head = head.head
        last = head.i + 1
        while last < high and layout.doc[last].pos_ == "PROPN":
            last += 1
        span = layout.span(token.i + 1, last)
        if (
            span is not None
            and (not ends or span.start >= min(ends) - 1)
            and span.text[:1].isupper()
        ):
            return span.text
    return None


def without_credit(layout: Layout, candidate: Candidate) -> None:
    """Cuts ", cited by …" off a source that ran on into it."""
    if candidate.source is not None:
        candidate.source = _cut(layout, candidate.source, _TRAILING_CREDIT)


def without_medium(layout: Layout, candidate: Candidate) -> None:
    """Cuts "in a filing", "in her ruling" off the end of a source: it is the medium."""
    if candidate.source is not None:
        candidate.source = _cut(layout, candidate.source, _TRAILING_MEDIUM)


def _cut(layout: Layout, span: Span, tail: re.Pattern[str]) -> Span | None:
    """The span without the `tail` it ends in; as it is where it has none or is nothing else."""
    match = tail.search(span.text)
    if match is None or match.start() == 0:
        return span
    return layout.chars(span.start, span.start + match.start())


def _in_content(token: Token, candidate: Candidate) -> bool:
    return any(span.start <= token.idx < span.end for span in candidate.content)
