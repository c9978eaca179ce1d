"""The values that pass from stage to stage: plain, frozen, and free of any library.

All offsets count Unicode code points in `Article.text`, starts inclusive, ends exclusive, and for every span
`article.text[span.start:span.end] == span.text`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Act = Literal["statement", "attitude", "silence"]
Kind = Literal["direct", "indirect", "mixed"]
SpeakerType = Literal["person", "organization", "group", "document", "unknown"]
SourceClass = Literal[
    "official", "spokesperson", "politician", "expert", "business", "advocacy", "witness or citizen",
    "media", "document", "celebrity or athlete", "unknown",
]  # fmt: skip

ACTS: tuple[Act, ...] = ("statement", "attitude", "silence")
KINDS: tuple[Kind, ...] = ("direct", "indirect", "mixed")
SPEAKER_TYPES: tuple[SpeakerType, ...] = ("person", "organization", "group", "document", "unknown")

SOURCE_CLASSES: tuple[SourceClass, ...] = get_args(SourceClass)


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was published.

    `source` is the path or id as the user gave it, `origin` says where it was read from independently of the
    working directory (an absolute path, with the line or id inside a file of many), `text` is verbatim.
    `published` is ISO 8601, to the day or the second. `key` is what makes it this article, wherever it is read
    from: its URL, else outlet and content.
    """

    text: str
    source: str
    origin: str = ""
    url: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published: str | None = None
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Once: every attribution asks for it, and a digest of a long text takes its time.
        key = "url:" + self.url if self.url else "sha256:" + _digest(self.outlet or "", self.text)
        object.__setattr__(self, "key", key)

    @property
    def sha256(self) -> str:
        """Digest of what the article says; equal digests mean that nothing changed.

        `source` is left out: the same file has another name in another working directory.
        """
        meta = (self.url, self.title, self.author, self.outlet, self.published)
        return _digest(self.text, *(part or "" for part in meta))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of the article's text: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`. Raises ValueError where it would be empty or outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}:{end} in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    def as_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is speaking: `name` is the fullest form the article gives, `mention` where that form stands.

    The fields from `source_class` on are no part of the record format: databases and flat tables have them. The
    last three are of unnamed speakers: how many they are, whether they have left office, and the words by which
    the article says why it does not name them; None where it does not say.
    """

    name: str
    type: SpeakerType
    named: bool
    role: str | None = None
    affiliation: str | None = None
    mention: Span | None = None
    source_class: SourceClass = "unknown"
    number: int | None = None
    former: bool | None = None
    anonymity: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "type": self.type,
            "named": self.named,
            "role": self.role,
            "affiliation": self.affiliation,
            "mention": self.mention.as_dict() if self.mention else None,
        }


MentionKind = Literal["name", "nominal", "pronoun"]
Gender = Literal["feminine", "masculine"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase that refers to somebody who might be speaking.

    `span` is the whole noun phrase, `name` the proper name in it, `head` its main word in lower case. `gender`
    is grammatical evidence only (a title, a kinship or role word, the pronoun itself), None without any.
    `antecedent` is the start of the phrase that a relative pronoun stands for. `role` and `affiliation` are
    what this phrase itself says; `subject` tells whether it is the subject of its clause, `main` whether that is
    the main one, `quoted` whether it stands between quotation marks. `paragraph` and `sentence` are numbers,
    `head_start` is where the main word stands.
    """

    span: Span
    kind: MentionKind
    type: SpeakerType
    head: str
    name: Span | None = None
    plural: bool = False
    gender: Gender | None = None
    role: str | None = None
    affiliation: str | None = None
    antecedent: int | None = None
    paragraph: int = 0
    subject: bool = False
    main: bool = False
    quoted: bool = False
    sentence: int = 0
    head_start: int = 0


#: By a mention's number, how well each of the mentions right before it suits as its antecedent, the nearest last;
#: 0 is as likely as that there is none.
Scores = Mapping[int, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution as it stands in the article, before anyone asks who the source is.

    `content` has at least one span, in reading order, none overlapping. `confidence` is the probability, in
    0..1, that content and source are both right. `addressee`, `medium` and `via` are as printed.
    """

    act: Act
    kind: Kind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    addressee: str | None = None
    medium: str | None = None
    via: str | None = None
    confidence: float = 0.5

    @property
    def text(self) -> str:
        """The content's spans joined by one space."""
        if len(self.content) == 1:  # mostly
            return self.content[0].text
        return " ".join(span.text for span in self.content)


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quote with its speaker: what is printed, stored and searched.

    `topics` are the key terms of its words, where they were asked for; they are stored and not printed.
    Where the article leaves open whom the source means, there is no speaker, and `candidates` are those who are
    about as likely, the likeliest first. They are neither printed nor stored.
    """

    article: Article
    quote: Quote
    speaker: Speaker | None
    candidates: tuple[Speaker, ...] = field(default=(), compare=False)
    topics: tuple[str, ...] = field(default=(), compare=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        spans = ",".join(f"{span.start}-{span.end}" for span in self.quote.content)
        source = f"{self.quote.source.start}-{self.quote.source.end}" if self.quote.source else ""
        key = _digest(self.article.key, self.quote.act, spans, source)[:16]
        object.__setattr__(self, "key", key)

    def as_record(self) -> dict[str, Any]:
        """The JSON object of the public record format, in its documented order of fields."""
        quote = self.quote
        return {
            "article": self.article.source,
            "id": self.key,
            "act": quote.act,
            "kind": quote.kind,
            "text": quote.text,
            "content": [span.as_dict() for span in quote.content],
            "cue": quote.cue.as_dict() if quote.cue else None,
            "source": quote.source.as_dict() if quote.source else None,
            "speaker": self.speaker.as_dict() if self.speaker else None,
            "addressee": quote.addressee,
            "medium": quote.medium,
            "via": quote.via,
            "confidence": round(quote.confidence, 4),
        }


def _digest(*parts: str) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart. Lone surrogates, which JSON can carry, must not raise.
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
