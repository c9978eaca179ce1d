"""What a page says about itself: title, author, outlet, date, address.

For each the first that is there counts, in this order: the page's schema.org description of its
article (JSON-LD), its meta tags, what trafilatura makes out of the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from typing import TYPE_CHECKING, Any

from quotes.ingest.dates import parse_date
from quotes.ingest.records import label, web_address

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE_TYPES = (
    "Article",
    "BlogPosting",
    "Report",
)  # and what ends so: NewsArticle, OpinionNewsArticle, …
# The date of first publication under its usual names, most reliable first.
_DATE_TAGS = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "publishdate", "pubdate",
    "publish_date", "dc.date", "date", )  # fmt: skip


def page_metadata(tree: HtmlElement, address: str | None = None) -> dict[str, str | None]:
    """Title, author, outlet, published and url for `Article`, each None where not found.

    `address` is where the page was fetched; it counts where the page does not give its own.
    """
    from trafilatura.metadata import extract_metadata

    nodes = list(_json_ld(tree))
    article = next((node for node in nodes if _is_article(node)), {})
    named = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")
    }
    meta = _meta_tags(tree)

    # Without embedded posts, whose dates are not the article's.
    rest = deepcopy(tree)
    for post in rest.xpath(".//blockquote"):
        if post.getparent() is not None:
            post.drop_tree()
    # A fixed last day, so that the same page gives the same date on every day.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}
    found = extract_metadata(rest, default_url=address, date_config=dates)

    canonical = tree.xpath("string(.//link[@rel='canonical']/@href)")
    return {
        "title": _text(article.get("headline")) or _text(found.title),
        "author": _names(article.get("author"), named) or _text(found.author),
        "outlet": _names(article.get("publisher"), named)
        or _text(meta.get("og:site_name"))
        or _not_address(found.sitename)
        or _text(found.hostname),
        "published": _date(article.get("datePublished"))
        or next((date for tag in _DATE_TAGS if (date := _date(meta.get(tag)))), None)
        or _date(found.date),
        "url": web_address(canonical)
        or web_address(meta.get("og:url"))
        or web_address(found.url)
        or web_address(address),
    }


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """All objects in the page's JSON-LD, in document order."""
    for script in tree.xpath(".//script[@type='application/ld+json']"):
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                yield value
                pending.extend(reversed(value.values()))
            elif isinstance(value, list):
                pending.extend(reversed(value))


def _is_article(node: dict[str, Any]) -> bool:
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names)


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    """Contents of the meta tags by lower-case name; the first of a name counts."""
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        content = tag.get("content")
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if content and name:
            tags.setdefault(name.lower(), content)
    return tags


def _names(value: object, named: dict[str, dict[str, Any]]) -> str | None:
    """The names of persons or organisations, each a string, an object or a reference to one."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            reference = item.get("@id")
            node = named.get(reference, item) if isinstance(reference, str) else item
            item = item.get("name") or node.get("name")
        name = _not_address(item)
        if name and name not in names:
            names.append(name)
    return "; ".join(names) or None


def _not_address(value: object) -> str | None:
    name = _text(value)
    return None if name and name.lower().startswith(("http:", "https:", "www.")) else name


def _text(value: object) -> str | None:
    # Content systems escape text for HTML before they write it as JSON.
    return label(unescape(value)) if isinstance(value, str) else None


def _date(value: object) -> str | None:
    return parse_date(value) if isinstance(value, str) else None
