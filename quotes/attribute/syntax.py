"""Questions to a dependency tree (Universal Dependencies labels) that several rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes.lexicon import reporting

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: Tags of verbs that make a clause of their own: tensed ones and modals.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "nsubj:xsubj"})
#: Dependents that belong to a noun phrase itself. Relative clauses and appositives are part of a source.
_NOMINAL = frozenset(
    {
        "det", "det:predet", "amod", "compound", "nummod", "nmod", "nmod:poss", "nmod:unmarked",
        "nmod:desc", "flat", "fixed", "case", "appos", "acl", "acl:relcl", "conj", "cc", "cc:preconj",
        "advmod", "punct", "goeswith", "list", "flat:foreign", "nmod:npmod", "nmod:tmod", "compound:prt",
    }
)  # fmt: skip
_VERB_GROUP = frozenset({"aux", "aux:pass", "compound:prt"})


def subject_of(verb: Token) -> Token | None:
    """The head of the verb's own subject: of several, the one nearest to it."""
    subjects = [
        c for c in verb.children if c.dep_ in SUBJECTS and not c.is_space and not c.is_punct
    ]
    return min(subjects, key=lambda child: abs(child.i - verb.i), default=None)


def shared_subject(verb: Token) -> Token | None:
    """The subject that a verb takes over from the verb it is coordinated with or hangs from.

    "She paused and said", "He nodded, adding that", "went on to say": own subjects first, then up the tree.
    For a participle after a noun ("a report showing that") it is the noun, unless somebody in the sentence
    put the noun out ("the mayor issued a statement saying that").
    """
    node = verb
    for _ in range(6):  # deeper chains are parse errors
        own = subject_of(node)
        if own is not None:
            return own
        if node.dep_ in ("acl", "acl:relcl") and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            noun = node.head
            if (
                noun.lower_ in reporting.issued()
                and noun.dep_ in ("obj", "obl")
                and noun.head.pos_ == "VERB"
            ):
                return subject_of(noun.head) or noun
            return noun
        if (
            node.dep_ in ("conj", "advcl", "xcomp", "parataxis", "acl", "ccomp")
            and node.head.i != node.i
        ):
            node = node.head
            continue
        return None
    return None


def noun_phrase(layout: Layout, head: Token, *, stop: int | None = None) -> tuple[int, int]:
    """Token range of the noun phrase under `head`: one contiguous stretch in the head's sentence.

    `stop` is a token that the phrase must not hold (the cue): dependents that reach it are left out.
    """
    first = last = head.i
    low, high = layout.sentence(head.i)
    for child in head.children:
        if child.dep_ not in _NOMINAL or not low <= child.i < high:
            continue
        left, right = child.left_edge.i, child.right_edge.i
        if stop is not None and left <= stop <= right:
            continue
        if stop is not None and (first <= stop) != (left <= stop):
            continue
        if right < head.i:
            first = min(first, max(left, low))
        else:
            last = max(last, min(right, high - 1))
    return first, last + 1


def verb_group(verb: Token) -> tuple[int, int]:
    """Token range from the first auxiliary or adverb next to the verb to its particle."""
    first = last = verb.i
    members = {
        child.i
        for child in verb.children
        if child.dep_ in _VERB_GROUP
        or (child.dep_ == "advmod" and child.pos_ in ("ADV", "PART") and abs(child.i - verb.i) <= 3)
    }
    while first - 1 in members:
        first -= 1
    while last + 1 in members:
        last += 1
    return first, last + 1
