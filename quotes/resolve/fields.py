"""Which of the things an article says of a speaker are kept: the best title, a description without excuses."""

from __future__ import annotations

import re

from quotes.lexicon.speakers import singular, word_set

_PREPOSITION = re.compile(r"\s(?:of|for|to|in|at|with|from|on)\s")
_FORMER = re.compile(r"(?i)^(?:former\s|ex-)")
#: The clause by which newsrooms say that a source may not be named, up to the end of the description.
_EXCUSE = re.compile(
    r"""[,\s]+who\s+(?:
        (?:was|were|is|are)\s*(?:not|n[o’']t|un)\s*authori[sz]ed
      | (?:wasn|weren|isn|aren)[’']t\s+authori[sz]ed
      | (?:spoke|talked|asked|requested|insisted|declined|refused|wished|wanted|agreed|preferred|chose
          |did\s+not\s+want|did\s+not\s+wish|would\s+not|demanded)\b.*?
        (?:anonym|\bname|identif|background)
    ).*$""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def tells_more(new: str, known: str | None) -> bool:
    """Whether the new title says more of what somebody is than the known one.

    An office or occupation goes before a stance or a kinship ("rival", "wife"), what somebody is before what they
    were, and the longer title before the shorter.
    """
    if known is None:
        return True
    if _head(new) == _head(known):
        return len(new.split()) > len(known.split())
    return _rank(new) > _rank(known)


def without_excuse(description: str) -> str:
    """An unnamed source's description without the reason for which it has no name."""
    return _EXCUSE.sub("", description) or description


def _rank(role: str) -> tuple[bool, bool, int, bool]:
    return (
        singular(_head(role)) not in word_set("descriptive"),
        _FORMER.match(role) is None,
        len(role.split()),
        role[:1].isupper(),  # "President" before "idealist"
    )


def _head(role: str) -> str:
    """The last word before the first preposition: "chief", of "police chief of Elm"."""
    words = _PREPOSITION.split(role)[0].split()
    return words[-1].casefold().rstrip(".") if words else ""
