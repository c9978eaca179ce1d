"""Whom pronouns mean, by rules, scorer and both: ``python -m training.evaluate_coreference --corpora DIR``.

On GUM's development part (raw text in): every third-person pronoun outside quotation marks that gold makes a
mention of somebody spoken of before. It is right where the nearest earlier mention of the entity that it was given
is, in gold, a mention of the same one; mentions are compared by their head words. With ``--speakers FILE``, the
names of speakers in its articles that are not held out, too.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from quotes.annotate import annotate, load_pipeline
from quotes.attribute import Reading, attribute
from quotes.attribute.coreference import AntecedentScorer, score_antecedents
from quotes.attribute.layout import Layout
from quotes.attribute.mentions import find_mentions
from quotes.extract import Extraction
from quotes.resolve.antecedents import SEARCHES, WEIGHTS, Weights
from quotes.resolve.within import chains, resolve
from quotes.types import Article
from training import speakers
from training.conllu import Sentence, read_lines, read_treebank
from training.gum import gum_mentions

#: What is compared: the evidence that counts. The hard rules hold in all of them.
VARIANTS: Mapping[str, Weights] = {
    "rules only": replace(WEIGHTS, score=0.0),
    "scorer only": Weights(WEIGHTS.score, 0, 0, 0, 0, 0, 0, WEIGHTS.margin),
    "both": WEIGHTS,
}


def gold_text(document: Sequence[Sentence]) -> tuple[str, dict[int, str]]:
    """The document's text, and by the place of every word inside a mention the shortest such mention's entity."""
    text = ""
    entities: dict[int, str] = {}
    for sentence in document:
        if text:
            text = text.rstrip() + ("\n\n" if sentence.new_paragraph else " ")
        starts = []
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            starts.append(len(text))
            text += word + " " * space
        # Longer mentions first, so that shorter ones stay.
        for mention in sorted(gum_mentions(sentence.misc), key=lambda m: m.start - m.end):
            for word in range(mention.start, mention.end):
                entities[starts[word]] = mention.entity
    return text, entities


def tally(
    text: str, gold: Mapping[int, str], reading: Reading, weights: Weights = WEIGHTS
) -> Counter[str]:
    """Counts of pronouns: asked, right, wrong; what is neither was left open."""
    counts: Counter[str] = Counter()
    before = {
        mention.span: chain[:place]
        for chain in chains(Article(text, "gum"), reading.mentions, reading.scores, weights)
        for place, mention in enumerate(chain)
    }
    first: dict[str, int] = {}
    for start in sorted(gold):
        first.setdefault(gold[start], start)
    for mention in reading.mentions:
        entity = gold.get(mention.head_start)
        if mention.kind != "pronoun" or mention.quoted or mention.head not in SEARCHES:
            continue
        if entity is None or first[entity] >= mention.head_start:
            continue
        counts["asked"] += 1
        earlier = [m for m in before.get(mention.span, ()) if m.span.end <= mention.span.start]
        if earlier:
            counts["right" if gold.get(earlier[-1].head_start) == entity else "wrong"] += 1
    return counts


def on_gum(corpora: Path, model: Path) -> dict[str, Counter[str]]:
    """The counts of each variant on GUM's development part, with the models in the folder `model`."""
    counts = {name: Counter[str]() for name in VARIANTS}
    scorer = AntecedentScorer()
    scorer.from_disk(model / "coreference")
    documents = [gold_text(d) for d in read_treebank(corpora / "ud" / "gum-dev.conllu.gz")]
    docs = annotate((text for text, _ in documents), nlp=load_pipeline(model / "en_quotes"))
    for (text, gold), doc in zip(documents, docs, strict=True):
        layout = Layout(doc)
        mentions = find_mentions(layout, ())
        reading = Reading([], mentions, score_antecedents(layout, mentions, scorer))
        for name, weights in VARIANTS.items():
            counts[name] += tally(text, gold, reading, weights)
    return counts


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """In percent: the share of the asked that is right, and of the answered."""
    answered = counts["right"] + counts["wrong"]
    return {
        "asked": counts["asked"],
        "right": round(100 * counts["right"] / max(counts["asked"], 1), 1),
        "right of answered": round(100 * counts["right"] / max(answered, 1), 1),
    }


def on_speakers(gold: Path, corpora: Path) -> dict[str, dict[str, float]]:
    """The counts and shares of each variant on the articles of a speakers' file that are not held out."""
    rows = [json.loads(line) for line in read_lines(gold)]
    wanted = {row["article"] for row in rows} - {r["article"] for r in rows if r.get("held_out")}
    articles = list(speakers.read_articles(corpora, wanted))
    readings = [attribute(doc) for doc in annotate(article["text"] for article in articles)]
    shares = {}
    for name, weights in VARIANTS.items():

        def read(texts: Iterable[Article], weights: Weights = weights) -> Iterator[Extraction]:
            for text, reading in zip(texts, readings, strict=True):
                yield Extraction(text, resolve(text, *reading, weights=weights))

        counts = speakers.tally(rows, articles, read)
        found = speakers.figures(counts)
        shares[name] = {key: counts[key] for key in ("asked", "pronouns asked")}
        shares[name] |= {key: round(found[key], 1) for key in ("name", "name of pronouns")}
    return shares


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument(
        "--model", type=Path, default=Path("quotes/model"), help="(default: %(default)s)"
    )
    parser.add_argument("--speakers", type=Path, help="a file as data/speakers/polnear.jsonl")
    args = parser.parse_args()
    scores = {
        "gum": {name: figures(counts) for name, counts in on_gum(args.corpora, args.model).items()}
    }
    if args.speakers:
        scores["speakers"] = on_speakers(args.speakers, args.corpora)
    for gold, rows in scores.items():
        for name, shares in rows.items():
            print(f"{gold:<10}{name:<13}" + "  ".join(f"{k} {v:g}" for k, v in shares.items()))


if __name__ == "__main__":
    main()
