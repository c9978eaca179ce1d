"""What can go wrong, in words for the person at the terminal.

Every error a user can cause is a `QuotesError`; its text is one line that says what happened and what to
do about it. The command line prints it without a traceback.
"""

from __future__ import annotations


class QuotesError(Exception):
    """Base of all errors that a user can cause; `str()` of it is one line."""


class SourceError(QuotesError):
    """A source of articles, or one article in it, cannot be read. The other sources go on.

    `source` names it as the user gave it (a path, `path:line`, an id), `reason` says why in one line.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        # Exceptions are rebuilt from `args` when they cross a process boundary; ours takes two.
        return type(self), (self.source, self.reason)


class DatabaseError(QuotesError):
    """The quote database cannot be opened, read or written."""


class QueryError(QuotesError):
    """A question to the database has no meaning, or names something that is not there."""


class ModelError(QuotesError):
    """A model of the user's own cannot be found or used."""


class GoldError(QuotesError):
    """A gold file for evaluation cannot be read, or does not fit its articles."""
