"""Gives the spans of gold records their offsets: `python -m training.locate_gold GOLD_FILE...`

In a record that is being written, a span is just its words, `"cue": "said"`; for a long one,
`first words ~ last words` will do. This script finds the words in the article and writes the file
again with offsets. Spans that have offsets stay, unless the article has changed under them: then
the same words are looked for anew, the nearest first. A speaker's `mention` is filled in where it
is left out and the name stands in the article.

Words that stand in an article more than once: content is the first occurrence that does not come
before the content of the record above it, cue and source are the ones nearest to the content.
Look at the result: `quotes evaluate data/gold` lists it in context.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotes.errors import GoldError, SourceError
from quotes.ingest import read_articles
from quotes.types import Span

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
BETWEEN = " ~ "
FIELDS = (
    "article", "act", "kind", "content", "cue", "source", "speaker", "addressee", "medium", "via",
    "level", "accept",
)  # fmt: skip


def main(paths: Iterable[str]) -> int:
    articles = read_texts()
    for path in map(Path, paths):
        lines = path.read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines if line.strip()]
        try:
            records = list(located(records, articles))
        except GoldError as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 1
        text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        path.write_text(text, encoding="utf-8")
    return 0


def read_texts(folder: Path = ARTICLES) -> dict[str, str]:
    """The articles' texts by the names that gold gives them: the id, or the file's name."""
    texts = {}
    for article in read_articles([str(folder)]):
        if isinstance(article, SourceError):
            raise article
        texts[Path(article.source).name] = article.text
    return texts


def located(records: list[dict[str, Any]], texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The records with offsets in every span. Raises GoldError where words are not found."""
    above: dict[str, int] = {}
    for number, record in enumerate(records, 1):
        name = record["article"]
        if name not in texts:
            raise GoldError(f"record {number}: no article is called {name}")
        try:
            record = _locate(record, texts[name], above.get(name, 0))
        except GoldError as error:
            raise GoldError(f"record {number} ({name}): {error}") from None
        above[name] = record["content"][0]["start"]
        yield {field: record[field] for field in FIELDS if field in record}


def _locate(record: dict[str, Any], text: str, after: int) -> dict[str, Any]:
    content: list[Span] = []
    for words in record["content"]:
        floor = content[-1].end if content else after
        content.append(_find(words, text, lambda span, floor=floor: _from(floor, span)))
    cue = record.get("cue") and _find(record["cue"], text, lambda span: _beside(content, span))
    near = [*content, cue] if cue else content
    # A source stands closer to its verb than to anything else, but never within its own words.
    source = record.get("source") and _find(
        record["source"], text, lambda span: (_overlaps(near, span), _gap(cue or content[0], span))
    )
    record = record | {
        "content": [span.as_dict() for span in content],
        "cue": cue.as_dict() if cue else None,
        "source": source.as_dict() if source else None,
    }
    if speaker := record.get("speaker"):
        record["speaker"] = speaker | {"mention": _mention(speaker, text, source or content[0])}
    return record


def _mention(speaker: dict[str, Any], text: str, source: Span) -> dict[str, Any] | None:
    words = speaker.get("mention") or speaker["name"]
    if words == speaker["name"] and not _occurrences(words, text):
        return None
    # A name is mentioned where it first stands, unless it stands in the source itself.
    return _find(words, text, lambda span: (not _within(source, span), span.start)).as_dict()


def _find(words: str | dict[str, Any], text: str, distance: Any) -> Span:
    """The occurrence with the smallest distance, or the given one where it still fits."""
    if isinstance(words, dict):
        given = Span(words["start"], words["end"], words["text"])
        if text[given.start : given.end] == given.text:
            return given
        words, distance = given.text, lambda span: abs(span.start - given.start)
    found = _occurrences(words, text)
    if not found:
        raise GoldError(f"{words!r} does not stand in the article")
    return min(found, key=distance)


def _occurrences(words: str, text: str) -> list[Span]:
    first, _, last = words.partition(BETWEEN)
    pattern = re.escape(first) + (".*?" + re.escape(last) if last else "")
    edges = (r"(?<!\w)" if first[0].isalnum() else "") + pattern
    edges += r"(?!\w)" if words[-1].isalnum() else ""
    return [Span(m.start(), m.end(), m[0]) for m in re.finditer(edges, text, re.DOTALL)]


def _from(floor: int, span: Span) -> tuple[bool, int]:
    return span.start < floor, span.start


def _beside(content: list[Span], span: Span) -> tuple[bool, int]:
    return _overlaps(content, span), min(_gap(part, span) for part in content)


def _overlaps(spans: Iterable[Span], span: Span) -> bool:
    return any(_gap(other, span) < 0 for other in spans)


def _within(outer: Span, span: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _gap(a: Span, b: Span) -> int:
    """Characters between two spans; negative where they overlap."""
    return max(a.start, b.start) - min(a.end, b.end)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
