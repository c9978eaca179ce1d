"""Security headers: what a page may load and run, and what it tells others about its reader.

Article text comes from anywhere. Templates escape it; the policy here makes sure that, should an
escape ever be missing, the browser still runs nothing and asks no other machine for anything.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from quotes.browse import databases

# The style sheet that Observable Plot puts into each drawing of the class "drawing" (static/charts.js).
_DRAWING = "sha256-1iKXTN8RtDkxdopvhJQtJ7EMfDbsRPKGToP7w11haHs="
# Pages of ours contain no script, and work without one; files of the package's add keys and draw charts.
OUR_PAGES = (
    f"default-src 'none'; script-src 'self'; style-src 'self' '{_DRAWING}'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: A picture that is opened by itself is a document of its own.
PICTURES = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
_POLICY = b"content-security-policy"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def wrapper(datasette: Any) -> Callable[[App], App]:
    """An ASGI middleware that adds the headers to each answer; a view's own policy is kept.

    Datasette's own pages get a policy where a quote database is all that is served. Beside other
    databases there may be plugins that load what this policy does not know of.
    """
    policy = _datasette_pages(datasette) if databases.sole(datasette) else None

    def wrap(app: App) -> App:
        async def wrapped(scope: dict[str, Any], receive: Any, send: Any) -> None:
            async def send_with_headers(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    headers = [*message.get("headers", []), *_HEADERS]
                    if policy and _POLICY not in {name.lower() for name, _ in headers}:
                        headers.append((_POLICY, policy.encode()))
                    message = {**message, "headers": headers}
                await send(message)

            await app(scope, receive, send_with_headers)

        return wrapped

    return wrap


def _datasette_pages(datasette: Any) -> str:
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in _inline_scripts(datasette))
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def _inline_scripts(datasette: Any) -> Iterator[str]:
    """The scripts that Datasette writes into its pages; a test opens them all in a browser."""
    environment = datasette.jinja_env
    for template in ("default:_close_open_menus.html", "default:_codemirror_foot.html"):
        source, _, _ = environment.loader.get_source(environment, template)
        yield from _INLINE_SCRIPT.findall(source)
    for allowed in ("true", "false"):
        yield f"DATASETTE_ALLOW_FACET = {allowed};"


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
