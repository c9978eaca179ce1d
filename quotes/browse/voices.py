"""The pages of those who speak and those who publish: speakers, a speaker, outlets side by side."""

from __future__ import annotations

import asyncio
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from datasette import NotFound, Response

from quotes.browse import (
    drawings,
    facets,
    figures,
    portrait,
    profile,
    queries,
    security,
    topics,
    window,
)
from quotes.browse.links import Links
from quotes.browse.pages import Answer, page_number
from quotes.browse.queries import Row
from quotes.browse.window import Asked

_SPEAKER_PAGE_SIZE = 20
_LAST_PAGE = 2500  # of a speaker's quotes
_TOPICS = 24  # of a speaker
_SPEAKERS = 50  # on a page of the list
_OUTLET_WINDOW = window.WINDOW // 2
_SHARED = 15  # speakers in the comparison of two outlets
_Drawn = tuple[Sequence[int], portrait.Portrait, list[topics.Topic]]


async def speaker(database: Any, request: Any, links: Links) -> Answer:
    """A speaker: names, descriptions, who quotes them and when, and all their quotes."""
    speaker_id = int(request.url_vars["id"])
    found = await queries.speaker(database, speaker_id)
    if found is None:
        raise NotFound("There is no such speaker. The name may have been merged with another one.")
    page = min(page_number(request), _LAST_PAGE)
    asked = Asked({"speaker": speaker_id})
    offset = (page - 1) * _SPEAKER_PAGE_SIZE
    newest, drawn, told = await _kept(database, speaker_id, links)
    ids = newest[offset : offset + _SPEAKER_PAGE_SIZE + 1]
    if offset + _SPEAKER_PAGE_SIZE >= window.WINDOW:
        ids = await window.newest(database, asked, _SPEAKER_PAGE_SIZE + 1, offset)
    return "quotes/speaker.html", {
        "speaker": found,
        "aliases": await queries.aliases(database, speaker_id),
        "portrait": drawn,
        "topics": told,
        "pictures": drawings.available(),
        "quotes": await queries.cards(database, ids[:_SPEAKER_PAGE_SIZE]),
        "page": page,
        "more": len(ids) > _SPEAKER_PAGE_SIZE,
    }


async def drawing(database: Any, request: Any, links: Links) -> Response:
    """One of a speaker's charts as a picture."""
    speaker_id, name = int(request.url_vars["id"]), request.url_vars["name"]
    found = await queries.speaker(database, speaker_id) if drawings.available() else None
    if found is None:
        raise NotFound("There is no such picture.")
    _, drawn, _ = await _kept(database, speaker_id, links)
    body = await asyncio.to_thread(drawings.draw, name, drawn, found["name"])
    headers = {"content-security-policy": security.PICTURES}
    return Response(body, content_type="image/svg+xml; charset=utf-8", headers=headers)


async def speakers(database: Any, request: Any, links: Links) -> Answer:
    """Who is quoted most, or those whose name has the words asked for."""
    name = (request.args.get("name") or "").replace("\0", "").strip()
    page = page_number(request)
    found = await (queries.named(database, name) if name else figures.most_quoted(database))
    begin = (page - 1) * _SPEAKERS
    return "quotes/speakers.html", {
        "speakers": None if found is None else found[begin : begin + _SPEAKERS],
        "most": found[0]["quotes"] if found else 1,
        "name": name,
        "page": page,
        "more": len(found or ()) > begin + _SPEAKERS,
    }


async def outlets(database: Any, request: Any, links: Links) -> Answer:
    """Outlets side by side: all of them by size, and two of them by whom and how they quote."""
    known = await figures.outlets(database) or []
    names = [outlet["outlet"] for outlet in known]
    chosen = [name for name in (request.args.get("a"), request.args.get("b")) if name in names]
    if len(chosen) < 2:
        chosen = names[:2]
    profiles = []
    for name in chosen:
        profiles.append(
            await figures.kept(database, f"outlet {name}", partial(_profile, outlet=name))
        )
    return "quotes/outlets.html", {
        "outlets": known,
        "profiles": profiles,
        "speakers": await _quoted_by_either(database, profiles),
        "window": _OUTLET_WINDOW,
    }


async def _kept(database: Any, speaker_id: int, links: Links) -> _Drawn:
    """What `_drawn` finds, counted once until the database changes."""
    found: _Drawn = await figures.kept(
        database, f"speaker {speaker_id}", lambda it: _drawn(it, speaker_id, links)
    )
    return found


async def _drawn(database: Any, speaker_id: int, links: Links) -> _Drawn:
    """A speaker's newest quotes by row id, the portrait that they draw, and what they are about."""
    asked = Asked({"speaker": speaker_id})
    newest = await window.newest(database, asked, window.WINDOW + 1, 0)
    drawn = portrait.portrait(
        await window.counted_of(database, newest[: window.WINDOW]),
        partly=len(newest) > window.WINDOW,
        by_period=lambda period: links.search(speaker=speaker_id, since=period, until=period),
        by_outlet_and_period=lambda outlet, period: links.search(
            speaker=speaker_id, outlet=outlet, since=period, until=period
        ),
    )
    told = await topics.telling(database, drawn.topics, drawn.total, _TOPICS)
    # Eight bytes an id, and no more terms than are shown, as all this is kept.
    return array("q", newest), replace(drawn, topics=Counter()), told


async def _profile(database: Any, outlet: str) -> profile.Profile:
    quotes = await window.counted(database, Asked({"outlet": outlet}), _OUTLET_WINDOW)
    partly = len(quotes) > _OUTLET_WINDOW
    return profile.profile(outlet, quotes[:_OUTLET_WINDOW], partly=partly)


async def _quoted_by_either(database: Any, profiles: list[profile.Profile]) -> list[Row]:
    """Whom these outlets quote most, with how often each does."""
    if len(profiles) < 2:
        return []
    one, other = (each.speakers for each in profiles)
    top = (one + other).most_common(_SHARED)
    names = await facets.names(database, (speaker_id for speaker_id, _ in top))
    return [
        {
            "id": id_,
            "speaker": names.get(id_, ""),
            "counts": (one[id_], other[id_]),
            "most": top[0][1],
        }
        for id_, _ in top
    ]
