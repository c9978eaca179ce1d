"""Reporting clauses: who said, told, wrote, argued, and the words or the clause they are credited with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotes.attribute.candidates import Candidate, TokenRange
from quotes.attribute.syntax import (
    FINITE,
    SUBJECTS,
    clause_range,
    noun_phrase,
    noun_run_before,
    shared_subject,
    subject_of,
    verb_group,
)
from quotes.lexicon import reporting
from quotes.lexicon.speakers import singular, word_set
from quotes.types import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quotes.attribute.layout import Layout

#: Finite verbs but modals.
_TENSED = FINITE - {"MD"}
_VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
#: A quotation belongs to a reporting verb at most so many tokens away; longer sources are rare.
_REACH = 40
#: Verbs that report so regularly that a missing complement in the parse is the parse's fault.
_SURE = frozenset(
    {"say", "tell", "add", "note", "argue", "insist", "claim", "contend", "assert", "allege"}
)
_PARTICLES = frozenset({"out", "up", "in", "back", "down", "forth"})
_DASHES = frozenset({"—", "–", "-", "--"})
_STOPS = frozenset({".", "?", "!", ";"})
#: What a reporting clause may hold besides subject and verb: whom, when, where, how.
_ADJUNCTS = frozenset({"iobj", "obj", "obl", "obl:unmarked", "advmod"})
#: "who asked not to be named" tells how a source speaks, not what was said.
_ANONYMITY = re.compile(r"\b(?:named|identified|quoted|anonymous|anonymity)\b")
_ADJUNCT_WORDS = 10
_ADJUNCT_POS = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "ADV", "NUM", "PART", "PRON"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "what", "whose"})


def find_speech(layout: Layout) -> list[Candidate]:
    """Candidates whose cue is a verb outside quotation marks."""
    by_verb: dict[int, list[int]] = {}
    for number in range(len(layout.regions)):
        verb = _cue_of_region(layout, number)
        if verb is not None:
            by_verb.setdefault(verb, []).append(number)
    found = []
    for token in layout.doc:
        if not is_reporting_verb(layout, token):
            continue
        regions = by_verb.get(token.i, [])
        if regions:
            found.append(_quoted(layout, token, regions))
            continue
        candidate = _clausal(layout, token) or _other_frames(layout, token)
        if candidate is not None:
            found.append(candidate)
    return found


def is_reporting_verb(layout: Layout, token: Token) -> bool:
    """Whether the token is a listed verb used as one, outside quotation marks."""
    return (
        token.lower_ in reporting.verbs()
        and (token.tag_ in _VERB_TAGS or token.pos_ == "VERB")
        and not layout.quoted(token.i)
        and token.dep_ not in ("amod", "compound")
        and not _reduced(layout, token)
    )


def _reduced(layout: Layout, token: Token) -> bool:
    """ "a book called “Home”": a participle after a noun reports nothing.

    Where the sentence has no finite verb, the parser mistook its verb for one: "The group called for calm."
    """
    if token.tag_ != "VBN" or token.dep_ != "acl":
        return False
    low, high = layout.sentence(token.i)
    return any(t.tag_ in FINITE for t in layout.doc[low:high])


# -- quotation marks ---------------------------------------------------------------------------------------


def _cue_of_region(layout: Layout, number: int) -> int | None:
    """The reporting verb that introduces or closes the region, by position and punctuation."""
    region = layout.regions[number]
    first = layout.first_token_from(region.start)
    last = layout.first_token_from(region.end)
    before = _verb_before(layout, first)
    after = _verb_after(layout, number, last)
    if before is not None and after is not None:
        lead = _last_word_before(layout, first)
        return before if lead == ":" or before == first - 1 else after
    return after if after is not None else before


def _last_word_before(layout: Layout, i: int) -> str:
    return layout.doc[i - 1].text if i > 0 else ""


def _verb_after(layout: Layout, number: int, start: int) -> int | None:
    region = layout.regions[number]
    doc = layout.doc
    if start >= len(doc) or layout.paragraph_of[start] != layout.paragraph_of[max(0, start - 1)]:
        return None
    tail = region.inner_end - 1
    while tail > region.start and layout.text[tail].isspace():
        tail -= 1
    closes_speech = (
        layout.text[tail] in ",?!.…—–-’'" or doc[start].text == "," or doc[start].text in _DASHES
    )
    if not (closes_speech or _is_sentence(layout, number)) or _is_title(layout, number):
        return None
    # A full stop inside the marks ends the report unless what follows goes on in lower case or inverts.
    ended = (
        layout.text[tail] == "." and not doc[start].text[:1].islower() and doc[start].text != ","
    )
    for i in range(start, min(len(doc), start + _REACH)):
        token = doc[i]
        if layout.paragraph_of[i] != layout.paragraph_of[start] and not token.is_space:
            return None
        if layout.quoted(i):
            if layout.region_of[i] != number and not _is_aside(layout, i):
                return None
            continue
        if token.text in _STOPS:
            return None
        if is_reporting_verb(layout, token) and "quote" in reporting.verbs()[token.lower_].frames:
            if ended and i > start:
                return None
            subject = subject_of(token)
            relative = token.dep_ == "acl:relcl" and i > start + 1
            if i > start + 1 and any(child.dep_ == "mark" for child in token.children):
                continue  # "who asked not to be named because talks continue"
            if relative or (subject is not None and subject.lower_ in _RELATIVES):
                continue
            if token.dep_ in ("acl", "amod") and token.tag_ == "VBN":
                continue
            if i > start + 2 and token.tag_ in ("VBN", "VBG") and subject is None:
                continue
            return i
        if token.pos_ == "VERB" and token.dep_ == "ROOT" and token.tag_ in _TENSED:
            return None
    return None


def _is_sentence(layout: Layout, number: int) -> bool:
    """The region begins its sentence and is long enough to be one, though no comma ends it."""
    region = layout.regions[number]
    first = layout.first_token_from(region.start)
    words = layout.text[region.inner_start : region.inner_end].split()
    return first == layout.sentence(first)[0] and len(words) >= 5


def _is_title(layout: Layout, number: int) -> bool:
    """The name of a programme, book or article: a few words, all capitalised, opening in mid-sentence."""
    region = layout.regions[number]
    first = layout.first_token_from(region.start)
    words = [
        w for w in layout.text[region.inner_start : region.inner_end].split() if w[:1].isalpha()
    ]
    if not words or len(words) > 8 or first == layout.sentence(first)[0]:
        return False
    small = {"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"}
    return all(w[:1].isupper() or w.lower() in small for w in words) and words[0][:1].isupper()


def _is_aside(layout: Layout, i: int) -> bool:
    """A short quoted nickname or title inside a source: John “Jack” Smith."""
    region = layout.regions[layout.region_of[i]]
    return region.inner_end - region.inner_start <= 25


def _verb_before(layout: Layout, first: int) -> int | None:
    doc = layout.doc
    if first == 0:
        return None
    low, _ = layout.sentence(first)
    lead = doc[first - 1]
    region = layout.region_of[first]
    if lead.text not in (",", ":") and region >= 0 and _is_title(layout, region):
        return None
    if lead.is_space:
        # A colon at the paragraph's end introduces a quotation set out as the next paragraph.
        j = first - 2
        if j >= 0 and doc[j].text == ":":
            lead, low = doc[j], layout.sentence(j)[0]
            first = j + 1
        else:
            return None
    if (
        lead.text == ":"
        and layout.sentence_of[first - 1] != layout.sentence_of[min(first, len(doc) - 1)]
    ):
        low = layout.sentence(first - 1)[0]
    for i in range(first - 1, max(low, first - _REACH) - 1, -1):
        token = doc[i]
        if layout.quoted(i):
            return None
        if token.text in _STOPS:
            return None
        if not is_reporting_verb(layout, token):
            if token.pos_ == "VERB" and lead.text != ":" and token.dep_ != "amod":
                return None
            continue
        if "quote" not in reporting.verbs()[token.lower_].frames:
            continue
        between = first - 1 - i
        if lead.text in (":", ",", "that") or between == 0:
            return i
        # "told reporters “…”": nothing but whom and where may stand between.
        if between <= 6 and not any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in doc[i + 1 : first]):
            return i
        return None
    return None


def _quoted(layout: Layout, verb: Token, regions: list[int]) -> Candidate:
    entry = reporting.verbs()[verb.lower_]
    first, last = verb_group(verb)
    source = source_of(layout, verb, regions=regions)
    content: list[Span] = []
    for number in regions:
        region = layout.regions[number]
        start, end = region.start, region.end
        token = layout.first_token_from(start)
        if end <= layout.starts[verb.i]:
            start = _clause_start(layout, token)
        else:
            end = _clause_end(layout, number, verb)
        content.append(Span.of(layout.text, start, end))
    act = entry.frames.get("quote") or entry.frames.get("clause") or "statement"
    return Candidate(
        rule="quote", word=entry.lemma, act=act, anchor=verb.i, cue=layout.span(first, last),
        source=source, content=content, regions=list(regions),
    )  # fmt: skip


def _clause_start(layout: Layout, token: int) -> int:
    """Where content begins whose region starts at `token`: earlier, if the region opens inside a clause."""
    low, _ = layout.sentence(token)
    first = low
    while first < token and (
        layout.doc[first].is_punct
        or layout.doc[first].is_space
        or layout.doc[first].pos_ == "CCONJ"
    ):
        first += 1
    if first >= token or any(layout.quoted(i) for i in range(first, token)):
        return layout.starts[token]
    lead = layout.doc[token - 1]
    if (
        lead.text in (":", "—", "–")
        or lead.text in _STOPS
        or any(
            is_reporting_verb(layout, layout.doc[i]) and subject_of(layout.doc[i]) is not None
            for i in range(first, token)
        )
    ):
        return layout.starts[token]
    return layout.starts[first]


def _clause_end(layout: Layout, number: int, verb: Token) -> int:
    """Where content ends whose region follows the verb: later, if the clause goes on behind the marks."""
    region = layout.regions[number]
    end = region.end
    for child in verb.children:
        if child.dep_ in ("ccomp", "obj") and child.left_edge.i > verb.i:
            edge = layout.doc[min(child.right_edge.i, layout.sentence(verb.i)[1] - 1)]
            inside = layout.starts[child.i] < region.end
            if (
                inside
                and edge.idx + len(edge) > end
                and layout.text[region.inner_end - 1] not in ",.?!"
            ):
                span = layout.chars(region.start, edge.idx + len(edge))
                if span is not None:
                    end = span.end
    return end


# -- sources -----------------------------------------------------------------------------------------------


def source_of(layout: Layout, verb: Token, *, regions: list[int] | None = None) -> Span | None:
    """The source of a reporting verb: its subject's whole noun phrase; None for passives without agent.

    Next to quotation marks position is better evidence than the parse, which quotations often break.
    """
    subject = subject_of(verb)
    if subject is not None and subject.dep_ == "nsubj:pass":
        return _agent(layout, verb)
    before = [n for n in regions or () if layout.regions[n].end <= layout.starts[verb.i]]
    floor = layout.first_token_from(layout.regions[before[-1]].end) if before else None
    if floor is not None:
        inverted = all(layout.doc[i].is_punct or layout.doc[i].pos_ in ("ADV", "AUX", "CCONJ", "SPACE")
                       for i in range(floor, verb.i))  # fmt: skip
        misplaced = subject is not None and (
            subject.i < floor or (inverted and subject.left_edge.i > verb_group(verb)[1])
        )
        if subject is None or misplaced:
            span = (
                _source_behind(layout, verb) if inverted else _source_between(layout, floor, verb)
            )
            if span is not None:
                return span
    if subject is None:
        subject = shared_subject(verb) or _nearest_subject(layout, verb)
    if subject is None or layout.quoted(subject.i) or subject.i == verb.i or subject.is_space:
        return _source_before(layout, verb)
    first, last = noun_phrase(layout, subject, stop=verb.i)
    if subject.i < verb.i:
        low = layout.sentence(subject.i)[0]
        if floor is not None and floor <= subject.i:
            low = floor
        first = max(noun_run_before(layout, first, low), low)
        last = _up_to_verb(layout, last, verb)
    return _trim_source(layout, first, last)


def _source_between(layout: Layout, floor: int, verb: Token) -> Span | None:
    """What stands between the quotation and its verb: "…," her lawyer, Ann Poe, said."""
    gap = [
        i for i in range(floor, verb.i) if not layout.doc[i].is_punct and not layout.doc[i].is_space
    ]
    if not any(layout.doc[i].pos_ in ("NOUN", "PROPN", "PRON", "NUM") for i in gap):
        return None
    first = next((i for i in gap if layout.doc[i].pos_ not in ("CCONJ", "ADV")), None)
    return None if first is None else _trim_source(layout, first, verb_group(verb)[0])


def _source_before(layout: Layout, verb: Token) -> Span | None:
    """The stretch before a finite verb that can only be its subject, where the parser has none at all.

    "In a note to staff, its director, Ann Poe, said": back to the comma that closes an introduction, over
    the commas of an appositive.
    """
    if verb.tag_ not in _TENSED:
        return None
    low, stop = layout.sentence(verb.i)[0], verb_group(verb)[0]
    doc = layout.doc
    first = stop
    commas = 0
    while first > low:
        token = doc[first - 1]
        if (
            layout.quoted(first - 1)
            or token.text in (":", ";", "—", "–")
            or token.pos_ in ("CCONJ", "SCONJ")
        ):
            break
        if token.pos_ in ("VERB", "AUX") and token.tag_ in FINITE:
            break
        if token.text == ",":
            commas += 1
            # Only a comma right before the verb closes an appositive; the second one before it opens it.
            if first != stop and (commas > 2 or doc[stop - 1].text != ","):
                break
        first -= 1
    while first < stop and doc[first].pos_ in ("ADV", "PUNCT", "SPACE"):
        first += 1
    if first >= stop or doc[first].pos_ in ("ADP", "VERB", "PART"):
        return None
    if (
        not any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM") for t in doc[first:stop])
        or stop - first > 25
    ):
        return None
    return _trim_source(layout, first, stop)


def _up_to_verb(layout: Layout, last: int, verb: Token) -> int:
    """Takes in what stands between subject and verb if it can only describe the subject.

    "Sources familiar with the talks said": the parser may have taken the adjective for the predicate.
    """
    stop = verb_group(verb)[0]
    between = layout.doc[last:stop]
    if not len(between) or between[0].pos_ not in ("ADJ", "ADP") or len(between) > 12:
        return last
    plain = all(
        t.pos_ in ("ADJ", "ADP", "NOUN", "PROPN", "DET", "NUM", "PRON", "CCONJ") for t in between
    )
    return stop if plain and between[-1].pos_ in ("NOUN", "PROPN", "PRON") else last


def _nearest_subject(layout: Layout, verb: Token) -> Token | None:
    """For a verb that the parser left without any: the last subject before it in the sentence."""
    low = layout.sentence(verb.i)[0]
    for i in range(verb.i - 1, low - 1, -1):
        token = layout.doc[i]
        if token.dep_ in SUBJECTS and not token.is_space and token.lower_ not in _RELATIVES:
            return token
    return None


def _agent(layout: Layout, verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ == "obl:agent":
            first, last = noun_phrase(layout, child)
            if layout.doc[first].lower_ == "by":
                first += 1
            return _trim_source(layout, first, last)
    return None


def _source_behind(layout: Layout, verb: Token) -> Span | None:
    """The noun phrase right behind an inverted verb: "stated a ministry spokesman"."""
    start, high = verb_group(verb)[1], layout.sentence(verb.i)[1]
    while start < high and layout.doc[start].pos_ in ("ADV", "SPACE"):
        start += 1
    if start >= high or layout.quoted(start) or layout.doc[start].is_punct:
        return None
    head = layout.doc[start]
    while (
        head.head.i != head.i
        and start <= head.head.i < high
        and head.head.pos_ in ("NOUN", "PROPN", "NUM")
    ):
        head = head.head
    if head.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    first, last = noun_phrase(layout, head, stop=verb.i)
    return _trim_source(layout, min(first, start), _past_apposed_name(layout, head, last))


def _past_apposed_name(layout: Layout, head: Token, last: int) -> int:
    """ "said its chairman, Col. Ben Cole.": the name behind the comma, where the parser cut it off."""
    doc = layout.doc
    high = layout.sentence(head.i)[1]
    if head.pos_ != "NOUN" or last >= high or doc[last].text != ",":
        return last
    end = last + 1
    while end < high and doc[end].pos_ == "PROPN" and not layout.quoted(end):
        end += 1
    closed = end >= high or doc[end].is_punct
    return end if closed and end > last + 1 else last


def _trim_source(layout: Layout, first: int, last: int) -> Span | None:
    while first < last and (
        layout.doc[first].is_punct or layout.doc[first].is_space
        or layout.doc[first].pos_ in ("CCONJ", "SCONJ", "ADP")
    ):  # fmt: skip
        first += 1
    for i in range(first, last):
        if layout.quoted(i) and not _is_aside(layout, i):
            last = i
            break
    return layout.span(first, last)


# -- clauses -----------------------------------------------------------------------------------------------


def _clausal(layout: Layout, verb: Token) -> Candidate | None:
    entry = reporting.verbs()[verb.lower_]
    frame = next((f for f in ("clause", "document") if f in entry.frames), None)
    if frame is None:
        return None
    group = verb_group(verb)
    source = source_of(layout, verb)
    content = _complement(layout, verb, group)
    rule = "clause"
    if content is None:
        content, rule = _that(layout, verb, group), "that"
    if content is None and verb.dep_ == "parataxis":
        content, rule = _around(layout, verb, group), "parenthesis"
    if content is None and source is not None:
        if entry.lemma in _SURE:
            content, rule = _by_position(layout, verb, group), "position"
        elif "document" in entry.frames and _reports_findings(layout, source):
            content, rule = _closing(layout, verb, group), "closing"
    if not content:
        return None
    return Candidate(
        rule=_with_subject(rule, verb), word=entry.lemma, act=entry.frames[frame], anchor=verb.i,
        cue=layout.span(*_with_particle(layout, verb, group)), source=source, content=content,
    )  # fmt: skip


def _with_subject(rule: str, verb: Token) -> str:
    """Rules are trusted apart by whether the verb has a subject of its own."""
    return rule if subject_of(verb) is not None else f"{rule}-shared"


def _with_particle(layout: Layout, verb: Token, group: TokenRange) -> TokenRange:
    """ "pointed out": the particle belongs to the cue even where the parser calls it an adverb."""
    last = group[1]
    if (
        last < len(layout.doc)
        and layout.doc[last].lower_ in _PARTICLES
        and layout.doc[last].head.i == verb.i
    ):
        return group[0], last + 1
    return group


def reporting_range(layout: Layout, verb: Token, group: TokenRange) -> TokenRange:
    """The tokens of the reporting clause itself: subject, verb group, whom it tells, but not the content."""
    first, last = group
    subject = subject_of(verb)
    if subject is not None:
        a, b = noun_phrase(layout, subject, stop=verb.i)
        first, last = min(first, a), max(last, b)
    for child in verb.children:
        follows = child.i > verb.i and child.left_edge.i <= last + 1
        if follows and child.dep_ in _ADJUNCTS and not _holds_clause(child):
            last = max(last, child.right_edge.i + 1)
    return first, last


def _holds_clause(token: Token) -> bool:
    return any(child.dep_ in ("acl", "acl:relcl", "ccomp") for child in token.children)


def _complement(layout: Layout, verb: Token, group: TokenRange) -> list[Span] | None:
    for child in verb.children:
        if child.dep_ != "ccomp":
            continue
        around = reporting_range(layout, verb, group)
        if child.i > verb.i:
            first, last = clause_range(layout, child, exclude=(around[0], group[1]))
            first = max(first, group[1])
            that = next(
                (t.i for t in child.children if t.dep_ == "mark" and t.lower_ == "that"), None
            )
            if that is not None and first < that < child.i:
                first = that  # what stands before "that" belongs to the reporting clause
            last = _stretch(layout, last)
            if last + 1 < len(layout.doc) and layout.doc[last].pos_ == "CCONJ":
                follower = layout.doc[last + 1]
                if follower.tag_ == "MD" and subject_of(follower.head) is None:
                    # "was “unsafe” and should close": the clause goes on without a subject.
                    last = min(follower.head.right_edge.i + 1, layout.sentence(verb.i)[1])
        else:
            first, last = clause_range(layout, child, exclude=around)
            low = layout.sentence(verb.i)[0]
            if first > low and not any(
                is_reporting_verb(layout, layout.doc[i]) and layout.doc[i].i != verb.i
                for i in range(low, first)
            ):
                first = low
        first = _skip_openers(layout, first, last)
        span = layout.span(first, last)
        if span is not None:
            return [span]
    return None


def _stretch(layout: Layout, last: int) -> int:
    """A clause that ends inside quotation marks ends with them."""
    if 0 < last < len(layout.doc) and layout.quoted(last - 1):
        number = layout.region_of[last - 1]
        while last < len(layout.doc) and layout.region_of[last] == number:
            last += 1
    return last


def _skip_openers(layout: Layout, first: int, last: int) -> int:
    while first < last and (
        layout.doc[first].is_space
        or layout.doc[first].text in (",", ":", ";", "—", "–", "-")
        or (
            layout.doc[first].pos_ == "CCONJ"
            and layout.doc[first].lower_ in ("and", "but", "yet", "so")
        )
    ):
        first += 1
    return first


def _that(layout: Layout, verb: Token, group: TokenRange) -> list[Span] | None:
    """ "reported that …", for parses that lost the clause: from the conjunction to the sentence's end."""
    high = layout.sentence(verb.i)[1]
    last = _with_particle(layout, verb, group)[1]
    # When, where and to whom may come between: "announced Monday that", "wrote in a note to staff that".
    stop = min(last + _ADJUNCT_WORDS, high)
    while (
        last < stop and layout.doc[last].pos_ in _ADJUNCT_POS and layout.doc[last].lower_ != "that"
    ):
        last += 1
    if last >= high or layout.doc[last].lower_ != "that":
        return None
    if not any(token.tag_ in FINITE for token in layout.doc[last + 1 : high]):
        return None
    end = next((i for i in range(last, high) if layout.doc[i].lower_ == "according"), high)
    span = _no_stop(layout, layout.span(last, _stretch(layout, end)))
    return [span] if span else None


def _around(layout: Layout, verb: Token, group: TokenRange) -> list[Span] | None:
    """Content around a parenthesis: "The plan, she said, would save lives.\""""
    first, last = reporting_range(layout, verb, group)
    low, high = layout.sentence(verb.i)
    before = layout.span(_skip_openers(layout, low, first), first)
    after = layout.span(last, high)
    spans = [span for span in (before, _no_stop(layout, after)) if span is not None]
    return spans or None


def _by_position(layout: Layout, verb: Token, group: TokenRange) -> list[Span] | None:
    """For a sure verb without a complement in the parse: what stands behind it, or before its subject."""
    high = layout.sentence(verb.i)[1]
    rest = layout.doc[group[1] : high]
    start = next((t.i for t in rest[:6] if t.lower_ == "that"), None)
    if start is not None and "," not in [t.text for t in layout.doc[group[1] : start]]:
        span = _no_stop(layout, layout.span(start, high))
        return [span] if span else None
    closing = _closing(layout, verb, group)
    if closing is not None:
        return closing
    if any(t.tag_ in FINITE for t in rest) and verb.tag_ in _TENSED:
        span = _no_stop(layout, layout.span(group[1], high))
        return [span] if span else None
    return None


def _closing(layout: Layout, verb: Token, group: TokenRange) -> list[Span] | None:
    """A report that closes its sentence: "Rents will rise, the study found.\""""
    low, high = layout.sentence(verb.i)
    first, last = reporting_range(layout, verb, group)
    rest = layout.doc[last:high]
    clause = next((t.i for t in rest if t.text == ","), high)
    words_after = [t for t in layout.doc[last:clause] if not t.is_punct and not t.is_space]
    if len(words_after) > 8 or first <= low or layout.doc[first - 1].text != ",":
        return None
    span = layout.span(_skip_openers(layout, low, first), first)
    if span is None or not any(t.tag_ in FINITE for t in layout.tokens(span)):
        return None
    return [span]


def _reports_findings(layout: Layout, source: Span) -> bool:
    """Whether the source is a document, a body, or people who write: "a study", "the authors"."""
    words = {singular(token.lower_) for token in layout.tokens(source)}
    return bool(words & (word_set("document") | word_set("organization"))) or any(
        token.ent_type_ == "ORG" for token in layout.tokens(source)
    )


def _no_stop(layout: Layout, span: Span | None) -> Span | None:
    """The span without the sentence's own full stop."""
    if span is None:
        return None
    end = span.end
    while (
        end > span.start
        and layout.text[end - 1] in ".?!"
        and not span.text.endswith(("...", "U.S."))
    ):
        end -= 1
    return layout.chars(span.start, end)


# -- objects, infinitives, topics --------------------------------------------------------------------------


def _other_frames(layout: Layout, verb: Token) -> Candidate | None:
    entry = reporting.verbs()[verb.lower_]
    subject = subject_of(verb) or shared_subject(verb)
    if subject is None or subject.dep_ == "nsubj:pass":
        return None
    group = verb_group(verb)
    high = layout.sentence(verb.i)[1]
    deps = {child.dep_: child for child in verb.children if child.i > verb.i}
    start: int | None = None
    frame = ""
    cue_end = group[1]
    if "xcomp" in deps and "infinitive" in entry.frames and "obj" not in deps:
        frame, start, end = "infinitive", group[1], deps["xcomp"].right_edge.i + 1
    elif (
        "obj" in deps
        and "heard_infinitive" in entry.frames
        and ("xcomp" in deps or "advcl" in deps)
    ):
        other = deps.get("xcomp") or deps["advcl"]
        frame, start, end = "heard_infinitive", group[1], other.right_edge.i + 1
    elif "obj" in deps and "heard_infinitive" in entry.frames and _to_follows(layout, deps["obj"]):
        frame, start, end = "heard_infinitive", group[1], _without_stop(layout, high)
    elif "obj" in deps and "object" in entry.frames:
        frame, start = "object", deps["obj"].left_edge.i
        end = max(c.right_edge.i for c in verb.children if c.dep_ in ("obj", "xcomp", "obl", "advcl")
                  and c.i > verb.i) + 1  # fmt: skip
    elif "topic" in entry.frames:
        after = _with_particle(layout, verb, group)[1]
        oblique = next((c for c in verb.children if c.dep_ in ("obl", "advcl") and c.i > verb.i
                        and _adjacent_preposition(c, after)), None)  # fmt: skip
        if oblique is not None:
            frame, cue_end = "topic", oblique.left_edge.i + 1
            start = cue_end
            end = (
                max(
                    c.right_edge.i
                    for c in verb.children
                    if c.dep_ in ("obl", "advcl") and c.i > verb.i
                )
                + 1
            )
    if start is None:
        return None
    span = layout.span(
        max(start, cue_end if frame == "topic" else group[1]), _stretch(layout, min(end, high))
    )
    if span is None or (entry.lemma == "ask" and _ANONYMITY.search(span.text)):
        return None
    return Candidate(
        rule=_with_subject(frame, verb), word=entry.lemma, act=entry.frames[frame], anchor=verb.i,
        cue=layout.span(group[0], cue_end), source=source_of(layout, verb), content=[span],
    )  # fmt: skip


def _to_follows(layout: Layout, heard: Token) -> bool:
    """ "ordered the firm to hand over": the infinitive, for parses that lost it."""
    after = layout.doc[heard.i + 1 : heard.i + 2]
    return any(token.lower_ == "to" and token.dep_ == "mark" for token in after)


def _without_stop(layout: Layout, high: int) -> int:
    """The sentence's end without its closing punctuation."""
    while high > 0 and (layout.doc[high - 1].is_punct or layout.doc[high - 1].is_space):
        high -= 1
    return high


def _adjacent_preposition(oblique: Token, after: int) -> bool:
    edge = oblique.left_edge
    return edge.i == after and edge.pos_ in ("ADP", "SCONJ") and edge.lower_ in (
        "about", "of", "for", "against", "on", "to", "with", "over", "at", "from",
    )  # fmt: skip
