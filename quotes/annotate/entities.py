"""Named entities checked against tags and lists: the component `quotes_entities`.

It runs after the entity recogniser. An entity without a proper noun is dropped, titles before a name are
cut off, well-known organisations and places get their label, also where the recogniser passed over them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from quotes.annotate.names import NAME_TAGS, TITLES, list_label, proper_runs

NAMES = ("PERSON", "ORG", "GPE")
#: Labels that the lists are believed for. Their given and family names know less of people than the recogniser
#: does: on GUM's dev part they cost 4 points of F1.
LISTED = ("ORG", "GPE")


def check_entities(doc: Doc) -> Doc:
    """Set `doc.ents` anew; labels other than PERSON, ORG and GPE stay as they are."""
    tags = [t.tag_ for t in doc]
    words = [t.text for t in doc]
    deps = [t.dep_ for t in doc]
    spans: list[Span] = []
    for entity in doc.ents:
        start, end, label = entity.start, entity.end, entity.label_
        if label in NAMES:
            if not any(tag in NAME_TAGS for tag in tags[start:end]):
                continue
            while label == "PERSON" and end - start > 1 and words[start] in TITLES:
                start += 1
            known = list_label(words[start:end], deps[start:end])
            label = known if known in LISTED else label
        spans.append(Span(doc, start, end, label))
    taken = {i for span in spans for i in range(span.start, span.end)}
    for start, end in proper_runs(words, tags, deps):
        if taken.isdisjoint(range(start, end)):
            known = list_label(words[start:end], deps[start:end])
            if known in LISTED:
                spans.append(Span(doc, start, end, known))
    doc.ents = tuple(filter_spans(spans))
    return doc


@Language.factory(
    "quotes_entities",
    requires=["doc.ents", "token.tag", "token.dep"],
    assigns=["doc.ents"],
)
def make_entities(nlp: Language, name: str) -> CheckedEntities:
    """The component, for `nlp.add_pipe("quotes_entities")`."""
    return CheckedEntities(name)


class CheckedEntities:
    """A component without settings or weights around `check_entities`."""

    def __init__(self, name: str = "quotes_entities") -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        return check_entities(doc)
