"""Phrases that may stand for a speaker: what the resolver sees of an article, without its parse."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quotes.attribute.layout import Layout
from quotes.attribute.syntax import SUBJECTS, noun_phrase
from quotes.lexicon.speakers import singular, word_set
from quotes.types import Gender, Mention, MentionKind, Span, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUNS = frozenset(
    "i me he him she her it we us they them who which that whom one both many some others".split()
)
_PLURAL_PRONOUNS = frozenset({"we", "us", "they", "them", "both", "many", "some", "others"})
_NAME_LABELS = {"PERSON": "person", "ORG": "organization", "GPE": "organization", "LOC": "organization",
                "FAC": "organization"}  # fmt: skip
_LINKS = frozenset({"of", "for", "the", "and", "&", "on", "de", "la", "van", "von", "der", "al", "bin", "del", "in"})
_HANDLE = re.compile(r"\s*\(@[\w.]+\)\s*$")
#: Between a title and the organisation it is held at: "chief of X", "director at X", "spokesman for X".
_HELD_AT = frozenset({"of", "for", "at", "with", "from", "in"})


def find_mentions(layout: Layout, sources: Iterable[Span]) -> list[Mention]:
    """A mention for every source, every named person or organisation, and every personal pronoun.

    In reading order; a source's mention has the source's own span, so that the two can be put together.
    """
    mentions: dict[tuple[int, int], Mention] = {}
    for span in sources:
        mentions[span.start, span.end] = _of_source(layout, span)
    for ent in layout.entities:
        if ent.label_ not in ("PERSON", "ORG"):
            continue
        first, last = noun_phrase(layout, ent.root)
        outer = layout.span(first, last)
        if outer is None or ent.root.pos_ not in ("PROPN", "NOUN", "X"):
            continue
        while first < ent.root.i and layout.doc[first].pos_ in ("ADP", "PUNCT", "CCONJ", "SCONJ"):
            first += 1
        phrase = _up_to_clause(layout, first, last, ent.root)
        span = layout.span(*phrase)
        if span is not None and (span.start, span.end) not in mentions:
            mention = _build(layout, span, ent.root)
            if mention.kind == "name":
                mentions[span.start, span.end] = mention
    for token in layout.doc:
        if token.pos_ == "PRON" and token.lower_ in ("he", "she", "they", "him", "her"):
            single = layout.span(token.i, token.i + 1)
            if single is not None and (single.start, single.end) not in mentions:
                mentions[single.start, single.end] = _build(layout, single, token)
    return sorted(mentions.values(), key=lambda m: (m.span.start, m.span.end))


def _of_source(layout: Layout, span: Span) -> Mention:
    tokens = [t for t in layout.tokens(span) if not t.is_space]
    if not tokens:
        return Mention(span, "nominal", "unknown", span.text.lower())
    inside = {t.i for t in tokens}
    # The phrase's head: the first token whose own head lies outside.
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    heads = [t for t in heads if t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")] or heads or tokens
    return _build(layout, span, heads[0])


def _up_to_clause(layout: Layout, first: int, last: int, root: Token) -> tuple[int, int]:
    """A named mention ends before a relative clause; an appositive stays."""
    for i in range(root.i + 1, last):
        token = layout.doc[i]
        if token.dep_ in ("acl:relcl", "acl") or token.lower_ in ("who", "which", "whose"):
            left = token.left_edge.i if token.dep_ in ("acl:relcl", "acl") else i
            return first, max(root.i + 1, min(left, i))
    return first, last


def _build(layout: Layout, span: Span, head: Token) -> Mention:
    tokens = [t for t in layout.tokens(span) if not t.is_space]
    name_tokens, kind, type_ = _classify(layout, tokens, head)
    name = layout.span(name_tokens[0].i, name_tokens[-1].i + 1) if name_tokens else None
    role, affiliation = _role(layout, tokens, name_tokens, head, kind, type_)
    handle = _HANDLE.search(span.text)
    if handle:
        # An account's display name may be any string of words; the handle vouches for it.
        name = layout.chars(span.start, span.start + handle.start())
        kind, type_, role, affiliation = "name", "person", None, None
    return Mention(
        span=span,
        kind=kind,
        type=type_,
        head=head.lower_,
        name=name if kind == "name" else None,
        plural=_plural(head, tokens, kind),
        gender=_gender(tokens, kind),
        role=role,
        affiliation=affiliation,
        antecedent=_antecedent(layout, head),
        paragraph=layout.paragraph_of[head.i],
        subject=head.dep_ in SUBJECTS,
        quoted=layout.quoted(head.i),
    )


def _classify(
    layout: Layout, tokens: list[Token], head: Token
) -> tuple[list[Token], MentionKind, SpeakerType]:
    """The name's tokens (none for nominals and pronouns), the kind of mention, the type of speaker."""
    if head.lower_ in _PRONOUNS and len(tokens) == 1:
        return [], "pronoun", "group" if head.lower_ in _PLURAL_PRONOUNS else "unknown"
    persons = [e for e in layout.entities if e.label_ == "PERSON" and tokens[0].i <= e.start and e.end <= tokens[-1].i + 1]
    core = _before_comma(tokens)
    noun = head.lower_
    head_in_ent = next((e for e in persons if e.start <= head.i < e.end), None)
    if head_in_ent is None:
        # "spokeswoman Tricia McLaughlin" with the noun as head: the name that ends the phrase's core is meant.
        head_in_ent = next((e for e in persons if core and e.end == core[-1].i + 1 and e.start > tokens[0].i
                            and not _is_genitive(layout, e.end)), None)  # fmt: skip
    if head_in_ent is None and singular(noun) in word_set("person") and not _is_plural_noun(head):
        # "a Treasury spokesman, John Doe": an appositive names the nominal.
        commas = {t.i for t in tokens if t.text == ","}
        head_in_ent = next((e for e in persons if e.start - 1 in commas), None)
    if head_in_ent is not None:
        if _conjoined(tokens, head):
            return core, "name", "group"
        name = list(layout.doc[head_in_ent.start : _past_nickname(layout, head_in_ent.end)])
        while len(name) > 1 and name[0].lower_.rstrip(".") in word_set("honorifics"):
            name = name[1:]
        return name, "name", "person"
    base = singular(noun)
    if _lower_noun(head) or _sentence_case(head, tokens):
        if base in word_set("document") and not (base in word_set("person")):
            return [], "nominal", "document"
        if _is_plural_noun(head) and (base in word_set("person") or noun in word_set("group")):
            return [], "nominal", "group"
        if noun in word_set("group"):
            return [], "nominal", "group"
        if base in word_set("organization") and _conjoined(tokens, head):
            return [], "nominal", "group"
        if base in word_set("person") or noun in word_set("person"):
            return [], "nominal", "person"
        if base in word_set("organization"):
            return [], "nominal", "group" if _is_plural_noun(head) else "organization"
        if base.endswith(("man", "woman", "person", "ist", "ian")) and not _is_plural_noun(head):
            return [], "nominal", "person"
        return [], "nominal", "group" if _is_plural_noun(head) else "unknown"
    ent = next((e for e in layout.entities if e.start <= head.i < e.end), None)
    name = _proper_run(tokens, head)
    if not name:
        return [], "nominal", "group" if _is_plural_noun(head) else "unknown"
    if _conjoined(tokens, head):
        return core, "name", "group"
    label = ent.label_ if ent is not None else ""
    if label in _NAME_LABELS:
        type_: SpeakerType = "person" if label == "PERSON" else "organization"
    elif label in ("NORP", "MISC") and _is_plural_noun(head):
        return [], "nominal", "group"
    else:
        type_ = "organization" if _looks_like_body(name) else "person"
    if head.tag_ == "NNPS" and type_ == "person":
        return [], "nominal", "group"
    if name[-1].i > head.i and type_ == "organization" and len(name) == 1:
        name = [head]
    return name, "name", type_


def _conjoined(tokens: list[Token], head: Token) -> bool:
    """Two sources under one verb: the head has a conjunct that could speak for itself."""
    inside = {t.i for t in tokens}
    return any(
        c.dep_ == "conj" and c.i in inside and c.pos_ in ("PROPN", "NOUN")
        and any(t.lower_ in ("and", "nor", "or") for t in tokens if head.i < t.i <= c.i)
        and c.ent_type_ != "" and (c.ent_type_ != head.ent_type_ or c.ent_iob_ == "B" or _starts_between(c, head))
        for c in head.children
    )  # fmt: skip


def _starts_between(conjunct: Token, head: Token) -> bool:
    """The conjunct's entity begins behind the head: it is not "Customs" in "Immigration and Customs …"."""
    ent = next((e for e in conjunct.doc.ents if e.start <= conjunct.i < e.end), None)
    return ent is not None and ent.start > head.i


def _sentence_case(head: Token, tokens: list[Token]) -> bool:
    """A common noun that has its capital from the sentence's start: "Police said"."""
    return head.is_sent_start is True and len(tokens) == 1 and head.lower_ in (
        word_set("group") | word_set("person") | word_set("organization")
    )  # fmt: skip


def _past_nickname(layout: Layout, end: int) -> int:
    """End of a name that goes on behind a nickname in quotation marks: Jim “Red” Halloran."""
    doc = layout.doc
    if end >= len(doc) or not layout.quoted(end):
        return end
    number = layout.region_of[end]
    i = end
    while i < len(doc) and layout.region_of[i] == number:
        i += 1
    if i - end > 5 or i >= len(doc) or doc[i].pos_ != "PROPN":
        return end
    while i < len(doc) and doc[i].pos_ == "PROPN" and not layout.quoted(i):
        i += 1
    return i


def _before_comma(tokens: list[Token]) -> list[Token]:
    core = []
    for token in tokens:
        if token.text in (",", "(", "—", "–") or token.lower_ in ("who", "which", "whose"):
            break
        core.append(token)
    return core


def _is_genitive(layout: Layout, i: int) -> bool:
    return i < len(layout.doc) and layout.doc[i].tag_ == "POS"


def _lower_noun(head: Token) -> bool:
    return head.pos_ in ("NOUN", "ADJ", "NUM", "DET", "PRON") and (
        not head.text[:1].isupper() or head.i == head.sent.start or singular(head.lower_) in word_set("person")
        or head.pos_ != "NOUN" or singular(head.lower_) in word_set("document") or head.lower_ in word_set("group")
    )  # fmt: skip


def _is_plural_noun(head: Token) -> bool:
    return head.tag_ in ("NNS", "NNPS") or (head.pos_ in ("ADJ", "DET", "NUM") and head.lower_ != "one")


def _plural(head: Token, tokens: list[Token], kind: MentionKind) -> bool:
    if kind == "pronoun":
        return head.lower_ in _PLURAL_PRONOUNS
    conjoined = any(t.dep_ == "conj" and t.head.i == head.i for t in tokens)
    return _is_plural_noun(head) or conjoined or head.lower_ in word_set("group")


def _gender(tokens: list[Token], kind: MentionKind) -> Gender | None:
    for token in tokens[:12]:
        word = token.lower_.rstrip(".")
        if word in word_set("feminine") and (kind == "pronoun" or word != "her"):
            return "feminine"
        if word in word_set("masculine") and (kind == "pronoun" or word != "his"):
            return "masculine"
    return None


def _antecedent(layout: Layout, head: Token) -> int | None:
    if head.lower_ not in ("who", "which", "that", "whom"):
        return None
    node = head
    for _ in range(4):
        if node.dep_ == "acl:relcl":
            first, _last = noun_phrase(layout, node.head, stop=node.i)
            return layout.starts[first]
        node = node.head
    return None


def _proper_run(tokens: list[Token], head: Token) -> list[Token]:
    """The stretch of capitalised words around the head, joined by the small words of names."""
    core = _before_comma(tokens)
    index = next((k for k, t in enumerate(core) if t.i == head.i), None)
    if index is None:
        return [head] if head.text[:1].isupper() else []
    if not _capitalised(core[index]):
        return []
    first = last = index
    while first > 0 and (_capitalised(core[first - 1]) or (_joins(core[first - 1]) and first > 1 and _capitalised(core[first - 2]))):
        first -= 1
    while last + 1 < len(core) and (
        _capitalised(core[last + 1])
        or (_joins(core[last + 1]) and any(_capitalised(t) for t in core[last + 2 : last + 4]))
    ):
        last += 1
    while first < index and (core[first].pos_ == "DET" or core[first].lower_ in _LINKS):
        if core[first].text == "The" and first + 1 < len(core) and core[first].ent_type_ == "ORG":
            break
        first += 1
    while first < last and core[first].lower_.rstrip(".") in word_set("honorifics"):
        first += 1
    while last > index and not _capitalised(core[last]):
        last -= 1
    return core[first : last + 1]


def _capitalised(token: Token) -> bool:
    return (token.text[:1].isupper() or token.text[:1].isdigit() or token.text == "-" or token.tag_ == "HYPH") and (
        token.pos_ not in ("PRON", "VERB", "AUX") or token.ent_type_ != ""
    )


def _joins(token: Token) -> bool:
    return token.lower_ in _LINKS or token.tag_ == "POS"


_BODY_WORDS = re.compile(
    r"(?i)\b(?:department|agency|service|office|bureau|commission|council|committee|administration|institute|"
    r"center|centre|association|union|university|college|school|party|group|company|corp|inc|ltd|llc|bank|"
    r"times|post|news|journal|herald|tribune|gazette|guardian|press|radio|tv|network|court|ministry|house|"
    r"senate|congress|authority|board|foundation|society|fund|league|federation|coalition|alliance|police|"
    r"hospital|church|general|citizen|watch|project|initiative|forum|campaign|ledger|courier|observer|"
    r"chronicle|dispatch|telegraph|mail|review|times|wire|broadcasting|media)s?\b"
)


def _looks_like_body(name: list[Token]) -> bool:
    text = " ".join(t.text for t in name)
    return bool(_BODY_WORDS.search(text)) or (len(name) == 1 and name[0].text.isupper() and len(name[0].text) > 1)


def _role(
    layout: Layout, tokens: list[Token], name: list[Token], head: Token, kind: MentionKind, type_: SpeakerType
) -> tuple[str | None, str | None]:
    """The title phrase and the organisation that the mention itself gives, as printed."""
    if kind == "pronoun" or type_ in ("document", "organization"):
        return None, None
    if name:
        before = [t for t in tokens if t.i < name[0].i]
        while before and (before[0].pos_ in ("DET", "NUM") or before[0].is_punct):
            before = before[1:]
        while before and before[-1].lower_.rstrip(".") in word_set("honorifics") - word_set("titles"):
            before = before[:-1]
        while before and before[-1].is_punct and before[-1].text in (",", "—", "–"):
            before = before[:-1]
        if before and any(_is_title_word(t) for t in before) and all(not t.is_punct or t.text in "-.&/" for t in before):
            return _phrase(layout, before), _organisation(layout, before, name)
        after = _appositive([t for t in tokens if t.i > name[-1].i], layout, name)
        if after and any(_is_title_word(t) for t in after[:12]):
            while after and (after[0].pos_ == "DET" or after[0].is_punct):
                after = after[1:]
            return _phrase(layout, after), _organisation(layout, after, name)
        return None, None
    core = _before_comma(tokens)
    while core and (core[0].pos_ == "DET" or core[0].lower_ in ("one", "a", "an", "the")):
        core = core[1:]
    clause = next((k for k, t in enumerate(core) if t.i > head.i and (t.dep_ in ("acl", "acl:relcl") or t.lower_ == "who")), None)
    core = core[:clause] if clause is not None else core
    affiliation = _organisation(layout, core, [head])
    if type_ != "person" or not core:
        return None, affiliation
    ent = next((e for e in layout.entities if e.start == core[0].i and e.label_ in ("ORG", "GPE") and e.end <= head.i), None)
    if ent is not None:
        # The organisation in front is told apart as the affiliation; the rest is the role.
        core = [t for t in core if t.i >= ent.end and t.tag_ != "POS"]
    return (_phrase(layout, core) if core else None), affiliation


def _appositive(rest: list[Token], layout: Layout, name: list[Token]) -> list[Token]:
    """What stands between the comma after the name and the next comma (or relative clause)."""
    if not rest or rest[0].text not in (",", "—", "–"):
        # The source may have been cut at the name: look on in the sentence.
        return []
    found = []
    for token in rest[1:]:
        if token.text in (";", "—", "–", "(") or token.lower_ in ("who", "which", "whose"):
            break
        if token.text == "," and not (found and found[-1].pos_ == "PROPN" and False):
            break
        found.append(token)
    return found


def _is_title_word(token: Token) -> bool:
    word = token.lower_.rstrip(".")
    return (
        word in word_set("person")
        or word in word_set("titles")
        or singular(word) in word_set("person")
        or word.endswith(("woman", "man", "person", "president"))
    ) and token.pos_ in ("NOUN", "PROPN", "ADJ", "X")


def _phrase(layout: Layout, tokens: list[Token]) -> str | None:
    span = layout.span(tokens[0].i, tokens[-1].i + 1)
    return span.text if span else None


def _organisation(layout: Layout, tokens: list[Token], name: list[Token]) -> str | None:
    """The organisation in a title phrase: named by the tagger, else the capitalised words beside the title."""
    if not tokens:
        return None
    low, high = tokens[0].i, tokens[-1].i + 1
    ents = [e for e in layout.entities if low <= e.start and e.end <= high and e.label_ in ("ORG", "GPE", "NORP")]
    orgs = [e for e in ents if e.label_ == "ORG"]
    if orgs:
        ent = orgs[0]
        run = [t for t in layout.doc[ent.start : ent.end] if not (t.pos_ == "DET" and t.i == ent.start)]
        run = [t for t in run if not (_is_title_word(t) and t.i in (run[0].i, run[-1].i) and len(run) > 1 and not t.text[:1].isupper())]
        return _phrase(layout, run) if run else None
    # Capitalised words before the title's noun: "Public Citizen co-president".
    lead = []
    for token in tokens:
        if token.text[:1].isupper() and not _is_title_word(token) and token.pos_ in ("PROPN", "NOUN", "ADJ"):
            lead.append(token)
        elif lead:
            break
    if len(lead) >= 1 and not any(e.label_ in ("GPE", "NORP") and e.start == lead[0].i for e in ents):
        return _phrase(layout, lead)
    return None
