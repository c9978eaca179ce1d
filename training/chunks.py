"""Cut documents into training texts and vary how they are written.

News differs from the treebanks in its typography: curly quotation marks, headlines in capitals
or title case, paragraphs parted by one or two newlines. Each pass over the data draws a new
variation, so that the model meets every sentence in several dresses. Variations keep the number
of words, hence all annotation.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.conllu import Sentence

PARAGRAPH_BREAKS = ("\n\n", "\n\n", "\n", "\n", " ")
SPACE_TAG, SPACE_POS, SPACE_DEP = "_SP", "SPACE", "dep"


@dataclass(frozen=True)
class Style:
    """How a text is written: its quotation marks and what stands between its paragraphs."""

    quotes: str = "as is"  # "as is", "straight", "curly" or "doubled"
    paragraph_break: str = "\n\n"


def draw_style(rng: random.Random) -> Style:
    """A random style; straight and curly quotation marks are about equally frequent."""
    quotes = rng.choices(("as is", "straight", "curly", "doubled"), (20, 32, 44, 4))[0]
    return Style(quotes, rng.choice(PARAGRAPH_BREAKS))


def requote(word: str, tag: str, quotes: str) -> str:
    """The word with its quotation marks and apostrophes in the given style, same meaning.

    ``tag`` tells an opening mark (two grave accents) from a closing one (two apostrophes).
    """
    if quotes == "as is":
        return word
    if word in ('"', "“", "”", "''", "``") and tag in ("``", "''"):
        if quotes == "curly":
            return "“" if tag == "``" else "”"
        return '"' if quotes == "straight" else "''"
    if word in ("'", "‘", "’") and tag in ("``", "''"):
        if quotes == "curly":
            return "‘" if tag == "``" else "’"
        return "'"
    if quotes == "curly":
        return word.replace("'", "’") if word != "''" else word
    return word.replace("’", "'")


def recase(words: list[str], tags: list[str], how: str) -> list[str]:
    """Words in ``"lower"``, ``"upper"`` or headline-like ``"title"`` case, lengths unchanged."""
    if how == "title":
        small = {"IN", "DT", "CC", "TO", "POS", ""}
        out = [
            w[:1].upper() + w[1:] if i == 0 or (t not in small and w[0] != "n") or len(w) > 4 else w
            for i, (w, t) in enumerate(zip(words, tags, strict=True))
        ]
    else:
        out = [w.upper() if how == "upper" else w.lower() for w in words]
    return [new if len(new) == len(old) else old for new, old in zip(out, words, strict=True)]


def vary(sentence: Sentence, style: Style, rng: random.Random, *, case: bool = True) -> Sentence:
    """The sentence rewritten in a style, now and then in another case."""
    words = [
        requote(w, t, style.quotes) for w, t in zip(sentence.words, sentence.tags, strict=True)
    ]
    if case:
        draw = rng.random()
        if draw < 0.015:
            words = recase(words, sentence.tags, "lower")
        elif draw < 0.03:
            words = recase(words, sentence.tags, "upper")
        elif draw < 0.06 and len(words) < 18:
            words = recase(words, sentence.tags, "title")
    return replace(sentence, words=words)


def chunk(
    document: list[Sentence], rng: random.Random | None = None, longest: int = 300
) -> Iterator[list[Sentence]]:
    """Runs of whole sentences of at most ``longest`` words (a longer sentence stands alone).

    With ``rng``, sizes are drawn between a tenth of ``longest`` and ``longest``.
    """
    run: list[Sentence] = []
    size = 0
    limit = rng.randint(longest // 10, longest) if rng else longest
    for sentence in document:
        if run and size + len(sentence) > limit:
            yield run
            run, size = [], 0
            limit = rng.randint(longest // 10, longest) if rng else longest
        run.append(sentence)
        size += len(sentence)
    if run:
        yield run


def build_doc(vocab: Vocab, sentences: list[Sentence], style: Style | None = None) -> Doc:
    """A gold Doc of the sentences, paragraphs parted by ``style.paragraph_break``.

    Newlines become tokens of their own as spaCy's tokenizer makes them, tagged ``_SP`` and
    attached to the word before. For scoring they are left without annotation, so that they count
    neither for nor against a model.
    """
    style = style or Style()
    full = all(sentence.morphs for sentence in sentences)
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    pos: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    ents: list[str] = []
    for sentence in sentences:
        if words and sentence.new_paragraph:
            if style.paragraph_break == " ":
                spaces[-1] = True
            else:
                spaces[-1] = False
                words.append(style.paragraph_break)
                spaces.append(False)
                tags.append(SPACE_TAG)
                pos.append(SPACE_POS)
                morphs.append("")
                lemmas.append(style.paragraph_break)
                heads.append(len(heads) - 1)
                deps.append(SPACE_DEP)
                ents.append("O")
        offset = len(words)
        words += sentence.words
        spaces += sentence.spaces
        tags += sentence.tags
        pos += sentence.pos
        morphs += sentence.morphs or [""] * len(sentence)
        lemmas += sentence.lemmas
        heads += [head + offset for head in sentence.heads]
        deps += sentence.deps
        ents += sentence.ents
    return Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos if full else None,
        morphs=morphs if full else None,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=ents if len(ents) == len(words) else None,
    )
