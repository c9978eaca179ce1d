"""Who is speaking: within the article here; across articles when quotes are stored."""

from __future__ import annotations

from quotes.resolve.within import resolve

__all__ = ["resolve"]
