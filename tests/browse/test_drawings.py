"""Charts as pictures: what is drawn, and that nothing in them runs or reaches out."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from quotes.browse import drawings
from quotes.browse.server import instance_of
from tests.browse.library import build
from tests.browse.test_pages import speaker_path

pytestmark = pytest.mark.skipif(
    not drawings.available(), reason="Altair and vl-convert-python are not installed"
)


async def picture(datasette, path: str) -> tuple[etree._Element, str]:
    response = await datasette.client.get(path)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "script-src" not in response.headers["content-security-policy"]
    return etree.fromstring(response.content), response.text


async def test_a_speakers_quotes_over_time_and_by_outlet(tmp_path: Path):
    datasette = instance_of(build(tmp_path / "quotes.db", grouped=True))
    speaker = await speaker_path(datasette, "Mara Quillfeather")
    for name, told in (("timeline", "Quotes"), ("outlets", "Harbour Ledger")):
        svg, text = await picture(datasette, f"{speaker}/{name}.svg")
        assert svg.tag == "{http://www.w3.org/2000/svg}svg"
        assert "Quotes of Mara Quillfeather" in text and told in text
    page = (await datasette.client.get(speaker)).text
    assert f"{speaker}/outlets.svg" in page


async def test_hostile_names_are_text_in_it(tmp_path: Path):
    datasette = instance_of(build(tmp_path / "quotes.db", hostile=True))
    rows = await datasette.get_database("quotes").execute(
        "SELECT DISTINCT s.id FROM quote_list AS q JOIN speakers AS s ON s.id = q.speaker_id "
        "WHERE q.outlet LIKE '%<%'"
    )
    assert rows.rows
    for (id_,) in rows.rows:
        svg, _ = await picture(datasette, f"/quotes/-/speaker/{id_}/outlets.svg")
        tags = {etree.QName(each).localname for each in svg.iter() if isinstance(each.tag, str)}
        assert "script" not in tags and "u" not in tags


async def test_what_is_not_drawn_is_not_there(datasette):
    speaker = await speaker_path(datasette, "Mara Quillfeather")
    for path in (f"{speaker}/portrait.svg", "/quotes/-/speaker/999/timeline.svg"):
        assert (await datasette.client.get(path)).status_code == 404


async def test_without_the_extra_nothing_offers_them(datasette, monkeypatch):
    monkeypatch.setattr(drawings, "find_spec", lambda name: None)
    speaker = await speaker_path(datasette, "Mara Quillfeather")
    assert ".svg" not in (await datasette.client.get(speaker)).text
    assert (await datasette.client.get(f"{speaker}/timeline.svg")).status_code == 404
