"""A person's word that two speakers are one, or that one is two: noted by name, so that it outlives
re-extraction, and put into effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quotes.errors import QueryError
from quotes.lexicon.names import fold_name
from quotes.resolve.identity import Ref
from quotes.store.database import transaction
from quotes.store.groups import group_quotes
from quotes.store.linking import link_some, link_speakers
from quotes.store.people import find_speaker
from quotes.store.speakers import describe_again, link_again

if TYPE_CHECKING:
    from sqlite_utils import Database


def merge_speakers(db: Database, a: str | int, b: str | int) -> int:
    """Note a person's word that `b` is `a`: b's quotes and names become a's, now and in later
    extractions. The id of a's row.

    Raises QueryError where a name is unknown or ambiguous, or both are one speaker already.
    """
    link_speakers(db)
    keep, drop = find_speaker(db, a), find_speaker(db, b)
    if keep == drop:
        raise QueryError(f"“{a}” and “{b}” are one speaker already; nothing to merge")
    with transaction(db):
        first = _refs(db, keep)[0]
        gone = _refs(db, drop)
        _decide(db, True, [(first, ref) for ref in gone])
        link_some(db)
        kept = _bearer(db, first)
    group_quotes(db)
    return kept


def split_speaker(db: Database, name: str | int, parts: Sequence[str]) -> int:
    """Note a person's word that a part of a speaker is somebody else; the id of whom it makes.

    Each part is a name that leads to the speaker, or the id of a quote: then the speaker's name means
    somebody else in the article where that quote stands. All parts together are one other speaker.
    Raises QueryError where a part does not belong to the speaker, or nothing would be left.
    """
    link_speakers(db)
    speaker_id = find_speaker(db, name)
    with transaction(db):
        taken: list[Ref] = []
        for part in parts:
            taken += _names(db, speaker_id, part) or [_namesake(db, speaker_id, part, taken)]
        taken = list(dict.fromkeys(taken))
        rest = [ref for ref in _refs(db, speaker_id) if ref not in taken]
        if not rest:
            raise QueryError(f"nothing of “{name}” would be left; name a part of what it has")
        _decide(db, True, [(taken[0], ref) for ref in taken[1:]])
        _decide(db, False, [(one, other) for one in taken for other in rest])
        link_some(db)
        made = _bearer(db, taken[0])
    group_quotes(db)
    return made


def _decide(db: Database, same: bool, pairs: Sequence[tuple[Ref, Ref]]) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    db.conn.executemany(
        "INSERT INTO decisions (same, one, one_description, other, other_description, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(same, *one, *other, at) for one, other in pairs],
    )
    link_again(db, {key for pair in pairs for key, _ in pair})


def _refs(db: Database, speaker_id: int) -> list[Ref]:
    """What a speaker has: names, or of a name that others bear too, its descriptions; those that it
    goes by first.
    """
    rows = db.conn.execute(
        "SELECT d.id, d.key, instr(s.key, d.key) <> 1, EXISTS "
        "(SELECT 1 FROM descriptions WHERE key = d.key AND speaker_id <> d.speaker_id) "
        "FROM descriptions AS d JOIN speakers AS s ON s.id = d.speaker_id "
        "WHERE d.speaker_id = ? ORDER BY 3, d.key, d.id",
        (speaker_id,),
    )
    return list(dict.fromkeys((key, id_ if shared else None) for id_, key, _, shared in rows))


def _names(db: Database, speaker_id: int, name: str) -> list[Ref]:
    folded = fold_name(name)
    return [ref for ref in _refs(db, speaker_id) if ref[0].partition("|")[0] == folded]


def _namesake(db: Database, speaker_id: int, quote_key: str, taken: Sequence[Ref]) -> Ref:
    """Let the name of a quote's speaker mean somebody else in its article: of all quotes that are
    split off together, one and the same.
    """
    row = db.conn.execute(
        "SELECT q.article_id, a.key, d.key FROM quotes AS q "
        "JOIN articles AS a ON a.id = q.article_id "
        "JOIN descriptions AS d ON d.id = q.description_id "
        "WHERE q.key = ? AND q.speaker_id = ?",
        (quote_key, speaker_id),
    ).fetchone()
    if row is None:
        raise QueryError(
            f"“{quote_key}” is neither a name nor the id of a quote of this speaker; "
            "`quotes speakers DB NAME` lists both"
        )
    article_id, article_key, key = row
    plain = key.partition("|#")[0]
    ours = [ref for ref, _ in taken if ref.partition("|#")[0] == plain and "|#" in ref]
    (used,) = db.conn.execute(
        "SELECT count(DISTINCT namesake) FROM namesakes WHERE key = ?", (plain,)
    ).fetchone()
    namesake = ours[0] if ours else f"{plain}|#{used + 1}"
    db.conn.execute(
        "INSERT INTO namesakes (article_key, key, namesake) VALUES (?, ?, ?) "
        "ON CONFLICT (article_key, key) DO UPDATE SET namesake = excluded.namesake",
        (article_key, plain, namesake),
    )
    describe_again(db, article_id)
    return namesake, None


def _bearer(db: Database, ref: Ref) -> int:
    key, id_ = ref
    row = db.conn.execute(
        "SELECT speaker_id FROM descriptions WHERE key = ? AND (? IS NULL OR id = ?) "
        "ORDER BY articles DESC, id LIMIT 1",
        (key, id_, id_),
    ).fetchone()
    return int(row[0])
