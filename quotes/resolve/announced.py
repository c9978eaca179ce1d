"""Whom a headline announces without the name that the article gives: "DNC chair rejects …", "Woman says …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotes.lexicon.speakers import word_set
from quotes.resolve.entities import Entity, MeantBy
from quotes.types import Mention

#: The paragraphs behind the headline in which whoever it announces has to speak by name.
_REACH = 6
#: Headlines leave them out: "Woman says", where a sentence has "A woman says".
_DETERMINERS = {"a", "an", "the", "one", "another", "this", "that", "some", "any", "each"}
_POSSESSIVES = {"its", "his", "her", "their", "my", "our", "your"}


def announced(
    mention: Mention,
    mentions: Sequence[Mention],
    is_source: Callable[[Mention], bool],
    meant_by: MeantBy,
) -> Entity | None:
    """The first person whom the article quotes by name, where a person without one speaks in the headline.

    Whoever is named in the headline would be named there again. Officials, aides and the like may stay without
    a name.
    """
    if mention.paragraph or mention.type != "person" or mention.plural:
        return None
    first = mention.span.text.split()[0].casefold()
    if first in _DETERMINERS | _POSSESSIVES or mention.head in word_set("nameless"):
        return None
    above = [meant_by((m.span.start, m.span.end)) for m in mentions if not m.paragraph]
    for each in mentions:
        if each.kind != "name" or each.type != "person" or not each.paragraph:
            continue
        if each.paragraph > _REACH:
            break
        person = meant_by((each.span.start, each.span.end))
        if person is None or person in above or not is_source(each):
            continue
        told = mention.gender and person.gender and mention.gender != person.gender
        return None if told else person
    return None
