"""How often the speaker is right: ``python -m training.speakers data/speakers/polnear.jsonl --corpora DIR``.

Of the attributions found with the right source, the share whose speaker has the right name, type, naming and class
of source, and F1 of role and affiliation. Articles held out are told apart from the others. An affiliation is the
same in its short form and in the long one that the alias list has for it: the annotators wrote what is printed,
the record format asks for the long form.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quotes.evaluate.items import Item, from_attribution
from quotes.evaluate.matching import match
from quotes.evaluate.words import Words, plain
from quotes.extract import Extraction, extract
from quotes.lexicon.aliases import canonical_name
from quotes.types import Article
from training.conllu import read_lines
from training.words import word_set

CHOICES = ("name", "type", "named", "source_class")
DETAILS = ("role", "affiliation")
PRONOUNS = word_set("he she they i we it who")

Row = dict[str, Any]
Reader = Callable[[Iterable[Article]], Iterator[Extraction]]


def read_articles(corpora: Path, wanted: set[str]) -> Iterator[Row]:
    """The wanted articles of PolNeAR, as its files have them."""
    for part in ("train", "dev"):
        for line in read_lines(corpora / "polnear" / f"{part}.jsonl.gz"):
            row = json.loads(line)
            if row["id"] in wanted:
                yield row


def _values(row: Mapping[str, Any], field: str, text: str) -> set[object]:
    """Every value that is right, a place in the text taken for its words."""
    values = [row[field], *row.get("accept", {}).get(field, [])]
    return {_plain(text[v[0] : v[1]] if isinstance(v, list) else v) for v in values}


def _plain(value: object) -> object:
    return plain(value) if isinstance(value, str) else value


def _spelled_out(value: object) -> object:
    """A name in the long form of the alias list, where it has one."""
    return (
        _plain(canonical_name(value, any_case=True) or value) if isinstance(value, str) else value
    )


def _extract_all(articles: Iterable[Article]) -> Iterator[Extraction]:
    for found in extract(articles, attitudes=True):
        assert isinstance(found, Extraction)
        yield found


def tally(rows: list[Row], articles: list[Row], read: Reader = _extract_all) -> Counter[str]:
    """Counts by field: asked, right, and for details given and wanted; `read` extracts the articles."""
    counts: Counter[str] = Counter()
    by_place = {(row["article"], row["attribution"]): row for row in rows}
    texts = [Article(article["text"], article["id"]) for article in articles]
    for article, found in zip(articles, read(texts), strict=True):
        text = article["text"]
        kept = [(n, each) for n, each in enumerate(article["attributions"]) if each["content"]]
        gold = [_item(each) for _, each in kept]
        items = [from_attribution(each) for each in found.attributions]
        for pair in match(gold, items, Words(text)):
            if not pair.source_agrees or items[pair.predicted].fields["act"] != "statement":
                continue
            row = by_place[article["id"], kept[pair.gold][0]]
            speaker = found.attributions[pair.predicted].speaker
            source_class = speaker.source_class if speaker else "unknown"
            fields = {**items[pair.predicted].fields, "source_class": source_class}
            source = kept[pair.gold][1]["source"]
            if not source:
                continue
            counts["asked"] += 1
            for field in CHOICES:
                right = _plain(fields[field]) in _values(row, field, text)
                counts[field] += right
                if field == "name" and text[source[0][0] : source[0][1]].casefold() in PRONOUNS:
                    counts["pronouns asked"] += 1
                    counts["pronouns"] += right
            for field in DETAILS:
                wanted = {_spelled_out(value) for value in _values(row, field, text)}
                given = _spelled_out(_plain(fields[field]))
                right = given is not None and given in wanted
                # What need not be given counts as wanted where it is, and is right.
                counts[f"{field} wanted"] += right or None not in wanted
                counts[f"{field} given"] += given is not None
                counts[field] += right
    return counts


def _item(attribution: Mapping[str, list[list[int]]]) -> Item:
    spans = {role: tuple((a, b) for a, b in attribution[role]) for role in attribution}
    return Item(spans["content"], spans["cue"], spans["source"])


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Shares in percent; F1 for role and affiliation."""
    out = {field: 100 * counts[field] / max(counts["asked"], 1) for field in CHOICES}
    out["name of pronouns"] = 100 * counts["pronouns"] / max(counts["pronouns asked"], 1)
    for field in DETAILS:
        both = counts[f"{field} wanted"] + counts[f"{field} given"]
        out[f"{field} F1"] = 200 * counts[field] / max(both, 1)
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    args = parser.parse_args()
    rows = [json.loads(line) for line in read_lines(args.gold)]
    held = {row["article"] for row in rows if row.get("held_out")}
    articles = list(read_articles(args.corpora, {row["article"] for row in rows}))
    for name, group in (
        ("others", [a for a in articles if a["id"] not in held]),
        ("held out", [a for a in articles if a["id"] in held]),
    ):
        counts = tally(rows, group)
        shares = "  ".join(f"{k} {v:.1f}" for k, v in figures(counts).items())
        print(f"{name:<9}{counts['asked']:>4} statements  {shares}")


if __name__ == "__main__":
    main()
