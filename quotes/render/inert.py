"""Foreign text made harmless for the place where it is printed.

A terminal obeys control characters (C0, C1), and bidirectional controls can make a line read
differently from what it says. Nothing here changes what is stored, and JSON keeps every character,
as an escape.
"""

from __future__ import annotations

import re
from typing import Any

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_SURROGATES = "\ud800-\udfff"
# \x00-\x1f less tab, newline and carriage return, which are white space to every reader.
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"

_UNPRINTABLE = re.compile(f"[{_CONTROLS}{_BIDI}{_SURROGATES}]")
_UNENCODABLE = re.compile(f"[{_CONTROLS}{_SURROGATES}]")
# U+2028 and U+2029 are line ends to some readers of JSON Lines. Escaping is free: JSON has no such
# characters outside its strings.
_TO_ESCAPE = re.compile(f"[\x7f-\x9f{_BIDI}\u2028\u2029{_SURROGATES}]")
_WHITE_SPACE = re.compile("[ \t\n\r\x85\u2028\u2029]+")
# As OWASP lists them; spreadsheets read the full-width forms like the plain ones.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def one_line(text: str) -> str:
    """`text` for a terminal: white space folded to single spaces, control characters replaced."""
    return _UNPRINTABLE.sub(REPLACEMENT, _WHITE_SPACE.sub(" ", text)).strip()


def page_text(text: str) -> str:
    """`text` for an HTML page, before escaping; characters are replaced one for one."""
    return _UNENCODABLE.sub(REPLACEMENT, text)


def json_text(line: str) -> str:
    """A line of JSON in which no character is left that a terminal obeys or UTF-8 cannot carry."""
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def cell(value: Any) -> Any:
    """A CSV cell that no spreadsheet runs as a formula: such text gets an apostrophe before it.

    Values other than text are returned as they are.
    """
    if not isinstance(value, str):
        return value
    text = page_text(value)
    return "'" + text if text.startswith(_FORMULA) else text


def lines(text: str) -> str:
    """`text` of several lines, each laid out already, for a terminal."""
    return _UNPRINTABLE.sub(REPLACEMENT, text)
