"""How values of the database are put into words; the filters of the templates."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from quotes.store import MARK

_WORDS = {
    "statement": "Statement",
    "attitude": "Attitude",
    "silence": "No comment",
    "direct": "Direct",
    "indirect": "Indirect",
    "mixed": "Partly direct",
    "person": "Person",
    "organization": "Organisation",
    "group": "Group",
    "document": "Document",
    "unknown": "Unknown",
    "official": "Official",
    "spokesperson": "Spokesperson",
    "politician": "Politician",
    "expert": "Expert",
    "business": "Business",
    "advocacy": "Advocacy",
    "witness or citizen": "Witness or citizen",
    "media": "Media",
    "celebrity or athlete": "Celebrity or athlete",
    "high": "90 % or more",
    "fair": "70 to 90 %",
    "low": "below 70 %",
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
    "same name": "the same name",
    "alias list": "the list of known aliases",
    "your list": "your own alias list",
    "article": "spelled out in an article",
    "middle name": "the same but for a middle name",
    "nickname": "a short form of the given name",
    "initials": "the initials",
    "surname": "the surname alone",
    "misspelling": "one letter apart",
    "person's correction": "corrected by a person",
}

_HIT = re.compile(f"{MARK[0]}([^{MARK[0]}{MARK[1]}]*){MARK[1]}")
_STRAY_MARK = re.compile(f"[{MARK[0]}{MARK[1]}]")


def word(value: str) -> str:
    """An act, kind, speaker type or reason in words; anything else as it is."""
    return _WORDS.get(value, value)


def reason(value: str) -> str:
    """Why a name leads to a speaker, in words."""
    return word("person's correction" if value == "person" else value)


def day(value: str | None) -> str:
    """An ISO date or time as "3 March 2026"; what isn't one, as it is."""
    try:
        parsed = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    return f"{parsed.day} {parsed:%B %Y}"


def period(value: str) -> str:
    """A year as it is, "2026-03" as "March 2026", a day as `day` does."""
    if len(value) != 7:
        return day(value) if len(value) > 7 else value
    return day(f"{value}-01").removeprefix("1 ")


def brief(value: str) -> str:
    """A period for the head of a narrow column: "2026" as it is, "2026-03" as "Mar 26"."""
    return f"{date.fromisoformat(f'{value}-01'):%b %y}" if len(value) == 7 else value


def number(value: int) -> str:
    """With commas between thousands."""
    return f"{value:,}"


def percent(value: float) -> str:
    """A probability as a whole percentage, of which only 0 and 1 are 0 % and 100 %."""
    rounded = round(value * 100)
    return f"{min(max(rounded, 1), 99) if 0 < value < 1 else rounded} %"


def share(value: float) -> str:
    """A percentage without decimals."""
    return f"{round(value)} %"


def line(value: str) -> str:
    """Text on one line: a field of a form would run words together over a line break."""
    return " ".join(value.split())


def plural(count: int, noun: str) -> str:
    """ "1 quote", "2,500 quotes"."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def marked(value: str | None) -> Markup:
    """Text with search hits between the signs of MARK, escaped, the hits as <mark>."""
    hits = _HIT.sub(r"<mark>\1</mark>", str(escape(value or "")))
    # An article that holds such signs itself must not leave an element open.
    return Markup(_STRAY_MARK.sub("", hits))


def web_address(value: str | None) -> str | None:
    """The value where it is an http or https address, else None: nothing else becomes a link."""
    return value if value and value.lower().startswith(("http://", "https://")) else None


FILTERS: dict[str, Any] = {
    "quotes_word": word,
    "quotes_reason": reason,
    "quotes_day": day,
    "quotes_period": period,
    "quotes_brief": brief,
    "quotes_line": line,
    "quotes_share": share,
    "quotes_number": number,
    "quotes_percent": percent,
    "quotes_plural": plural,
    "quotes_marked": marked,
    "quotes_web_address": web_address,
}
