"""`quotes info`: versions, the model, a database's size and coverage."""

from __future__ import annotations

from typing import Any

import click

from quotes.cli.options import format_option, opened

_LIBRARIES = ("spacy", "textacy", "sqlite-utils", "datasette", "trafilatura")


@click.command(name="info", short_help="Versions, the model, what a database holds.")
@click.argument("database", metavar="[DB]", type=click.Path(), required=False)
@format_option(["table", "jsonl"])
def command(database: str | None, format_: str) -> None:
    """Versions and the model in short; with DB, how much it holds and from where."""
    facts: dict[str, Any] = {"versions": _versions(), "model": _model()}
    if database is not None:
        from quotes.store import database_info

        with opened(database) as db:
            facts["database"] = database_info(db)
    if format_ == "jsonl":
        from quotes.cli.output import write_object

        write_object(facts)
    else:
        _print_tables(facts)


def _versions() -> dict[str, str]:
    import platform
    import sqlite3
    from importlib.metadata import PackageNotFoundError, version

    import quotes

    versions = {"quotes": quotes.__version__, "python": platform.python_version()}
    versions["sqlite"] = sqlite3.sqlite_version
    for name in _LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "missing"
    return versions


def _model() -> dict[str, Any]:
    """The model card in short. Empty in a checkout in which no model has been trained yet."""
    import json
    from importlib.resources import files

    card = files("quotes") / "model" / "card.json"
    if not card.is_file():
        return {}
    values: dict[str, Any] = json.loads(card.read_text("utf-8"))
    short = {name: values.get(name) for name in ("name", "version", "date", "licence")}
    sources = [source["name"] for source in values.get("sources", ())]
    return short | {"corpora": sources, "scores": values.get("scores", {})}


def _print_tables(facts: dict[str, Any]) -> None:
    from quotes.cli.output import console
    from quotes.render.cards import Column, day, facts_table, table

    terminal = console()
    terminal.print(facts_table(facts["versions"]))
    corpora = "; ".join(facts["model"].get("corpora", ()))
    terminal.print(facts_table({"model": _short(facts["model"]), "made of": corpora}))
    if "database" not in facts:
        return
    database = facts["database"]
    run = database["last_run"]
    terminal.print()
    terminal.print(
        facts_table(
            {
                "database": database["path"],
                "size": f"{database['bytes'] / 1e6:.1f} MB",
                "articles": database["articles"],
                "words": database["words"],
                "published": f"{day(database['first']) or '?'} … {day(database['last']) or '?'}",
                "quotes": database["quotes"],
                "acts": _counts(database["acts"]),
                "kinds": _counts(database["kinds"]),
                "speakers": f"{database['speakers']:,}, {database['named_speakers']:,} named",
                "reviews": database["reviews"],
                "last run": f"{run['started']}, {run['failures']} failures" if run else "none",
            }
        )
    )
    columns = [
        Column("outlet", "outlet"),
        Column("articles", "articles", number=True),
        Column("quotes", "quotes", number=True),
        Column("first", "first"),
        Column("last", "last"),
    ]
    terminal.print(table(map(_outlet_row, database["outlets"]), columns))


def _outlet_row(outlet: dict[str, Any]) -> dict[str, Any]:
    from quotes.render.cards import day

    dates = {name: day(outlet[name]) for name in ("first", "last")}
    return outlet | dates | {"outlet": outlet["outlet"] or "no outlet named"}


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())


def _short(model: dict[str, Any]) -> str:
    if not model:
        return "none; docs/retrain.md says how one is trained"
    return f"{model['name']} {model['version']}, {model['date']}, {model['licence']}"
