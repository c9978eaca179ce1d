"""How often a pronoun's antecedent is right: ``python -m training.evaluate_coreference --corpora DIR``.

GUM's development part, raw text in: every personal pronoun outside quotation marks that gold makes a mention of
somebody spoken of before. It is right where the nearest earlier mention of the entity that it was given is, in gold,
a mention of the same one; mentions are compared by their head words.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotes.annotate import annotate
from quotes.attribute import attribute
from quotes.resolve.antecedents import SEARCHES
from quotes.resolve.within import chains
from quotes.types import Article, Mention, Scores
from training.conllu import Sentence, read_treebank
from training.gum import gum_mentions


def gold_text(document: Sequence[Sentence]) -> tuple[str, dict[int, str]]:
    """The document's text, and by the place of every word inside a mention the innermost mention's entity."""
    text = ""
    entities: dict[int, str] = {}
    for sentence in document:
        if text:
            text = text.rstrip() + ("\n\n" if sentence.new_paragraph else " ")
        starts = []
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            starts.append(len(text))
            text += word + " " * space
        # Longer mentions first: what is left on a word is the shortest mention around it.
        for mention in sorted(gum_mentions(sentence.misc), key=lambda m: m.start - m.end):
            for word in range(mention.start, mention.end):
                entities[starts[word]] = mention.entity
    return text, entities


def tally(
    text: str, gold: Mapping[int, str], mentions: Sequence[Mention], scores: Scores
) -> Counter[str]:
    """Counts by pronoun: asked, right, wrong; what is neither was left open."""
    counts: Counter[str] = Counter()
    of = {}
    for chain in chains(Article(text, "gum"), mentions, scores):
        for place, mention in enumerate(chain):
            of[mention.span] = chain[:place]
    seen: set[str] = set()
    known = sorted(gold)
    position = 0
    for mention in mentions:
        start = mention.head_start
        while position < len(known) and known[position] < start:
            seen.add(gold[known[position]])
            position += 1
        entity = gold.get(start)
        if mention.kind != "pronoun" or mention.quoted or mention.head not in SEARCHES:
            continue
        if entity is None or entity not in seen:
            continue
        counts[f"{mention.head} asked"] += 1
        earlier = [m for m in of.get(mention.span, ()) if m.span.end <= mention.span.start]
        if earlier:
            right = gold.get(earlier[-1].head_start) == entity
            counts[f"{mention.head} {'right' if right else 'wrong'}"] += 1
    return counts


def documents(path: Path) -> Iterator[tuple[str, dict[int, str]]]:
    """The treebank's documents as text with gold entities."""
    for document in read_treebank(path):
        yield gold_text(document)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    args = parser.parse_args()
    found = {"rules": Counter[str](), "both": Counter[str]()}
    for text, gold in documents(args.corpora / "ud" / "gum-dev.conllu.gz"):
        [doc] = annotate([text])
        reading = attribute(doc)
        found["rules"] += tally(text, gold, reading.mentions, {})
        found["both"] += tally(text, gold, reading.mentions, reading.scores)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
