"""Plain text (.txt, .md): one file is one article.

A block of `key: value` lines between two lines of `---` at the very start may name title, author,
outlet, published and url. It is taken off; offsets count in the body that remains, which is
otherwise verbatim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from quotes.errors import SourceError
from quotes.ingest.records import article_from_file
from quotes.ingest.source import Source
from quotes.ingest.text import decode
from quotes.types import Article

# A front matter line: `key: value`, or what other tools nest below a key (lists, comments), or
# blank.
_LINE = r"(?:[A-Za-z][\w-]*+:(?:[ \t][^\r\n]*+)?|(?:[ \t#]|-[ \t])[^\r\n]*+|)"
_FRONT_MATTER = re.compile(rf"---[ \t]*\r?\n((?:{_LINE}\r?\n){{1,100}}?)---[ \t]*(?:\r?\n|\Z)")
_KEY = re.compile(r"(title|author|outlet|published|date|url):[ \t]+([^\r\n]*)", re.IGNORECASE)


def read(stream: BinaryIO, source: Source) -> Iterator[Article | SourceError]:
    """The article in the stream."""
    limit = source.limit
    data = stream.read(limit.file + 1)
    if len(data) > limit.file:
        raise limit.too_large(source.size, limit.file)
    fields, text = split_front_matter(decode(data))
    yield article_from_file({**fields, "text": text}, source)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter and the body after it; no fields where there is none.

    A text that merely starts with a rule stays whole: every line of the block must look like
    front matter, and one at least must name a field we know.
    """
    block = _FRONT_MATTER.match(text)
    fields: dict[str, str] = {}
    for line in block[1].splitlines() if block else ():
        if pair := _KEY.fullmatch(line):
            key = "published" if pair[1].lower() == "date" else pair[1].lower()
            fields.setdefault(key, _unquoted(pair[2].strip()))
    if block is None or not fields:
        return {}, text
    return fields, text[block.end() :]


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
