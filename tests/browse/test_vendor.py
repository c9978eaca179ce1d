"""The libraries of the pages' charts: what is served is what their packages hold."""

import hashlib
import re

import pytest

from quotes.browse import assets

VENDOR = assets._STATIC / "vendor"
LISTED = re.findall(
    r"^\| `(.+?)` \|.*\| `([0-9a-f]{64})` \| ISC, `(.+?)` \|$",
    (VENDOR / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("name", "digest", "licence"), LISTED)
def test_each_is_as_published_and_has_its_licence(name, digest, licence):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest
    assert "Permission to use" in (VENDOR / licence).read_text(encoding="utf-8")


def test_all_are_listed_and_used():
    names = {name for name, _, _ in LISTED}
    assert {path.name for path in VENDOR.glob("*.js")} == names
    assert {f"vendor/{name}" for name in names} < set(assets.CHARTS)
