"""What tests share. It stands here so that they can import this folder's helpers, too."""

from __future__ import annotations
