"""What tests share. Its place also lets them import helpers from this folder (`from parses import parsed`)."""

from __future__ import annotations
