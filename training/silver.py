"""Convert the automatic CoreNLP annotation of the news corpus to the treebanks' conventions.

The annotation follows UD version 1 as CoreNLP writes it; the treebanks follow UD 2.16. What maps
plainly is mapped, what does not is left unannotated: a relation of ``""`` tells spaCy to learn
nothing from that word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from training.conllu import Sentence, read_lines
from training.words import word_set

Token = tuple[int, int, str, str, str, int, str]  # start, end, tag, NER, lemma, head (1-based), dep

RENAMED = {
    "root": "ROOT",
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "mwe": "fixed",
    "dep": "",
}
# Relations both versions use alike; any other is dropped.
KEPT = word_set(
    "nsubj obj iobj csubj ccomp xcomp advcl acl acl:relcl advmod amod det det:predet nummod appos"
    " case mark cc cc:preconj conj compound compound:prt aux cop expl nmod:poss parataxis"
    " discourse nsubj:pass csubj:pass aux:pass fixed ROOT"
)
OBLIQUE_TAGS = ("VB", "JJ", "RB", "MD")
NAME_TAGS = ("NNP", "NNPS")
# First words of place names that the treebanks annotate head first ("San" ← "Francisco").
FLAT_PLACES = word_set("San Santa Los Las El Hong Saudi Puerto Tel Abu Al São Buenos Rio")
# Lemmas are taken only where CoreNLP and the treebanks agree nearly always.
LEMMA_TAGS = word_set("NN NNS VB VBD VBG VBN VBP VBZ")
NO_LEMMA = frozenset({"'s", "’s", "'m", "’m"})


def convert_tag(tag: str, dep: str) -> str:
    """The PTB tag as the treebanks have it: the preposition "to" is ``IN``; "" when unsure."""
    if tag == "TO":
        return "TO" if dep in ("mark", "aux") else "IN" if dep == "case" else ""
    return "" if tag in ("#", "LS", "SYM", "FW") else tag


def convert_tree(words: list[str], tokens: list[Token]) -> tuple[list[int], list[str]]:
    """Heads (0-based, a root's being itself) and UD 2 relations ("" where doubtful)."""
    tags = [t[2] for t in tokens]
    heads = [t[5] - 1 if t[5] > 0 else i for i, t in enumerate(tokens)]
    old = [t[6] for t in tokens]
    children: list[list[int]] = [[] for _ in tokens]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    deps = [_relation(i, words, tags, heads, old, children) for i in range(len(tokens))]
    _reattach_coordination(heads, old, deps, children)
    _flatten_names(words, tokens, heads, deps)
    for i, tag in enumerate(tags):
        if old[i] == "punct":
            final = deps[heads[i]] == "ROOT" and i == len(tokens) - 1
            deps[i] = "punct" if final or deps[i] == "punct:conj" else ""
        if tag == "CD" and tokens[i][3] in ("MONEY", "DATE", "TIME"):
            deps[i] = ""
    return heads, deps


def _relation(
    i: int,
    words: list[str],
    tags: list[str],
    heads: list[int],
    old: list[str],
    children: list[list[int]],
) -> str:
    dep = RENAMED.get(old[i], old[i])
    head = heads[i]
    verbal = tags[head].startswith(OBLIQUE_TAGS)
    predicate = any(old[c] == "cop" for c in children[head])
    cases = {words[c].lower() for c in children[i] if old[c] == "case"}
    if dep == "neg":
        return "det" if tags[i] == "DT" else "advmod"
    if dep in ("nmod:tmod", "nmod:npmod"):
        return "" if predicate and not verbal else "obl:unmarked" if verbal else "nmod:unmarked"
    if dep == "nmod":
        if tags[head] == "VBN" and cases == {"by"}:
            return "obl:agent"
        if verbal:
            return "obl"
        if cases == {"of"}:
            return "nmod"
        return "nmod" if cases and not predicate and tags[head].startswith("N") else ""
    if dep == "compound" and tags[i] == "CD":
        return ""
    return dep if dep in KEPT else ""


def _reattach_coordination(
    heads: list[int], old: list[str], deps: list[str], children: list[list[int]]
) -> None:
    """Hang conjunctions and the commas before conjuncts on the following conjunct."""
    for head, kids in enumerate(children):
        conjuncts = [k for k in kids if old[k] == "conj" and k > head]
        for kid in kids:
            if old[kid] not in ("cc", "punct") or kid < head:
                continue
            following = [c for c in conjuncts if c > kid]
            if not following:
                continue
            between = [k for k in kids if kid < k < following[0] and old[k] not in ("cc", "punct")]
            if between:
                continue
            heads[kid] = following[0]
            if old[kid] == "punct":
                deps[kid] = "punct:conj"


def _flatten_names(
    words: list[str], tokens: list[Token], heads: list[int], deps: list[str]
) -> None:
    """Make personal names (and some place names) head first, joined by ``flat``."""
    start = 0
    while start < len(tokens):
        ner = tokens[start][3]
        end = start + 1
        while end < len(tokens) and tokens[end][3] == ner:
            end += 1
        inside = range(start, end)
        if ner in ("PERSON", "LOCATION") and end - start > 1:
            last = end - 1
            plain = all(tokens[i][2] in NAME_TAGS for i in inside) and all(
                heads[i] == last and deps[i] == "compound" for i in inside if i != last
            )
            if not plain:
                for i in inside:
                    if deps[i] == "compound":
                        deps[i] = ""
            elif ner == "PERSON" or words[start] in FLAT_PLACES:
                for i, head in enumerate(heads):
                    if head == last and i not in inside:
                        heads[i] = start
                        if deps[i] == "compound" and i < start:
                            deps[i] = "nmod:desc"
                heads[start] = start if heads[last] == last else heads[last]
                deps[start] = deps[last]
                for i in range(start + 1, end):
                    heads[i] = start
                    deps[i] = "flat"
            else:
                for i in inside:
                    if i != last:
                        deps[i] = ""
        elif ner == "PERSON":
            for i, head in enumerate(heads):  # "President Obama"
                if head == start and deps[i] == "compound" and i < start:
                    deps[i] = "nmod:desc"
        start = end


def projective(heads: list[int]) -> bool:
    """Whether no two arcs cross; a cycle or a second root counts as not projective."""
    if sum(h == i for i, h in enumerate(heads)) != 1:
        return False
    for i in range(len(heads)):
        seen, at = 0, i
        while heads[at] != at:
            at = heads[at]
            seen += 1
            if seen > len(heads):
                return False
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(heads) if i != h]
    return not any(a < c < b < d for a, b in arcs for c, d in arcs)


def is_headline(words: list[str]) -> bool:
    """Whether nearly all longer words are capitalised (CoreNLP takes them for proper nouns)."""
    longer = [w for w in words if len(w) > 3 and w.isalpha()]
    return len(longer) > 2 and sum(w[0].isupper() for w in longer) / len(longer) > 0.7


def convert_sentence(text: str, tokens: list[Token], previous_end: int) -> Sentence | None:
    """The sentence in the treebanks' conventions, or ``None`` when it cannot be used.

    Unusable are headlines, sentences that run over a line break, whose tokens do not cover their text, or
    whose converted tree is not projective. ``previous_end`` is where the sentence before ended:
    a line break since then makes a new paragraph.
    """
    words = [text[t[0] : t[1]] for t in tokens]
    gaps = [text[a[1] : b[0]] for a, b in pairwise(tokens)]
    if any("\n" in gap or gap.strip() for gap in gaps):
        return None
    if any(not w or re.search(r"\s", w) for w in words):
        return None
    if is_headline(words):
        return None
    heads, deps = convert_tree(words, tokens)
    if not projective(heads):
        return None
    return Sentence(
        words=words,
        spaces=[bool(gap) for gap in gaps] + [True],
        tags=[convert_tag(t[2], t[6]) for t in tokens],
        pos=[""] * len(words),
        morphs=[],
        lemmas=[
            t[4] if t[2] in LEMMA_TAGS and w not in NO_LEMMA else ""
            for t, w in zip(tokens, words, strict=True)
        ],
        heads=heads,
        deps=deps,
        new_paragraph="\n" in text[previous_end : tokens[0][0]],
    )


def read_articles(folder: Path, parts: Iterable[str] = ("train",)) -> dict[str, str]:
    """Article texts of the news corpus by id."""
    rows = (json.loads(line) for p in parts for line in read_lines(folder / f"{p}.jsonl.gz"))
    return {row["id"]: row["text"] for row in rows}


def read_silver(folder: Path) -> Iterator[list[Sentence]]:
    """Usable runs of sentences of the training articles, in order.

    The articles of the news corpus's dev part are left out: others measure on them.
    """
    texts = read_articles(folder)
    for line in read_lines(folder / "silver-corenlp.jsonl.gz"):
        article = json.loads(line)
        text = texts.get(article["id"])
        if text is None:
            continue
        run: list[Sentence] = []
        end = 0
        for tokens in article["sentences"]:
            sentence = convert_sentence(text, tokens, end)
            end = tokens[-1][1]
            if sentence is not None:
                run.append(sentence)
            elif run:
                yield run
                run = []
        if run:
            yield run
