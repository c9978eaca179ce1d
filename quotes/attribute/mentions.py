"""Phrases that may stand for a speaker: what the resolver sees of an article, without its parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from quotes.attribute.layout import Layout
from quotes.attribute.organisations import Tokens, organisation
from quotes.attribute.phrase import analyse
from quotes.attribute.syntax import FINITE, SUBJECTS, noun_phrase
from quotes.attribute.ties import read_ties
from quotes.attribute.title_words import is_body, is_capital, is_title
from quotes.attribute.titles import HELD_AT, apposes
from quotes.lexicon.speakers import singular, word_set
from quotes.lexicon.words import words
from quotes.types import Gender, Mention, MentionKind, Span, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLURAL_PRONOUNS = frozenset({"we", "us", "they", "them", "their", "both"})
_PRONOUNS = _PLURAL_PRONOUNS | {
    "i", "me", "he", "him", "his", "she", "her", "it", "who", "which", "that", "whom",
}  # fmt: skip
_RELATIVE = frozenset({"who", "which", "that", "whom"})
#: Pronouns that are mentions wherever they stand: whoever they mean is being spoken of.
_TAKEN_UP = frozenset({"he", "she", "they", "him", "her", "his", "their"})
_PAST = ("former ", "ex-", "one-time ", "onetime ")
#: Verbs that stand before their subject behind a quotation: "“…,” | Continued Poe".
_INVERTED = frozenset(
    ["added", "argued", "asked", "concluded", "continued", "explained", "insisted", "noted", "replied",
     "said", "says", "stated", "tweeted", "wrote"]
)  # fmt: skip
_HANDLE = re.compile(r"\s*\(@[\w.]+\)\s*$")


def find_mentions(layout: Layout, sources: Iterable[Span]) -> list[Mention]:
    """A mention for every source, every named person or organisation, and every personal pronoun.

    In reading order; a source's mention has the source's own span, so that the two can be put together.
    """
    mentions: dict[tuple[int, int], Mention] = {}
    relatives: list[int] = []
    for span in sources:
        source = mentions[span.start, span.end] = _of_source(layout, span)
        if source.antecedent is not None:
            relatives.append(layout.token_at(source.head_start))
    for span, root in _named_phrases(layout):
        if (span.start, span.end) not in mentions:
            mention = _build(layout, span, root)
            if mention.kind == "name":
                mentions[span.start, span.end] = mention
    for span, root in _described_subjects(layout):
        if (span.start, span.end) not in mentions:
            mentions[span.start, span.end] = _build(layout, span, root)
    for i in relatives:
        _add_antecedent(layout, i, mentions)
    for token in layout.doc:
        if token.pos_ == "PRON" and token.lower_ in _TAKEN_UP:
            single = layout.span(token.i, token.i + 1)
            if single is not None and (single.start, single.end) not in mentions:
                mentions[single.start, single.end] = _build(layout, single, token)
    return sorted(mentions.values(), key=lambda m: (m.span.start, m.span.end))


def _named_phrases(layout: Layout) -> Iterator[tuple[Span, Token]]:
    """The phrases around named people and bodies: title in front, appositive behind, as printed.

    Besides the tagger's entities, full names are looked for by the surnames of those it knows as people: a
    tagger that misses "Ada Park-Lowe" at its first mention often knows "Park-Lowe" later.
    """
    doc = layout.doc
    covered: set[int] = set()
    ranges = [(e.start, e.end) for e in layout.entities if e.label_ in ("PERSON", "ORG")]
    surnames = {doc[e.end - 1].text for e in layout.entities if e.label_ == "PERSON"}
    for token in doc:
        if (
            token.text in surnames
            and token.ent_type_ not in ("PERSON", "ORG")
            and token.pos_ == "PROPN"
        ):
            ranges.append((token.i, token.i + 1))
    for start, end in sorted(ranges):
        if start in covered:
            continue
        first, last = _whole_name(layout, start, end)
        covered.update(range(first, last))
        phrase = layout.span(_with_title(layout, first, last), _with_appositive(layout, last))
        if phrase is not None:
            yield phrase, doc[last - 1]


def _described_subjects(layout: Layout) -> Iterator[tuple[Span, Token]]:
    """People and bodies without a name that are subjects: "Three nurses", "The driver, who …", "Republicans".

    Pronouns of later sentences, and relative ones, take them up.
    """
    for token in layout.doc:
        side = token.ent_type_ == "NORP" and token.tag_ == "NNPS"
        if (
            token.dep_ not in SUBJECTS
            or not (token.pos_ == "NOUN" or side)
            or layout.quoted(token.i)
        ):
            continue
        if side or _may_speak(token):
            first, last = noun_phrase(layout, token)
            stop = next((i for i in range(token.i + 1, last) if layout.doc[i].text == ","), last)
            span = layout.span(first, stop)
            if span is not None:
                yield span, token


def _may_speak(noun: Token) -> bool:
    """Whether the noun is one for people or bodies, or counts such: "dozens of residents"."""
    word = noun.lower_
    if is_title(noun) or word in word_set("group") or singular(word) in word_set("organization"):
        return True
    counted = (child for child in noun.children if child.dep_ == "nmod" and child.i > noun.i)
    return singular(word) in words("number") and any(is_title(child) for child in counted)


def _add_antecedent(
    layout: Layout, relative: int, mentions: dict[tuple[int, int], Mention]
) -> None:
    """Makes a mention of the phrase that a relative pronoun stands for, where none holds its head."""
    head = _antecedent(layout, layout.doc[relative])
    if head is None or _held(layout, head, relative, mentions):
        return
    first, _ = noun_phrase(layout, head, stop=relative)
    last = relative
    while first < head.i and layout.doc[first].pos_ in ("PUNCT", "ADP"):
        first += 1
    while last > head.i + 1 and layout.doc[last - 1].pos_ in ("PUNCT", "ADP"):
        last -= 1
    span = layout.span(first, last)
    if span is not None and (span.start, span.end) not in mentions:
        mentions[span.start, span.end] = _build(layout, span, head)


def _held(layout: Layout, head: Token, stop: int, mentions: Iterable[tuple[int, int]]) -> bool:
    """Whether a mention that ends before the token `stop` holds the head."""
    limit = layout.starts[stop]
    return any(start <= head.idx < end <= limit for start, end in mentions)


def _whole_name(layout: Layout, start: int, end: int) -> tuple[int, int]:
    """The entity with the capitalised and hyphenated words right beside it."""
    doc = layout.doc
    low, high = layout.sentence(start)
    first = start
    while (
        first - 1 >= low
        and _part_of_name(doc[first - 1])
        and not is_title(doc[first - 1])
        and not (
            doc[first - 1].is_sent_start and doc[first - 1].lower_ in _INVERTED
        )  # "Continued Poe"
    ):
        first -= 1
    if not _is_office(doc, first):
        start = first
    while end < high and (_part_of_name(doc[end]) or end in layout.nickname_tokens):
        end += 1
    while end - 1 > start and doc[end - 1].tag_ == "HYPH":
        end -= 1
    return start, end


def _is_office(doc: Doc, i: int) -> bool:
    """Whether the words from there on are of an office: "Secretary of | State", "of State for | Elm Affairs"."""
    return (
        i > 1
        and doc[i - 1].lower_ in ("of", "for")
        and (is_title(doc[i - 2]) or is_capital(doc[i - 2]))
    )


def _part_of_name(token: Token) -> bool:
    if token.ent_type_ == "DATE" or token.lower_ in words("number"):
        return False  # "asked Ann Poe Wednesday"
    capital = token.text[:1].isupper()
    return (
        (token.pos_ == "PROPN" and capital) or _joins(token) or (not capital and is_capital(token))
    )


def _joins(token: Token) -> bool:
    """Whether it is a hyphen between two words: one with spaces around it is a dash."""
    hyphen = token.tag_ == "HYPH" or token.text == "-"
    return hyphen and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def _with_title(layout: Layout, first: int, last: int) -> int:
    """Where the title before a name begins: "Treasury spokesman", "secretary of state", "Elm News’"."""
    doc = layout.doc
    low = layout.sentence(first)[0]
    start = first
    while start - 1 >= low and not layout.quoted(start - 1):
        token = doc[start - 1]
        # "secretary of state Ada Park", but not "a spokesman for Mrs. Park".
        of = (
            token.lower_ in ("of", "for")
            and start - 2 >= low
            and is_title(doc[start - 2])
            and start < first
            and not any(_is_address(t) for t in doc[start:first])
        )
        running = token.tag_ == "VBG" and token.dep_ in ("amod", "compound")
        hyphen = token.tag_ == "HYPH" and not token.whitespace_
        joint = token.tag_ == "POS" or hyphen
        kind = joint or running or token.pos_ in ("NOUN", "PROPN", "ADJ")
        if not of and not kind:
            break
        if token.pos_ == "NOUN" and not is_title(token) and not start <= token.head.i < last:
            break  # "the reason President Poe …": what has another head is no title of hers
        start -= 1
    titled = any(is_title(token) for token in doc[start:first])
    employed = first - 1 > start and doc[first - 1].tag_ == "POS"
    return start if titled or employed else _with_apposed_title(layout, first, last)


def _with_apposed_title(layout: Layout, first: int, last: int) -> int:
    """Where a title behind which the name is set off by commas begins: "its director, | Ada Park,"."""
    doc = layout.doc
    low, high = layout.sentence(first)
    closed = last >= high or doc[last].text in (",", ".", ";", ")", "—", "–")
    if not closed or first - 3 < low or doc[first - 1].text != "," or not is_title(doc[first - 2]):
        return first
    if doc[first - 2].tag_ not in ("NN", "NNP") or doc[first - 1].i in layout.nickname_tokens:
        return first
    for i in range(first - 3, max(low, first - 9) - 1, -1):
        if doc[i].pos_ == "DET" or doc[i].tag_ == "PRP$":
            return i
        if doc[i].pos_ not in ("NOUN", "PROPN", "ADJ", "PART") and doc[i].tag_ != "HYPH":
            break
    return first


def _is_address(token: Token) -> bool:
    return is_title(token) or token.lower_.rstrip(".") in word_set("honorifics")


def _with_appositive(layout: Layout, last: int) -> int:
    """Where the appositive behind a name ends: ", 49, the chief engineer of the port,"."""
    doc = layout.doc
    high = layout.sentence(last - 1)[1]
    last = end = _with_employer(layout, last)
    for _ in range(3):
        if end >= high or doc[end].text not in (",", "(", ")"):
            return last
        stop = next(
            (
                i
                for i in range(end + 1, high)
                if doc[i].text in (",", ".", ";", "—", "–", "(", ")")
                or doc[i].lower_ in ("who", "which", "that")
                or layout.quoted(i)
            ),
            high,
        )
        piece = list(doc[end + 1 : stop])
        if any(t.tag_ in FINITE for t in piece) or len(piece) > 15:
            return last
        at = piece and piece[0].lower_ in HELD_AT and organisation(layout, piece[1:])
        if piece and (apposes(piece) or at):
            return stop
        # An age, a party and a state may stand between: ", 49,", "(R-Texas),", ", Democrat of Elm,".
        if len(piece) > 4 or (piece and piece[-1].ent_type_ == "PERSON"):
            return last
        end = stop
    return last


def _with_employer(layout: Layout, last: int) -> int:
    """Where "of Elm Lines", "at Elm University" right behind a name ends."""
    doc = layout.doc
    high = layout.sentence(last - 1)[1]
    if last >= high or doc[last].lower_ not in ("of", "at"):
        return last
    begin = last + 1 + (last + 1 < high and doc[last + 1].pos_ == "DET")
    ends = (e.end for e in layout.entities if e.label_ == "ORG" and e.start == begin)
    end = next(ends, last)
    # "Park at the Vatican" tells where she is, "Park at Elm University" whose she is.
    employs = doc[last].lower_ == "of" or any(is_body(t.text) for t in doc[begin:end])
    return end if end <= high and employs else last


def _of_source(layout: Layout, span: Span) -> Mention:
    tokens = [t for t in layout.tokens(span) if not t.is_space]
    if not tokens:
        return Mention(span, "nominal", "unknown", span.text.lower())
    inside = {t.i for t in tokens}
    # The phrase's head: the first token whose own head lies outside.
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    heads = (
        [t for t in heads if t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")]
        or heads
        or tokens
    )
    return _build(layout, span, heads[0])


def _build(layout: Layout, span: Span, head: Token) -> Mention:
    # A span trimmed to the inside of a token holds none; its head stands for it.
    tokens = [t for t in layout.tokens(span) if not t.is_space] or [head]
    handle = _HANDLE.search(span.text)
    role: str | None = None
    role_words: Tokens = []
    affiliation: str | None = None
    name: Span | None = None
    plural = False
    kind: MentionKind
    type_: SpeakerType
    if len(tokens) == 1 and head.lower_ in _PRONOUNS:
        plural = head.lower_ in _PLURAL_PRONOUNS
        kind, type_ = "pronoun", "group" if plural else "unknown"
    elif handle:
        # An account's display name may be any string of words; the handle vouches for it.
        name = layout.chars(span.start, span.start + handle.start())
        kind = "name"
        type_ = "organization" if any(is_body(t.text) for t in tokens) else "person"
    else:
        phrase = analyse(layout, tokens)
        if len(tokens) > 1 or phrase.name:
            head = phrase.head
        name = _text_of(layout, phrase.name)
        kind = "name" if name is not None else "nominal"
        type_ = phrase.type or "unknown"
        role, role_words = _words(layout, phrase.role), phrase.role
        affiliation = _words(layout, phrase.affiliation)
        if type_ == "person" and phrase.name:
            tie = read_ties(layout, phrase.name)
            if tie.role and (not role or role.lower().startswith(_PAST)):
                # What somebody is now goes before what they were.
                role, role_words = _words(layout, tie.role), tie.role
                affiliation = _words(layout, tie.affiliation) or affiliation
            affiliation = affiliation or _words(layout, tie.affiliation)
        affiliation = affiliation or _owner(tokens)
        plural = phrase.conjoined or type_ == "group" or head.tag_ in ("NNS", "NNPS")
    antecedent = _antecedent(layout, head)
    return Mention(
        span=span,
        kind=kind,
        type=type_,
        head=head.lower_,
        name=name,
        plural=plural,
        gender=_gender(tokens, kind, name, role_words) or _apposed_gender(layout, tokens, name),
        role=role,
        affiliation=affiliation,
        antecedent=antecedent.idx if antecedent is not None else None,
        paragraph=layout.paragraph_of[head.i],
        subject=any(_is_subject(t) for t in tokens[:12]),
        quoted=layout.quoted(tokens[0].i),
        sentence=layout.sentence_of[head.i],
        head_start=head.idx,
    )


def _is_subject(token: Token) -> bool:
    """Whether the word is a subject, alone or with others: "Poe and Ray met"."""
    for _ in range(4):
        if token.dep_ != "conj":
            break
        token = token.head
    return token.dep_ in SUBJECTS


def _text_of(layout: Layout, tokens: Sequence[Token]) -> Span | None:
    return layout.span(tokens[0].i, tokens[-1].i + 1) if tokens else None


def _words(layout: Layout, tokens: Sequence[Token]) -> str | None:
    span = _text_of(layout, tokens)
    return span.text if span is not None else None


def _owner(tokens: Sequence[Token]) -> str | None:
    """ "its chairman", "Ada Park, their lawyer", "a senior fellow there": whose, for the resolver to find out."""
    for k, token in enumerate(tokens):
        begins = k == 0 or tokens[k - 1].text in (",", "—", "–")
        if (token.lower_ in ("its", "their") and begins) or token.lower_ == "there":
            return token.lower_
    return None


def _gender(
    tokens: Sequence[Token], kind: MentionKind, name: Span | None, role: Tokens
) -> Gender | None:
    """By a pronoun, by what stands right before a name, by the role: "Ms. Park", "Ada Park, the chairwoman".
    Other people in the phrase have a gender of their own: "Ada Park, an aide to Mr. Cole"."""
    if kind == "pronoun":
        return _told_by(tokens)
    if name is not None:
        lead = [t for t in tokens if t.idx < name.start]
        lead = lead[-2:] if lead and lead[-1].text == "." else lead[-1:]
        return _told_by(lead) or _told_by(_of_their_own(role))
    return _told_by(_of_their_own(tokens[:12]))


def _of_their_own(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words up to the first preposition, without whose they are: "the mayor's | sister | in Elm"."""
    end = next((k for k, t in enumerate(tokens) if k and t.pos_ == "ADP"), len(tokens))
    start = max((k + 1 for k, t in enumerate(tokens[:end]) if t.tag_ == "POS"), default=0)
    return tokens[start:end]


def _told_by(tokens: Iterable[Token]) -> Gender | None:
    for token in tokens:
        word = token.lower_.rstrip(".")
        if word in word_set("feminine"):
            return "feminine"
        if word in word_set("masculine"):
            return "masculine"
    return None


def _apposed_gender(layout: Layout, tokens: Sequence[Token], name: Span | None) -> Gender | None:
    """By the noun that stands right before a name or is set off from it: "his wife, Ann", "actor Ben Cole"."""
    first = tokens[0].i
    if name is None or first == 0 or name.start != tokens[0].idx:
        return None
    before = layout.doc[first - 1]
    if before.text == "," and first > 1:
        before = layout.doc[first - 2]
        # "the actress, Ben Cole and others": a list, unless the noun belongs to somebody.
        if not any(child.dep_ == "nmod:poss" for child in before.children):
            return None
    return _told_by([before]) if before.pos_ == "NOUN" else None


def _antecedent(layout: Layout, head: Token) -> Token | None:
    """The word that a relative pronoun stands for; where the parse has none before it, a noun right in front."""
    if head.lower_ not in _RELATIVE:
        return None
    node = head
    for _ in range(4):
        if node.dep_ == "acl:relcl" and node.head.i < head.i:
            return node.head
        node = node.head
    before = head.i - 1
    if before > 0 and layout.doc[before].text == ",":
        before -= 1
    noun = layout.doc[max(before, 0)]
    return noun if head.lower_ in ("who", "which") and noun.pos_ in ("NOUN", "PROPN") else None
