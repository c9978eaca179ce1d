"""How often the speaker is right: ``python -m training.speakers data/speakers/polnear.jsonl --corpora DIR``.

Of the attributions found with the right source, the share whose speaker has the right name, type, naming and class
of source, and F1 of role and affiliation, for each batch of annotated articles, those held out apart. An
organisation is the same in its short form and in the long one that the alias list has for it: the annotators
wrote what is printed, the record format asks for the long form.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
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
HELD_OUT = "held out"
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


@dataclass(frozen=True, slots=True)
class Judged:
    """An annotated statement that the program found with the right source."""

    article: str
    text: str
    source: str
    row: Row
    given: Mapping[str, Any]

    def right(self, field: str) -> bool:
        """Whether the program's value is one that the annotation has."""
        given = _plain(self.given[field])
        if field == "role" and isinstance(given, str):
            # The record format leaves the organisation in front of a title, the annotators took it off.
            return not self.wanted(field).isdisjoint({given, self._without_body(given)})
        if field in DETAILS:
            return given is not None and _spelled_out(given) in self.wanted(field)
        if field == "name":
            return _spelled_out(given) in self.wanted(field)
        return given in _values(self.row, field, self.text)

    def _without_body(self, role: str) -> str:
        """The role without the words in front that are the affiliation's: "Elm spokesman", of Elm Lines."""
        bodies = (self.given["affiliation"], *self.wanted("affiliation"))
        known = {word for body in bodies if isinstance(body, str) for word in plain(body).split()}
        words = role.split()
        while len(words) > 1 and words[0] in known:
            words = words[1:]
        return " ".join(words)

    def wanted(self, field: str) -> set[object]:
        """The values of a detail or a name that are right, organisations spelled out."""
        return {_spelled_out(value) for value in _values(self.row, field, self.text)}

    def wrong(self, field: str) -> bool:
        """Whether it is to be listed as an error: a detail that may be missing is none."""
        may_miss = field in DETAILS and self.given[field] is None and None in self.wanted(field)
        return not (self.right(field) or may_miss)


def judge(rows: list[Row], articles: list[Row], read: Reader = _extract_all) -> Iterator[Judged]:
    """The annotated statements found with the right source; `read` extracts the articles."""
    by_place = {(row["article"], row["attribution"]): row for row in rows}
    texts = [Article(article["text"], article["id"]) for article in articles]
    for article, found in zip(articles, read(texts), strict=True):
        text = article["text"]
        kept = [(n, each) for n, each in enumerate(article["attributions"]) if each["content"]]
        gold = [_item(each) for _, each in kept]
        items = [from_attribution(each) for each in found.attributions]
        for pair in match(gold, items, Words(text)):
            fields = items[pair.predicted].fields
            if not pair.source_agrees or fields["act"] != "statement":
                continue
            number, annotated = kept[pair.gold]
            source = " ".join(text[a:b] for a, b in annotated["source"])
            row = by_place.get((article["id"], number))
            # Some articles have their statements annotated alone.
            if not source or row is None:
                continue
            speaker = found.attributions[pair.predicted].speaker
            source_class = speaker.source_class if speaker else "unknown"
            given = {**fields, "source_class": source_class}
            yield Judged(article["id"], text, source, row, given)


def tally(rows: list[Row], articles: list[Row], read: Reader = _extract_all) -> Counter[str]:
    """Counts by field: asked, right, and for details given and wanted."""
    return count(judge(rows, articles, read))


def count(judged: Iterable[Judged]) -> Counter[str]:
    """Counts by field, as `tally` has them."""
    counts: Counter[str] = Counter()
    for each in judged:
        counts["asked"] += 1
        for field in CHOICES:
            counts[field] += each.right(field)
        if each.source.casefold() in PRONOUNS:
            counts["pronouns asked"] += 1
            counts["pronouns"] += each.right("name")
        for field in DETAILS:
            right = each.right(field)
            # What need not be given counts as wanted where it is, and is right.
            counts[f"{field} wanted"] += right or None not in each.wanted(field)
            counts[f"{field} given"] += each.given[field] is not None
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


def error_lines(judged: Iterable[Judged], field: str) -> Iterator[str]:
    """What was given, what is right, the source and its place, of each error in a field."""
    for each in judged:
        if each.wrong(field):
            right = sorted(map(str, _values(each.row, field, each.text)))
            place = f"{each.article} {each.row['attribution']}"
            yield f"{field}\t{each.given[field]!r}\t{right}\t{each.source!r}\t{place}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument(
        "--errors",
        nargs="+",
        default=[],
        choices=(*CHOICES, *DETAILS),
        help="list the errors in these fields, of articles that are not held out",
    )
    args = parser.parse_args()
    rows = [json.loads(line) for line in read_lines(args.gold)]
    kinds = {row["article"]: _kind(row) for row in rows}
    articles = list(read_articles(args.corpora, set(kinds)))
    for kind in sorted(set(kinds.values())):
        judged = list(judge(rows, [a for a in articles if kinds[a["id"]] == kind]))
        counts = count(judged)
        shares = "  ".join(f"{k} {v:.1f}" for k, v in figures(counts).items())
        print(f"{kind:<18}{counts['asked']:>4} statements  {shares}")
        if not kind.startswith(HELD_OUT):
            for field in args.errors:
                print(*error_lines(judged, field), sep="\n")


def _kind(row: Row) -> str:
    """Which articles a row's are: tuned on or held out, and in which batch they were drawn."""
    return f"{HELD_OUT if row.get('held_out') else 'tuned on'}, batch {row['batch']}"


if __name__ == "__main__":
    main()
