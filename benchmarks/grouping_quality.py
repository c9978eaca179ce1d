"""How well quotes are grouped: pairwise precision and recall on edited statements and on the sample
articles.

    python -m benchmarks.grouping_quality [--count 5000] [--seed 1] [--candidates]
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from datasketch import MinHash, MinHashLSH

from benchmarks.statements import printed
from quotes.ingest import read_articles
from quotes.resolve.agreement import Agreement, Voice, agreement
from quotes.resolve.prints import prints
from quotes.resolve.same import Place, Statement, same_statement
from quotes.resolve.stars import stars
from quotes.resolve.wording import wording
from quotes.types import Article

DATA = Path(__file__).parents[1] / "data"
Pair = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="quotes in the edited set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mistakes", type=int, default=0, help="print so many of each sort")
    parser.add_argument(
        "--candidates", action="store_true", help="how many true pairs are compared at all, instead"
    )
    given = parser.parse_args()
    made = list(printed(given.count, given.seed))
    by_truth: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(made):
        by_truth[item.truth].append(number)
    edited = [item.statement for item in made]
    if given.candidates:
        _report_candidates(f"edited, seed {given.seed}", edited, pairs_in(by_truth.values()))
        sample = labelled(sample_statements(), "in the same words")
        _report_candidates("sample articles, in the same words", *sample)
        return
    _report(f"edited, seed {given.seed}", edited, pairs_in(by_truth.values()), given.mistakes)
    gold = sample_statements()
    for tier in ("in the same words", "reworded too"):
        _report(f"sample articles, {tier}", *labelled(gold, tier), given.mistakes)


def grouped(statements: Sequence[Statement]) -> set[Pair]:
    """The pairs of statements that are put into one group, by their places."""
    neighbours: dict[int, set[int]] = {number: set() for number in range(len(statements))}
    for a, b in sorted(candidates(statements)):
        if same_statement(statements[a], statements[b]):
            neighbours[a].add(b)
            neighbours[b].add(a)

    def strangers(a: int, b: int) -> bool:
        return agreement(statements[a].voice, statements[b].voice) == Agreement.DIFFERENT

    return pairs_in(stars(neighbours, lambda n: (-len(statements[n].text), n), strangers))


def candidates(statements: Sequence[Statement]) -> set[Pair]:
    """The pairs that are compared: those with a print in common."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, statement in enumerate(statements):
        for value in prints(statement.text, statement.voice):
            holders[value].append(number)
    return {pair for held in holders.values() for pair in combinations(held, 2)}


def pairs_in(groups: Iterable[Iterable[int]]) -> set[Pair]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def sample_statements() -> dict[tuple[str, str], Statement]:
    """The annotated quotes of the sample articles, by article and text; no silence."""
    published = {
        Path(article.source).name: article.published
        for article in read_articles([str(DATA / "articles")])
        if isinstance(article, Article)
    }
    found = {}
    for path in sorted((DATA / "gold").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            record = json.loads(line)
            if record["act"] != "silence":
                text = " ".join(span["text"] for span in record["content"])
                name = record["article"]
                edges = record["content"][0]["start"], record["content"][-1]["end"]
                found[name, text] = Statement(
                    text, record["kind"], _voice(record), published[name], Place(name, *edges)
                )
    return found


def labelled(
    gold: Mapping[tuple[str, str], Statement], tier: str
) -> tuple[list[Statement], set[Pair]]:
    """The sample statements with the pairs that somebody labelled as one statement. Pairs that
    count only if reworded ones do are left out of neither: they are wrong in the other tier.
    """
    numbers = {key: number for number, key in enumerate(gold)}
    groups = []
    for line in (DATA / "same_statement.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        wanted = record["quotes"] + (record["reworded"] if tier == "reworded too" else [])
        groups.append([numbers[quote["article"], quote["text"]] for quote in wanted])
    return list(gold.values()), pairs_in(groups)


def _report_candidates(name: str, statements: Sequence[Statement], truth: set[Pair]) -> None:
    """The share of true pairs that prints find, and that MinHash LSH of whole quotes would find."""
    shared = candidates(statements)
    print(f"{name}: {len(truth)} true pairs")
    print(f"  prints: {len(shared & truth) / len(truth):.1%} among {len(shared)} candidates")
    for threshold in (0.5, 0.3, 0.2, 0.1):
        lsh, signatures = MinHashLSH(threshold, num_perm=128), []
        for number, statement in enumerate(statements):
            signature = MinHash(128)
            signature.update_batch([word.stem.encode() for word in wording(statement.text)])
            signatures.append(signature)
            lsh.insert(number, signature)
        near = {
            (number, other)
            for number, signature in enumerate(signatures)
            for other in lsh.query(signature)
            if number < other
        }
        print(
            f"  MinHash LSH of words at {threshold}: {len(near & truth) / len(truth):.1%} "
            f"among {len(near)} candidates"
        )


def _voice(record: Mapping[str, dict[str, str] | None]) -> Voice:
    speaker = record["speaker"]
    if speaker is None:
        return Voice()
    return Voice(
        speaker["name"], speaker["type"], bool(speaker["named"]), speaker["role"],
        speaker["affiliation"],
    )  # fmt: skip


def _report(name: str, statements: Sequence[Statement], truth: set[Pair], mistakes: int) -> None:
    found = grouped(statements)
    right = len(found & truth)
    print(
        f"{name}: {len(statements)} quotes, {len(truth)} true pairs, {len(found)} found; "
        f"precision {right / len(found):.1%}, recall {right / len(truth):.1%}"
    )
    for title, pairs in (("wrong", found - truth), ("missed", truth - found)):
        for a, b in sorted(pairs)[:mistakes]:
            print(f"  {title}:")
            for number in (a, b):
                print(f"    {statements[number].text}  [{statements[number].voice.name}]")


if __name__ == "__main__":
    main()
