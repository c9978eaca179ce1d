"""Whether one speaker is one over several articles:
``python -m training.identities data/speakers/identities.jsonl --corpora DIR``.

The speakers with names of the sample articles and of the annotated PolNeAR articles are taken as one
collection. B-cubed (Bagga and Baldwin 1998) asks of each mention, which is a name in an article, what
share of those put together with it belong there (precision), and what share of those that belong there
were put together with it (recall).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from quotes.evaluate.items import Item, from_attribution
from quotes.evaluate.matching import match
from quotes.evaluate.words import Words
from quotes.extract import Extraction, extract
from quotes.ingest import read_articles as read_sources
from quotes.resolve.circumstances import Circumstances, circumstances
from quotes.store import link_speakers, open_database
from quotes.store.database import transaction
from quotes.store.speakers import Said, describe, note_descriptions, said_by
from quotes.types import Article
from training.conllu import read_lines
from training.speakers import read_articles

DATA = Path(__file__).parents[1] / "data"
Mention = tuple[str, str]
"""An article and a name as it stands in the annotation."""


class Annotated(NamedTuple):
    """A quote's speaker in the annotation, and where its content and source stand."""

    name: str
    said: Said
    item: Item


class Scores(NamedTuple):
    """B-cubed, in percent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(found: Mapping[Any, Hashable], truth: Mapping[Any, Hashable]) -> Scores:
    """The scores of a clustering; both give each mention a cluster, and have the same mentions."""
    inside: dict[tuple[str, Hashable], set[Any]] = defaultdict(set)
    for mention in truth:
        inside["found", found[mention]].add(mention)
        inside["true", truth[mention]].add(mention)
    precision = recall = 0.0
    for mention in truth:
        mine, theirs = inside["found", found[mention]], inside["true", truth[mention]]
        common = len(mine & theirs)
        precision += common / len(mine)
        recall += common / len(theirs)
    return Scores(100 * precision / len(truth), 100 * recall / len(truth))


def linked(
    articles: Mapping[str, Iterable[Said]], texts: Mapping[str, Article] | None = None
) -> dict[tuple[str, Said], int]:
    """The speaker, as a number, of each name of each article: what the database makes of them."""

    def told(name: str) -> Circumstances:
        article = (texts or {}).get(name)
        return circumstances(article.text, article.published) if article else Circumstances()

    with TemporaryDirectory() as folder:
        db = open_database(Path(folder) / "quotes.db", create=True)
        described = {
            article: describe(speakers, told=partial(told, article))
            for article, speakers in articles.items()
        }
        with transaction(db):
            note_descriptions(db, [each.values() for each in described.values()])
        link_speakers(db)
        rows = dict(db.conn.execute("SELECT id, speaker_id FROM descriptions").fetchall())
        db.conn.close()
    return {
        (article, said): rows[description.id]
        for article, found in described.items()
        for said, description in found.items()
    }


def read_identities(path: Path) -> dict[Mention, str]:
    """Who each name of each article is, by the annotation."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return {(article, name): row["speaker"] for row in rows for article, name in row["mentions"]}


def sample() -> tuple[dict[str, Article], dict[str, list[Annotated]]]:
    """The sample articles and their annotation, by name."""
    texts = {
        Path(item.source).name: item
        for item in read_sources([str(DATA / "articles")])
        if isinstance(item, Article)
    }
    found: dict[str, list[Annotated]] = {name: [] for name in texts}
    for path in sorted((DATA / "gold").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row.get("speaker"):
                found[row["article"]].append(_annotated(row["speaker"], _spans(row), None))
    return texts, found


def polnear(corpora: Path) -> tuple[dict[str, Article], dict[str, list[Annotated]]]:
    """The annotated PolNeAR articles and their annotation, by id."""
    rows = [json.loads(line) for line in read_lines(DATA / "speakers" / "polnear.jsonl")]
    # Of the later articles nobody has said yet who is who.
    rows = [row for row in rows if row["batch"] == 1]
    articles = {row["id"]: row for row in read_articles(corpora, {row["article"] for row in rows})}
    found: dict[str, list[Annotated]] = {name: [] for name in articles}
    for row in rows:
        article = articles[row["article"]]
        spans = article["attributions"][row["attribution"]]
        found[row["article"]].append(_annotated(row, spans, article["text"]))
    texts = {name: Article(article["text"], name) for name, article in articles.items()}
    return texts, found


def _annotated(row: Mapping[str, Any], spans: Mapping[str, Any], text: str | None) -> Annotated:
    def value(field: str) -> str | None:
        found = row[field]
        if isinstance(found, list):
            assert text is not None
            return text[found[0] : found[1]]
        return found

    name = value("name") or ""
    said = Said(name, row["type"], row["named"], value("role"), value("affiliation"))
    item = Item(*(tuple((a, b) for a, b in spans[part]) for part in ("content", "cue", "source")))
    return Annotated(name, said, item)


def _spans(row: Mapping[str, Any]) -> dict[str, list[tuple[int, int]]]:
    found = {"content": [(span["start"], span["end"]) for span in row["content"]]}
    for part in ("cue", "source"):
        found[part] = [(row[part]["start"], row[part]["end"])] if row[part] else []
    return found


def given(
    texts: Mapping[str, Article],
    annotation: Mapping[str, list[Annotated]],
    truth: Mapping[Mention, str],
) -> tuple[dict[Mention, int], dict[Mention, str]]:
    """What becomes of the annotated names themselves."""
    named = {
        article: [each.said for each in quotes if each.said.named]
        for article, quotes in annotation.items()
    }
    speakers = linked(named, texts)
    found = {(article, said.name): speakers[article, said] for article, said in speakers}
    return found, {mention: truth[mention] for mention in found}


def predicted(
    texts: Mapping[str, Article],
    annotation: Mapping[str, list[Annotated]],
    truth: Mapping[Mention, str],
) -> tuple[dict[Any, int], dict[Any, str]]:
    """What becomes of the names that the program finds in the articles, where it finds the quote with
    its source, and speaks of a named speaker where the annotation does.
    """
    names = list(texts)
    pairs: list[tuple[str, str, Said]] = []
    speakers: dict[str, list[Said]] = {}
    for name, found in zip(names, extract([texts[n] for n in names], attitudes=True), strict=True):
        assert isinstance(found, Extraction)
        said = [said_by(each) for each in found.attributions]
        speakers[name] = [each for each in said if each is not None and each.named]
        items = [from_attribution(each) for each in found.attributions]
        quotes = [each for each in annotation[name] if each.item.content]
        for pair in match([each.item for each in quotes], items, Words(texts[name].text)):
            who = said[pair.predicted]
            if pair.source_agrees and quotes[pair.gold].said.named and who and who.named:
                pairs.append((name, quotes[pair.gold].name, who))
    where = linked(speakers, texts)
    mentions = sorted(set(pairs), key=repr)
    return (
        {mention: where[mention[0], mention[2]] for mention in mentions},
        {mention: truth[mention[0], mention[1]] for mention in mentions},
    )


def report(name: str, found: Mapping[Any, Any], truth: Mapping[Any, str], mistakes: int) -> None:
    """Print the scores, and so many mistakes of each sort."""
    scores = b_cubed(found, truth)
    print(
        f"{name:<24}{len(truth):>5} mentions {len(set(truth.values())):>4} speakers "
        f"{len(set(found.values())):>4} found  precision {scores.precision:.1f}  "
        f"recall {scores.recall:.1f}  F1 {scores.f1:.1f}"
    )
    for title, one, other in (("wrong", found, truth), ("missed", truth, found)):
        groups: dict[Any, dict[Any, Any]] = defaultdict(dict)
        for mention in truth:
            groups[one[mention]].setdefault(other[mention], mention)
        mixed = [list(group.values()) for group in groups.values() if len(group) > 1]
        for group in sorted(mixed, key=repr)[:mistakes]:
            print(f"  {title}: " + " | ".join(str(mention[-1]) for mention in group))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("identities", type=Path)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--predicted", action="store_true", help="also with the names found")
    parser.add_argument("--mistakes", type=int, default=0, help="print so many of each sort")
    args = parser.parse_args()
    truth = read_identities(args.identities)
    texts, annotation = sample()
    more_texts, more = polnear(args.corpora)
    texts, annotation = {**texts, **more_texts}, {**annotation, **more}
    report("names as annotated", *given(texts, annotation, truth), args.mistakes)
    if args.predicted:
        report("names as found", *predicted(texts, annotation, truth), args.mistakes)


if __name__ == "__main__":
    main()
