"""Some hundred inputs that no sane newsroom makes and every archive holds, and what they cost.

    python -m benchmarks.bad_inputs [--keep DIR]

Writes them to a folder and runs `quotes extract FOLDER --db …` on it with the real model. Prints how
many articles were stored and inputs refused, seconds and the peak of memory, and exits with 1 where the
program broke down, a refusal was more than a line or had no row, or the database is not sound.
Everything comes from a seed; nothing is fetched.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import zstandard

MARKS = "“”‘’\"'«»„‚‹›`´"
SUFFIXES = (
    "txt", "md", "html", "htm", "jsonl", "ndjson", "csv", "tsv", "parquet", "warc", "rss", "xml",
    "atom", "txt.gz", "jsonl.gz", "warc.gz", "html.zst", "csv.zst",
)  # fmt: skip
SAID = "“The bridge is safe,” said Ada Park, the engineer. The town declined to comment."
PAGE = (
    "<!doctype html><html><head><title>The bridge</title><meta name=author content='A. Writer'>"
    "<meta property='article:published_time' content='2025-03-18'></head><body><article><h1>The "
    f"bridge</h1><p>{SAID}</p><p>{SAID}</p></article></body></html>"
)
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title><item><title>Bridge</title>'
    f"<link>https://a.example/1</link><description>{SAID}</description></item></channel></rss>"
)


def bad_inputs(seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """File names and their bytes."""
    rng = random.Random(seed)
    for makers in (_noise, _planes, _signs, _marks, _long, _pages, _packed, _cut, _tables, _coded):
        for number, (suffix, data) in enumerate(makers(rng)):
            yield f"{makers.__name__.strip('_')}-{number:03}.{suffix}", data


Made = Iterator[tuple[str, bytes]]


def _noise(rng: random.Random) -> Made:
    for suffix in SUFFIXES:
        for size in (0, 1, 50, 5_000):
            yield suffix, rng.randbytes(size)
    for magic in (
        b"PAR1",
        b"\x1f\x8b",
        b"\x28\xb5\x2f\xfd",
        b"WARC/1.0\r\n",
        b"PK\3\4",
        b"%PDF-1.7",
    ):
        for suffix in ("txt", "html", "parquet", "warc", "jsonl.gz", "csv.zst"):
            yield suffix, magic + rng.randbytes(300)


def _planes(rng: random.Random) -> Made:
    for plane in range(17):
        start = plane * 0x10000
        signs = [chr(start + rng.randrange(0x10000)) for _ in range(400)]
        text = "".join(sign for sign in signs if not 0xD800 <= ord(sign) <= 0xDFFF)
        article = f"{SAID} {text} “{text[:50]},” she said."
        yield "txt", article.encode()
        yield "jsonl", json.dumps({"text": article}).encode()
        yield "html", f"<html><body><article><p>{article}</p></article></body></html>".encode()


def _signs(rng: random.Random) -> Made:
    for sign in "\0\1\7\b\v\f\x1b\x7f\x85\xa0\xad\u200b\u200d\u2028\u2029\u202a\u202e\u2066\ufeff\ufffe\ufffd":
        yield "txt", (sign.join(SAID) + "\n" + SAID).encode()
        yield "jsonl", json.dumps({"text": SAID + sign * 500, "title": sign}).encode()
    yield "txt", ("é" + "\u0301" * 5_000 + SAID).encode()
    yield "txt", ("👩‍👩‍👧‍👦" * 2_000 + SAID).encode()
    yield "txt", (SAID + "\r" + SAID + "\r\n\r\n" + SAID).encode()
    yield "txt", ("\x1b[31m\x1b]0;title\7" + SAID).encode()


def _marks(rng: random.Random) -> Made:
    for mark in MARKS:
        yield "txt", (mark * 5_000 + SAID).encode()
        yield "txt", f"{mark}No, {mark}".encode() * 2_000
    yield "txt", ("“" * 3_000 + "Yes" + "”" * 3_000 + " she said.").encode()
    yield "txt", ("“‘" * 2_000 + "Yes" + "’”" * 2_000 + " she said.").encode()
    yield "txt", ("“One.\n\n" * 3_000 + "she said.").encode()
    yield "txt", " ".join(rng.choice(MARKS) + "no" for _ in range(10_000)).encode()
    yield "txt", ("she said " * 20_000).encode()
    yield "txt", ("said: “" * 5_000).encode()
    yield "txt", ("(" * 5_000 + SAID + ")" * 5_000).encode()


def _long(rng: random.Random) -> Made:
    yield "txt", b"a" * 1_000_000
    yield "txt", b"a" * 1_000_001
    yield "txt", ("“" + "x" * 500_000 + ",” she said.").encode()
    yield "txt", b"No. " * 100_000
    yield "txt", SAID.encode() * 12_000
    yield "txt", b"\n" * 900_000 + SAID.encode()
    yield "txt", b" " * 900_000
    yield "txt", b"a\n\n" * 100_000
    yield "jsonl", b'{"text": "' + b"word " * 300_000 + b'"}'
    yield "jsonl", b"[" * 100_000
    yield "jsonl", b'{"text": ' + b"9" * 10_000 + b"}"
    yield "csv", b"text\n" + b'"' + b"word " * 300_000 + b'"\n'
    yield "html", b"<p>" + b"word " * 300_000


def _pages(rng: random.Random) -> Made:
    yield "html", b"<div>" * 20_000 + SAID.encode()
    yield "html", b"<b><i>" * 10_000 + SAID.encode() + b"</b></i>" * 10_000
    yield "html", b"<table><tr><td>" * 3_000 + SAID.encode()
    yield "html", (PAGE * 200).encode()
    yield "html", PAGE.replace("<p>", "<p onclick=alert(1)><script>alert(1)</script>").encode()
    yield "html", PAGE.replace("bridge", "&#0;&#xD800;&#x110000;&bogus;").encode()
    yield "html", PAGE.replace("<body>", "<!--" * 1_000).encode()
    yield "html", PAGE.replace(">", "").encode()
    yield "html", PAGE.replace("<", "< ").encode()
    yield "html", ("<a " + "href=x " * 50_000 + f">{SAID}</a>").encode()
    yield "html", PAGE.encode("utf-16")
    yield (
        "html",
        PAGE.replace("<head>", "<head><meta charset=nonesuch>").encode("latin-1", "replace"),
    )
    for _ in range(20):
        page = bytearray(PAGE.encode())
        for _ in range(40):
            page[rng.randrange(len(page))] = rng.randrange(256)
        yield "html", bytes(page)
    for _ in range(10):
        feed = bytearray(FEED.encode())
        for _ in range(15):
            feed[rng.randrange(len(feed))] = rng.randrange(256)
        yield "rss", bytes(feed)
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "lol">{entities}]><rss>&e9;</rss>'
    yield "rss", bomb.encode()
    outside = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>'
    )
    yield "rss", outside.encode()


def _packed(rng: random.Random) -> Made:
    zeros = gzip.compress(b"\0" * 60_000_000, 6)
    yield "txt.gz", zeros
    yield "jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 60_000_000, 6)
    yield "txt.gz", gzip.compress(zeros)
    yield "warc.gz", zeros
    yield "csv.gz", zeros
    compressor = zstandard.ZstdCompressor(3)
    yield "txt.zst", compressor.compress(b"\0" * 60_000_000)
    yield "html.zst", compressor.compress(b"<b>" * 20_000_000)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", b"\0" * 50_000_000)
    for suffix in ("txt", "txt.gz", "html", "parquet"):
        yield suffix, archive.getvalue()


def _cut(rng: random.Random) -> Made:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = io.BytesIO()
    pq.write_table(pa.table({"text": [SAID] * 50, "title": ["a"] * 50}), table)
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    record = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\n"
        b"WARC-Date: 2025-03-18T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n"
    )
    web = b"".join(record % (i, i, len(body), body) for i in range(3))
    whole = {
        "parquet": table.getvalue(),
        "warc": web,
        "warc.gz": gzip.compress(web),
        "txt.gz": gzip.compress(SAID.encode() * 50),
        "html": PAGE.encode(),
        "rss": FEED.encode(),
    }
    for suffix, data in whole.items():
        for _ in range(10):
            yield suffix, data[: rng.randrange(1, len(data))]
        for _ in range(5):
            changed = bytearray(data)
            for _ in range(5):
                changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
            yield suffix, bytes(changed)
    yield "warc", web.replace(b"Content-Length: ", b"Content-Length: 99999")
    for columns in (
        {"title": ["a"]},
        {"text": [1]},
        {"text": [None]},
        {"text": [[SAID]]},
        {"TEXT": [SAID]},
    ):
        odd = io.BytesIO()
        pq.write_table(pa.table(columns), odd)
        yield "parquet", odd.getvalue()


def _tables(rng: random.Random) -> Made:
    for text in (
        "", "text", "title,url\na,b", "text,text\na,b", "text\n\n\n", 'text\n"open', "text;url\na;b",
        f"text,id\n{SAID},1\n{SAID},1", "text,published\nShe said so.,yesterday", "\ufefftext\nNo.",
        "text\n" + "," * 5_000, ",".join(f"c{i}" for i in range(5_000)), "text\0\nNo\0", "TEXT\nShe said.",
        'text\n"a""b"c"d"\n', "text\r\rNo, she said.\r", "sep=,\ntext\nNo.", "text,url\nNo.,javascript:x",
    ):  # fmt: skip
        yield "csv", text.encode()
        yield "tsv", text.replace(",", "\t").encode()
    for line in (
        "", "null", "1", "[]", "{}", '"text"', '{"text": 1}', '{"text": null}', '{"text": ""}',
        '{"text": " "}', '{"text": ["a"]}', '{"Text": "a"}', '{"text": "a", "text": "b"}',
        '{"text": "\\ud800 she said."}', '{"text": "\\u0000"}', '{"text": NaN}', "{'text': 'a'}",
        '{"text": "a"}{"text": "b"}', '{"text": "No.", "published": "0000-99-99"}',
        '{"text": "No.", "url": "http://[::1"}', '{"text": "No.", "id": {"a": 1}}', "[{}]", "\ufeff{}",
        '{"text": "No.", "title": "' + "t" * 100_000 + '"}', '{"text": "No.", "outlet": "<b>\\u0007"}',
    ):  # fmt: skip
        yield "jsonl", line.encode()


def _coded(rng: random.Random) -> Made:
    for coding in (
        "latin-1",
        "cp1252",
        "utf-16",
        "utf-16-le",
        "utf-32",
        "utf-7",
        "shift_jis",
        "koi8-r",
    ):
        data = ("Der Bürgermeister café “nein” said. " * 20).encode(coding, "replace")
        yield "txt", data
        yield "html", b"<p>" + data
    for data in (
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x80",
    ):
        yield "txt", data
        yield "txt", SAID.encode() + data
    for front in (
        "---\n---\n",
        "---\ntitle: a\n",
        "---\n" * 2_000,
        "---\ntitle: \0\n---\n",
        "---\nx",
    ):
        yield "md", front.encode() + SAID.encode()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="write the inputs here, and leave them")
    given = parser.parse_args()
    with TemporaryDirectory() as place:
        folder = given.keep or Path(place) / "inputs"
        folder.mkdir(exist_ok=True)
        count = 0
        for name, data in bad_inputs():
            (folder / name).write_bytes(data)
            count += 1
        path = Path(place) / "quotes.db"
        command = [
            sys.executable,
            "-m",
            "quotes",
            "extract",
            folder,
            "--db",
            path,
            "--any-language",
        ]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ})
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(
            f"{count} inputs, {seconds:.0f} seconds, {peak:.0f} MiB at most, exit {done.returncode}"
        )
        print(done.stdout.strip())
        problems = done.stderr.splitlines()
        from quotes.store import open_database

        db = open_database(path)
        rows = db.conn.execute("SELECT count(*) FROM failures").fetchone()[0]
        sound = db.conn.execute("PRAGMA integrity_check").fetchone()[0]
        stumbles = [line for line in problems if "stumbled" in line]
        print(f"{len(problems)} lines, {rows} rows of failures, integrity {sound}")
        print("\n".join(stumbles))
        if done.returncode != 1 or len(problems) != rows or sound != "ok" or stumbles:
            sys.exit(
                "the program broke down" if done.returncode != 1 else "not every failure is told"
            )


if __name__ == "__main__":
    main()
