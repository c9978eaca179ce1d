"""Read CoNLL-U treebanks (EWT, GUM) as sentences of plain lists.

A sentence keeps what spaCy can learn from: syntactic words with the spaces between them, tags,
universal parts of speech and features, lemmas, heads and relations. Paragraph and document
boundaries are kept as well, because sentence boundaries are learned from running text.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Sentence:
    """One annotated sentence; every list has one entry a word.

    ``heads`` are indexes into the sentence, a root's head being itself. An empty string in
    ``tags``, ``pos``, ``lemmas`` or ``deps`` means "not annotated" (the head of a word whose
    relation is empty only holds the sentence together). ``morphs`` is ``None`` where features
    are unknown. ``ents`` holds IOB2 labels, ``""`` for unknown.
    """

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    ents: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    new_paragraph: bool = False
    new_document: bool = False

    def __len__(self) -> int:
        return len(self.words)


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a text file, gzipped or not, without their line ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n")


def read_conllu(lines: Iterable[str]) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U stream, in order.

    Multiword tokens ("don't") give their syntactic words ("do", "n't"), with no space between
    them. Empty nodes (ids such as ``8.1``) are skipped. Raises ``ValueError`` on a row that has
    not ten columns.
    """
    rows: list[list[str]] = []
    joined: dict[int, tuple[int, bool]] = {}  # first word → (last word, space after the token)
    paragraph = document = False
    for line in lines:
        if line.startswith("#"):
            document |= line.startswith("# newdoc")
            paragraph |= line.startswith(("# newpar", "# newdoc"))
            continue
        if not line:
            if rows:
                yield _sentence(rows, joined, paragraph, document)
                paragraph = document = False
            rows, joined = [], {}
            continue
        columns = line.split("\t")
        if len(columns) != 10:
            raise ValueError(f"expected 10 columns, found {len(columns)}: {line[:60]!r}")
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            joined[first] = (last, "SpaceAfter=No" not in columns[9].split("|"))
        elif "." not in columns[0]:
            rows.append(columns)
    if rows:
        yield _sentence(rows, joined, paragraph, document)


def _sentence(
    rows: list[list[str]], joined: dict[int, tuple[int, bool]], paragraph: bool, document: bool
) -> Sentence:
    spaces = ["SpaceAfter=No" not in row[9].split("|") for row in rows]
    for first, (last, space) in joined.items():
        for number in range(first, last):
            spaces[number - 1] = False
        spaces[last - 1] = space
    blank = {"_": ""}
    return Sentence(
        words=[row[1] for row in rows],
        spaces=spaces,
        tags=[blank.get(row[4], row[4]) for row in rows],
        pos=[blank.get(row[3], row[3]) for row in rows],
        morphs=[blank.get(row[5], row[5]) for row in rows],
        lemmas=[row[2] if row[2] != "_" or row[1] == "_" else "" for row in rows],
        heads=[int(row[6]) - 1 if row[6] != "0" else i for i, row in enumerate(rows)],
        deps=[row[7] if row[6] != "0" else "ROOT" for row in rows],
        misc=[row[9] for row in rows],
        new_paragraph=paragraph,
        new_document=document,
    )


def read_treebank(path: Path) -> list[list[Sentence]]:
    """The documents of a treebank file, each a list of sentences."""
    documents: list[list[Sentence]] = []
    for sentence in read_conllu(read_lines(path)):
        if sentence.new_document or not documents:
            documents.append([])
        documents[-1].append(sentence)
    return documents
