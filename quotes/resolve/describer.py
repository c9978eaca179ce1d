"""What is stored of a speaker: an entity of an article with its role, organisation and class of source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from quotes.resolve.abbreviations import Abbreviations
from quotes.resolve.campaigns import campaign_of
from quotes.resolve.entities import Entity
from quotes.resolve.joint import members
from quotes.resolve.personal import plain_name
from quotes.resolve.role_bodies import bodies_by_name, body_in_role
from quotes.resolve.source_class import with_source_class
from quotes.types import Speaker


class Describer:
    """Describes the entities of one article, once all its mentions have theirs.

    `of_mention` gives the entity by the start and the end of a mention.
    """

    def __init__(
        self,
        text: str,
        entities: Sequence[Entity],
        of_mention: Mapping[tuple[int, int], Entity],
        abbreviations: Abbreviations,
    ) -> None:
        self._text = text
        self._entities = entities
        self._of_mention = of_mention
        self._abbreviations = abbreviations
        self._employers: dict[Entity, str | None] = {}

    def describe(self, entity: Entity | None) -> Speaker | None:
        """The entity as a speaker, without a class of source."""
        if entity is None:
            return None
        name = entity.name
        if entity.named and entity.type != "person":
            name = self._abbreviations.expand(name)
        span = entity.mention.name or entity.mention.span
        return Speaker(name, entity.type, entity.named, entity.role, self._employer(entity), span)

    def classed(self, entity: Entity | None) -> Speaker | None:
        """The speaker with the class of source; of people together the one that all of them have."""
        speaker = with_source_class(self.describe(entity), self._text)
        if speaker is None or not speaker.named or speaker.type != "group":
            return speaker
        classes = {
            each.source_class
            for member in members(speaker.name, self._entities)
            if (each := with_source_class(self.describe(member), self._text)) is not None
        }
        if speaker.source_class != "unknown" or len(classes) != 1:
            return speaker
        return replace(speaker, source_class=classes.pop())

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """By name; asked for when all names are known."""
        return bodies_by_name(self._entities, self._abbreviations)

    def _employer(self, entity: Entity) -> str | None:
        """The organisation of a speaker, worked out once: every quote of theirs asks."""
        if entity not in self._employers:
            found = entity.affiliation
            if found is None and entity.type in ("person", "group"):
                found = body_in_role(entity.role, self._bodies, self._abbreviations) or campaign_of(
                    entity, self._entities, self._of_mention.get, self._text
                )
            if found:
                found = self._abbreviations.expand(plain_name(found))
            self._employers[entity] = found
        return self._employers[entity]
