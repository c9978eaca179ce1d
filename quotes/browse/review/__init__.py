"""Checking quotes in the browser: a queue, verdicts by key, undo. Only `quotes review` turns it on.

`gate` lets in who has the token, `queue` says what comes next, `corrections` makes a record of what a
person filled in, `pages` are the pages, `desk` is what an instance that reviews knows.
"""
