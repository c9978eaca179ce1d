"""Lemmas as rules: how many characters to cut off a word's end and what to put there.

"running" → "run" is ``l4:`` (lower case, cut 4, add nothing), "was" → "be" is ``l3:be``, "Obamas" → "Obama"
is ``k1:`` (keep the case). A rule is a label like any other, so a classifier can learn it.
"""

from __future__ import annotations


def lemma_rule(word: str, lemma: str) -> str:
    """The rule that makes `lemma` of `word`."""
    rules = []
    for case, form in (("l", word.lower()), ("k", word)):
        shared = 0
        while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
            shared += 1
        rules.append((len(form) - shared, f"{case}{len(form) - shared}:{lemma[shared:]}"))
    return min(rules, key=lambda rule: rule[0])[1]


def apply_rule(word: str, rule: str) -> str:
    """The word's lemma by a rule; the word itself where it is too short for it."""
    cut, _, ending = rule[1:].partition(":")
    form = word.lower() if rule[0] == "l" else word
    size = len(form) - int(cut)
    return form[:size] + ending if size > 0 or (size == 0 and ending) else form
