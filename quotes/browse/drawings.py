"""Charts as pictures to publish, by Altair (Vega-Lite): a speaker's quotes over time, and by outlet and time.

On the pages the same counts are lists and tables that lead to the quotes (`quotes.browse.charts`). The pictures
need the extra `charts`; without it nothing offers them.
"""

from __future__ import annotations

import io
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotes.browse.portrait import Portrait

NAMES = ("timeline", "outlets")
"""What there is a picture of."""

_ACCENT, _INK, _PAPER = "#7a2e1d", "#1c1b19", "#ffffff"
_WIDTH, _HEIGHT, _ROW = 640, 180, 24  # pixels


def available() -> bool:
    """Whether the extra `charts` is installed."""
    return bool(find_spec("altair") and find_spec("vl_convert"))


def draw(name: str, portrait: Portrait, speaker: str) -> str:
    """The picture of this name, one of NAMES, as SVG; the speaker's name stands above it.

    Raises KeyError for another name. Takes seconds the first time in a process, then a tenth of one.
    """
    chart = {"timeline": _timeline, "outlets": _outlets}[name](portrait)
    some = f" (the newest {portrait.total})" if portrait.partly else ""
    buffer = io.StringIO()
    chart.properties(width=_WIDTH, title=f"Quotes of {speaker}{some}").configure(
        background=_PAPER, font="sans-serif", title={"anchor": "start", "color": _INK}
    ).save(buffer, format="svg")
    return buffer.getvalue()


def _timeline(portrait: Portrait) -> Any:
    import altair as alt

    values = [{"period": each.period, "quotes": each.quotes} for each in portrait.timeline]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_bar(color=_ACCENT)
        .encode(
            x=alt.X("period:O", title=None),
            y=alt.Y("quotes:Q", title="Quotes", axis=alt.Axis(tickMinStep=1)),
        )
        .properties(height=_HEIGHT)
    )


def _outlets(portrait: Portrait) -> Any:
    import altair as alt

    grid = portrait.outlets
    values = [
        {"outlet": outlet, "period": period, "quotes": cell.count}
        for outlet, cells, _ in grid.rows
        for period, cell in zip(grid.periods, cells, strict=True)
    ]
    order = [outlet for outlet, _, _ in grid.rows]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("period:O", title=None),
        y=alt.Y("outlet:N", title=None, sort=order, axis=alt.Axis(labelLimit=200)),
    )
    shades = base.mark_rect().encode(
        color=alt.Color("quotes:Q", title="Quotes", scale=alt.Scale(range=[_PAPER, _ACCENT]))
    )
    return shades.properties(height=_ROW * len(order))
