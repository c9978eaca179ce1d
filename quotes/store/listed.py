"""The user's own alias list: names for whom they mean, kept in the database and followed from then on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from quotes.errors import QueryError, SourceError
from quotes.lexicon.names import fold_name
from quotes.store.database import transaction
from quotes.store.names import class_of, classes
from quotes.store.speakers import link_again
from quotes.types import SPEAKER_TYPES

if TYPE_CHECKING:
    from sqlite_utils import Database


class Entry(NamedTuple):
    """One line of the list: `alias` stands for `name`, of speakers of this type alone where it is
    given. `qid` is the id in Wikidata, as "Q42".
    """

    name: str
    alias: str
    type: str | None = None
    qid: str | None = None


def read_aliases(path: str) -> list[Entry]:
    """The entries of a list: CSV with the columns name and alias, and type and qid if you like, or
    JSON Lines with the same fields.

    Raises SourceError where the file cannot be read, or a line does not fit.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is no UTF-8 text; save it as UTF-8"
        raise SourceError(path, f"the alias list cannot be read: {reason}") from error
    found = []
    for number, row in _rows(path, text):
        values = {field: str(row.get(field) or "").strip() for field in Entry._fields}
        entry = Entry(
            values["name"], values["alias"], values["type"] or None, values["qid"] or None
        )
        problem = _problem(entry)
        if problem:
            raise SourceError(path, f"line {number}: {problem}")
        found.append(entry)
    return found


def use_aliases(db: Database, entries: Sequence[Entry]) -> None:
    """Make this the database's list: what an earlier one said is forgotten. Who is one speaker changes
    with the next `link_speakers`.

    Raises QueryError where one alias stands for two names.
    """
    rows: dict[tuple[str, str], tuple[str, str | None]] = {}
    for entry in entries:
        kinds = {class_of(entry.type)} if entry.type else classes()  # type: ignore[arg-type]
        for kind in kinds:
            for alias in (entry.alias, entry.name):
                known = rows.setdefault((fold_name(alias), kind), (entry.name, entry.qid))
                if known[0] != entry.name:
                    raise QueryError(
                        f"the alias list says of “{alias}” that it is {known[0]} and {entry.name}; "
                        "keep one of the lines"
                    )
                if entry.qid:
                    rows[fold_name(alias), kind] = entry.name, entry.qid
    _spread_ids(rows)
    with transaction(db):
        before = {
            (alias, kind): (name, qid)
            for alias, kind, name, qid in db.conn.execute(
                "SELECT alias, class, name, qid FROM listed"
            )
        }
        changed = {key for key in before.keys() | rows.keys() if before.get(key) != rows.get(key)}
        db.conn.execute("DELETE FROM listed")
        db.conn.executemany(
            "INSERT INTO listed (alias, class, name, qid) VALUES (?, ?, ?, ?)",
            [(*key, *value) for key, value in sorted(rows.items())],
        )
        link_again(db, {f"{alias}|{kind}|named" for alias, kind in changed})


def _spread_ids(rows: dict[tuple[str, str], tuple[str, str | None]]) -> None:
    """One line with an id is enough for all aliases of a name."""
    ids = {(name, kind): qid for (_, kind), (name, qid) in rows.items() if qid}
    for (alias, kind), (name, qid) in rows.items():
        rows[alias, kind] = name, qid or ids.get((name, kind))


def _problem(entry: Entry) -> str | None:
    if not fold_name(entry.name) or not fold_name(entry.alias):
        return "name and alias have to be there"
    if entry.type is not None and entry.type not in SPEAKER_TYPES:
        return f"“{entry.type}” is no type; use one of {', '.join(SPEAKER_TYPES)}"
    if entry.qid is not None and not (entry.qid[:1] == "Q" and entry.qid[1:].isdigit()):
        return f"“{entry.qid}” is no id of Wikidata, as Q42"
    return None


def _rows(path: str, text: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    if text.lstrip().startswith("{"):
        for number, line in enumerate(text.splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise SourceError(path, f"line {number}: is no JSON ({error})") from error
            if not isinstance(row, dict):
                raise SourceError(path, f"line {number}: is no JSON object")
            yield number, row
        return
    reader = csv.DictReader(io.StringIO(text))
    missing = {"name", "alias"} - set(reader.fieldnames or ())
    if missing:
        raise SourceError(path, f"the alias list has no column {' and '.join(sorted(missing))}")
    for row in reader:
        yield reader.line_num, row
