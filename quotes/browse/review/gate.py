"""Who may use a server that writes: a browser on this computer that was given the token.

The address that is printed holds the token. The first request with it sets a cookie, which no script
can read and no other site's request carries, and leads on to the address without it. A request for
another host name is refused too: a page elsewhere could have its own name lead here (DNS rebinding).
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_REFUSAL = b"Open the address that `quotes review` printed: it holds the key to this server.\n"


class Gate:
    """An ASGI application that passes on to `app` what may enter."""

    def __init__(self, app: App, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._cookie = f"quotes-review-{port}"
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        query = parse_qsl(scope["query_string"].decode("latin-1"))
        given = dict(query).get("token")
        if not self._from_here(headers):
            await _answer(send, 403, [])
        elif given is not None and self._is_token(given):
            await self._admit(scope, [(k, v) for k, v in query if k != "token"], send)
        elif self._is_token(self._cookie_of(headers)):
            await self._app(scope, receive, send)
        else:
            await _answer(send, 403, [])

    def _from_here(self, headers: dict[str, str]) -> bool:
        origin = headers.get("origin")
        same = origin is None or origin in {f"http://{host}" for host in self._hosts}
        return headers.get("host") in self._hosts and same

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())

    def _cookie_of(self, headers: dict[str, str]) -> str:
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    async def _admit(self, scope: dict[str, Any], query: list[tuple[str, str]], send: Any) -> None:
        target = scope["path"] + (f"?{urlencode(query)}" if query else "")
        # Two slashes would lead to another host.
        target = "/" + target.lstrip("/\\")
        cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
        await _answer(
            send,
            303,
            [
                (b"location", target.encode("ascii", "ignore")),
                (b"set-cookie", cookie.encode()),
                (b"referrer-policy", b"no-referrer"),
            ],
        )


async def _answer(send: Any, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    body = _REFUSAL if status == 403 else b""
    start = [
        (b"x-content-type-options", b"nosniff"),
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": start})
    await send({"type": "http.response.body", "body": body})
