"""Gold files: read, checked against their articles, and told what is wrong by file and line.

Two formats, both JSON Lines, gzip welcome: PolNeAR-style (an article a line, with "text" and
"attributions") and the record format of `quotes extract` (an attribution a line that names its
article).
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import GoldError, SourceError
from quotes.evaluate.items import DETAILS, FIELDS, GoldArticle, Item, Value
from quotes.evaluate.words import Offsets
from quotes.types import ACTS, KINDS, SPEAKER_TYPES, Article

_LEVELS = ("core", "extra")
_SPEAKER_FIELDS = ("name", "type", "named", "role", "affiliation")
_CHOICES: dict[str, tuple[str, ...]] = {"act": ACTS, "kind": KINDS, "type": SPEAKER_TYPES}


def read_gold(path: str | Path, articles: str | Path | None = None) -> list[GoldArticle]:
    """The annotated articles of a gold file, or of every gold file in a folder.

    Articles that a record names are looked for beside the gold file, then in `articles` (a folder
    or a file of articles), by default the folder `articles` next to the gold file's own folder.
    Raises GoldError, naming file and line, where a file cannot be read or its articles do not fit.
    """
    path = Path(path)
    if path.is_dir():
        names = sorted(p for p in path.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
        if not names:
            raise GoldError(f"{path}: no .jsonl file in this folder")
    else:
        names = [path]
    gold = [item for name in names for item in _read_file(name, articles)]
    if not gold:
        raise GoldError(f"{path}: no gold entries in it; see docs/evaluation.md for the formats")
    counted = Counter(each.name for each in gold)
    for name, times in counted.items():
        if times > 1:
            raise GoldError(
                f"{path}: article {name!r} is annotated {times} times; keep one of them"
            )
    return gold


def _read_file(path: Path, articles: str | Path | None) -> list[GoldArticle]:
    gold: list[GoldArticle] = []
    records: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, entry in _lines(path):
        if "attributions" in entry:
            gold.append(_annotated_article(path, number, entry))
        elif isinstance(entry.get("article"), str):
            records.setdefault(entry["article"], []).append((number, entry))
        else:
            raise _error(
                path, number, 'neither "attributions" (an article) nor "article" (a record)'
            )
    if records:
        shelf = _Shelf(path, articles)
        for name, entries in records.items():
            article = shelf.find(name, entries[0][0])
            items = (_record(path, number, entry, article.text) for number, entry in entries)
            gold.append(GoldArticle(name, article, tuple(item for item in items if item)))
    return gold


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            with gzip.open(raw) if zipped else raw as stream:
                for number, line in enumerate(stream, 1):
                    if line.strip():
                        yield number, _object(path, number, line)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GoldError(f"{path}: cannot be read: {reason}") from error


def _object(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _error(path, number, "not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise _error(path, number, f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise _error(path, number, "not a JSON object")
    return value


def _annotated_article(path: Path, number: int, entry: dict[str, Any]) -> GoldArticle:
    text = entry.get("text")
    if not isinstance(text, str):
        raise _error(path, number, 'no "text"')
    article = Article(
        text=text,
        source=str(entry.get("id") or f"{path.name}:{number}"),
        origin=f"{path}:{number}",
        title=_optional_text(entry.get("title")),
        author=_optional_text(entry.get("author")),
        outlet=_optional_text(entry.get("publisher")),
        published=_optional_text(entry.get("date")),
    )
    others = entry.get("other_annotators") or []
    if not isinstance(others, list):
        raise _error(path, number, '"other_annotators" is not a list')
    return GoldArticle(
        article.source,
        article,
        _annotations(path, number, entry["attributions"], text),
        tuple(_annotations(path, number, other, text) for other in others),
        _pairs(path, number, "reviewed", entry["reviewed"], text) if "reviewed" in entry else None,
    )


def _optional_text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _annotations(path: Path, number: int, values: object, text: str) -> tuple[Item, ...]:
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise _error(path, number, '"attributions" is not a list of objects')
    items = []
    for value in values:
        source, cue, content = (
            _pairs(path, number, role, value.get(role), text)
            for role in ("source", "cue", "content")
        )
        # A few annotations hold a cue or a source alone: nobody can be said to have found them.
        if content:
            fields = _fields(path, number, value)
            items.append(Item(content, cue, source, fields, line=number))
    return tuple(items)


def _pairs(path: Path, number: int, role: str, value: object, text: str) -> tuple[Offsets, ...]:
    if not isinstance(value, list):
        raise _error(path, number, f'"{role}" is not a list of [start, end]')
    spans = []
    for pair in value:
        if not isinstance(pair, list) or len(pair) != 2:
            raise _error(path, number, f'"{role}" holds {pair!r}, not [start, end]')
        spans.append(_offsets(path, number, role, pair[0], pair[1], text))
    return tuple(sorted(spans))


def _offsets(path: Path, number: int, role: str, start: object, end: object, text: str) -> Offsets:
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        length = len(text)
        raise _error(
            path, number, f'"{role}" {start}:{end} is no span of its article of {length} characters'
        )
    return start, end


def _record(path: Path, number: int, entry: dict[str, Any], text: str) -> Item | None:
    """One record; None where a line names an article alone: it holds no attribution."""
    if set(entry) == {"article"}:
        return None
    content = entry.get("content")
    if not isinstance(content, list) or not content:
        raise _error(path, number, '"content" is not a list of spans')
    level = entry.get("level")
    if level is not None and level not in _LEVELS:
        raise _error(path, number, f'"level" is {level!r}, not one of {", ".join(_LEVELS)}')
    return Item(
        content=tuple(sorted(_span(path, number, "content", span, text) for span in content)),
        cue=_optional_span(path, number, "cue", entry.get("cue"), text),
        source=_optional_span(path, number, "source", entry.get("source"), text),
        fields=_fields(path, number, entry),
        accept=_accept(path, number, entry.get("accept") or {}),
        level=level,
        line=number,
    )


def _optional_span(
    path: Path, number: int, role: str, value: object, text: str
) -> tuple[Offsets, ...]:
    return () if value is None else (_span(path, number, role, value, text),)


def _span(path: Path, number: int, role: str, value: object, text: str) -> Offsets:
    if not isinstance(value, dict):
        raise _error(path, number, f'"{role}" holds {value!r}, not a span')
    start, end = _offsets(path, number, role, value.get("start"), value.get("end"), text)
    if "text" in value and value["text"] != text[start:end]:
        raise _error(
            path,
            number,
            f'"{role}" {start}:{end} reads {text[start:end]!r} in the article, '
            f"{value['text']!r} in gold",
        )
    return start, end


def _fields(path: Path, number: int, entry: dict[str, Any]) -> dict[str, Value]:
    given: dict[str, Value] = {name: entry[name] for name in ("act", "kind") if name in entry}
    if "speaker" in entry:
        speaker = entry["speaker"]
        if speaker is None:
            given["name"] = None
        elif isinstance(speaker, dict) and isinstance(speaker.get("name"), str):
            given |= {name: speaker[name] for name in _SPEAKER_FIELDS if name in speaker}
        else:
            raise _error(path, number, '"speaker" is neither null nor an object with a "name"')
    given |= {name: entry[name] for name in DETAILS if name in entry}
    for name, value in given.items():
        _check_value(path, number, name, value)
    return given


def _check_value(path: Path, number: int, name: str, value: object) -> None:
    if name == "named":
        if not isinstance(value, bool):
            raise _error(path, number, f'"named" is {value!r}, not true or false')
    elif name in _CHOICES:
        if value not in _CHOICES[name]:
            allowed = ", ".join(_CHOICES[name])
            raise _error(path, number, f'"{name}" is {value!r}, not one of {allowed}')
    elif value is not None and not isinstance(value, str):
        raise _error(path, number, f'"{name}" is {value!r}, neither text nor null')


def _accept(path: Path, number: int, value: object) -> dict[str, tuple[Value, ...]]:
    if not isinstance(value, dict):
        raise _error(path, number, '"accept" is not an object of lists')
    for name, forms in value.items():
        if name not in FIELDS or not isinstance(forms, list):
            raise _error(
                path, number, f'"accept" has {name!r}: it takes lists for {", ".join(FIELDS)}'
            )
        for form in forms:
            _check_value(path, number, name, form)
    return {name: tuple(forms) for name, forms in value.items()}


class _Shelf:
    """The articles that the records of one gold file name."""

    def __init__(self, gold: Path, articles: str | Path | None) -> None:
        self._gold = gold
        self._beside = gold.parent
        neighbour = gold.parent.parent / "articles"
        if articles is not None:
            self._collection: Path | None = Path(articles)
        else:
            self._collection = neighbour if neighbour.is_dir() else None
        self._names: dict[str, list[Article]] | None = None

    def find(self, name: str, number: int) -> Article:
        """The article of that name. Raises GoldError where there is none, or more than one."""
        beside = self._beside / name
        if _is_file(beside):
            found = self._read(beside)
        else:
            if self._names is None:
                self._names = self._index()
            found = self._names.get(name, [])
        if len(found) == 1:
            return found[0]
        if found:
            raise _error(self._gold, number, f"{len(found)} articles are called {name!r}")
        places = (
            f"beside the gold file or in {self._collection}"
            if self._collection
            else ("beside the gold file")
        )
        raise _error(self._gold, number, f"article {name!r} not found {places}")

    def _index(self) -> dict[str, list[Article]]:
        names: dict[str, list[Article]] = {}
        if self._collection is not None:
            for article in self._read(self._collection):
                for name in _names_of(article):
                    names.setdefault(name, []).append(article)
        return names

    def _read(self, path: Path) -> list[Article]:
        # Reading articles brings HTML parsing along; scoring a PolNeAR file needs none of it.
        from quotes.ingest import read_articles

        articles = []
        for article in read_articles([str(path)]):
            if isinstance(article, SourceError):
                raise GoldError(f"{self._gold}: {article}")
            articles.append(article)
        return articles


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # gold may name what no file can be called
        return False


def _names_of(article: Article) -> set[str]:
    """What gold may call it: its source (a path, an id), or the path's last part."""
    return {article.source, Path(article.source).name}


def _error(path: Path, number: int, reason: str) -> GoldError:
    return GoldError(f"{path}:{number}: {reason}")
