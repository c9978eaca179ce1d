"""What Datasette shows about a quote database: titles, descriptions, facets, full-text search."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup

_TITLE = "Quotes"
_DESCRIPTION = "Who said what in the news, in which words, according to whom."

_SPEAKER_TYPE = "What kind of speaker: person, organization, group, document or unknown."
_NAMED = "1 where the speaker is named, 0 for a description such as “a Treasury official”."
_PUBLISHED = "When the article was published, ISO 8601."

_QUOTE_COLUMNS = {
    "key": "The quote's stable id: the same in records, exports and addresses.",
    "act": "statement (said, wrote), attitude (believes, wants) or silence (declined to comment).",
    "kind": "direct (all in quotation marks), indirect (none) or mixed (part).",
    "role": "The speaker's role as the article gives it.",
    "affiliation": "The organisation the speaker belongs to, as the article gives it.",
    "source_class": "The kind of source: official, spokesperson, politician, expert, business, …",
    "addressee": "To whom it was said, as printed.",
    "medium": "Where it was said: statement, interview, post, letter, …",
    "via": "The outlet that the article credits for the quote.",
    "cue": "The reporting words, as printed.",
    "source": "The words that name the speaker at the quote, as printed.",
    "confidence": "Probability, 0 to 1, that words and source are both right.",
    "group_id": "Quotes with the same number report the same utterance.",
}

# The program's own bookkeeping: Datasette lists it last, on request.
_HIDDEN = (
    "abbreviations", "bands", "copies", "decisions", "descriptions", "listed", "names", "namesakes",
    "origins", "pairs", "places", "prints", "quote_topics", "repeats",
)  # fmt: skip
# To begin with; Datasette lists views below all tables.
_VIEWS = ("quote_list", "speaker_list", "statement_list", "outlet_list")


def describe(
    databases: Iterable[str], address: Callable[[str, str], str], *, sole: str | None
) -> dict[str, Any]:
    """Datasette's metadata for these databases; for the instance as a whole where `sole` is all it
    serves. `address` gives the page of a table, from the names of its database and its own.

    Made anew for each call: Datasette merges other metadata into what it is given.
    """
    metadata: dict[str, Any] = {"databases": {name: _database(name, address) for name in databases}}
    if sole is not None:
        metadata |= {"title": _TITLE, "description": _DESCRIPTION}
    return metadata


def _database(name: str, address: Callable[[str, str], str]) -> dict[str, Any]:
    tables = _tables()
    views = Markup(" ").join(
        Markup('<li><a href="{}">{}</a>: {}</li>').format(
            address(name, view), tables[view]["title"], tables[view]["description"]
        )
        for view in _VIEWS
    )
    start = Markup("<p>{}</p><p>To begin with:</p><ul>{}</ul>").format(_DESCRIPTION, views)
    return {"description_html": start, "tables": tables}


def _tables() -> dict[str, Any]:
    tables = _described()
    for table in _HIDDEN:
        tables.setdefault(table, {})["hidden"] = True
    return tables


def _described() -> dict[str, Any]:
    return {
        "quote_list": {
            "title": "Quotes",
            "description": "One row a quote, with everything a reader asks for by name.",
            "fts_table": "quotes_fts",
            "fts_pk": "id",
            "columns": {
                **_QUOTE_COLUMNS,
                "quote": "The words, or what they said in the article's words.",
                "speaker": "Who said it, one spelling for each speaker in the whole database.",
                "type": _SPEAKER_TYPE,
                "named": _NAMED,
                "published": _PUBLISHED,
                "article": "The article as it was given to the program: a path or an id.",
                "start": "Where the quote begins in the article's text, in characters.",
            },
        },
        "speaker_list": {
            "title": "Speakers",
            "description": "Who is quoted, how often, by how many outlets.",
            "columns": {
                "type": _SPEAKER_TYPE,
                "named": _NAMED,
                "first": "When an article with a quote of this speaker first appeared.",
                "last": "When one last appeared.",
            },
        },
        "statement_list": {
            "title": "Statements",
            "description": "What several quotes report, and how many outlets carried it.",
            "columns": {
                "quote": "The fullest of the quotes, a direct one if there is any.",
                "attributions": "In how many ways the speaker is given; 1 where all agree.",
                "first": "When an article that carries it first appeared.",
                "last": "When one last appeared.",
            },
        },
        "outlet_list": {
            "title": "Outlets",
            "description": "How many articles, quotes and speakers each outlet has.",
        },
        "quotes": {
            "description": "The quotes as stored, rejected ones too; quote_list reads better.",
            "label_column": "text",
            "columns": {
                **_QUOTE_COLUMNS,
                "topics": "Key terms of its words, a line each.",
                "text": "The words; parts that the reporting clause divides are joined by a space.",
                "speaker": "The fullest form of the speaker's name in this article.",
                "start": "Where the quote begins in the article's text, in characters.",
            },
        },
        "articles": {
            "description": "The articles, their text as published.",
            "label_column": "title",
            "columns": {
                "source": "Path or id as it was given to the program.",
                "published": _PUBLISHED,
                "text": "Verbatim. All offsets count its characters (Unicode code points).",
                "version": "Program and model that extracted it.",
            },
        },
        "speakers": {
            "description": "Named: a person, an organisation, a document. Unnamed: a description.",
            "label_column": "name",
            "columns": {"type": _SPEAKER_TYPE, "named": _NAMED},
        },
        "aliases": {
            "description": "The names that lead to a speaker, and why.",
            "label_column": "name",
            "columns": {
                "reason": "same name, alias list, article or person (somebody’s correction)."
            },
        },
        "outlets": {"description": "Who published.", "label_column": "name"},
        "spans": {
            "description": "Where the parts of each quote stand in the text; ends are exclusive.",
            "columns": {
                "part": "content (the words), cue, source, or mention (the speaker's fullest name)."
            },
        },
        "topics": {"description": "Terms, and how many quotes have each.", "label_column": "term"},
        "quote_topics": {"description": "Which quotes have which of them."},
        "groups": {"description": "Quotes that report the same utterance share a group."},
        "pairs": {"description": "Pairs of quotes that report the same utterance."},
        "prints": {"description": "What quotes are looked up by, to find such pairs."},
        "repeats": {"description": "Quotes that print the same on the same day as another one."},
        "copies": {"description": "Articles that are nearly the same text, by their origin."},
        "bands": {"description": "What articles are looked up by, to find copies."},
        "runs": {"description": "Each run of the program: when, with what, and what it found."},
        "failures": {"description": "What could not be read, and why."},
        "reviews": {"description": "People's verdicts on quotes; the newest for a quote holds."},
    }
