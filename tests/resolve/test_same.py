"""Which quotes report the same utterance."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.resolve.agreement import Voice
from quotes.resolve.prints import prints
from quotes.resolve.same import Place, Statement, same_statement
from quotes.types import KINDS

ANA = Voice("Ana Ruiz", "person", True)
TOM = Voice("Tom Lee", "person", True)
OFFICIAL = Voice("an official", "person", False)
CONE = "“Nobody in this city should have to learn from a traffic cone that their bridge is broken,”"
TREE = "“You can’t tell a tree to skip a year.”"


def quote(text: str, voice: Voice = ANA, published: str | None = None) -> Statement:
    """A quote whose kind its marks tell."""
    marks = text[0] in '“"‘' and text[-1] in '”"’'
    kind = "direct" if marks else "mixed" if any(mark in text for mark in '“‘"') else "indirect"
    return Statement(text, kind, voice, published)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CONE, '"Nobody in this city should have to learn from a traffic cone that their bridge is broken."'),
        (CONE, "“Nobody should have to learn from a traffic cone that their bridge is broken,”"),
        (CONE, "“Nobody in this city should have to learn … that their bridge is broken.”"),
        (CONE, "“[Residents] should have to learn from a traffic cone that their bridge is broken”"),
        (CONE, "that citizens ought not to learn such things ‘from a traffic cone’"),
        (TREE, "‘You can’t tell a tree to skip a year.’"),
        (TREE, "“You can't tell a tree to skip a year,” “I tried it once. I told it and told it.”"),
        ("“I would rather ration water in August than apologise for it in October.”",
         "“I would rather ration water in August,” “than apologize for it in October.”"),
        ("“There is no version of this summer in which everybody gets what they got last summer”",
         "that there was no version of this summer in which everybody would get what they got last year"),
        ("that a fall of a tenth in filings would cost more than the agency spends on auditing large firms",
         "that a fall of one tenth in such filings would cost the Treasury more than it spends on "
         "auditing large firms"),
        ("“It is an inheritance, and we have been living on it. Then the wells ran dry.”",
         "“The aquifer is no savings account, it is an inheritance, and we have been living on it.”"),
    ],
)  # fmt: skip
def test_one_statement(one, other):
    assert prints(one, ANA) & prints(other, ANA)
    assert same_statement(quote(one), quote(other))
    assert same_statement(quote(other), quote(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We will close the Marlow plant and move its workers.”",
         "“We will close the Ansley plant and move its workers.”"),
        ("“It took four years to mend the old bridge.”", "“It took nine years to mend the old bridge.”"),
        ("“We will rebuild the old bridge before the winter.”",
         "“We will not rebuild the old bridge before the winter.”"),
        ("that unemployment rose to 4.1 percent in March", "that unemployment rose to 4.3 percent in March"),
        ("“I have never seen a ferry so empty, and I do not expect the council to fund it.”",
         "“I have never seen a school so quiet, and I do not expect the parents to like it.”"),
        ("“Yes.”", "“Yes.”"),
    ],
)  # fmt: skip
def test_two_statements(one, other):
    assert not same_statement(quote(one), quote(other))
    assert not same_statement(quote(one), quote(other, OFFICIAL))


def test_how_much_it_takes_depends_on_the_speakers():
    short = "“The bridge is safe,”"
    assert same_statement(quote(short), quote(short))
    assert not same_statement(quote(short), quote(short, OFFICIAL))
    assert not same_statement(quote(short), quote(short, TOM))
    assert same_statement(quote(CONE), quote(CONE, OFFICIAL))
    assert same_statement(quote(CONE), quote(CONE, Voice()))
    formula = "“We will cooperate fully with the investigation of the accident.”"
    assert same_statement(quote(formula), quote(formula))
    assert not same_statement(quote(formula), quote(formula, TOM))


def test_two_words_of_another_are_no_statement_of_theirs():
    score = quote("the district is using a “scare study” to settle an old score")
    assert not same_statement(score, quote("“Scare study,”", OFFICIAL))
    assert not same_statement(score, quote("“Scare study,”", TOM))


def test_no_words_are_no_statement():
    assert not same_statement(Statement("", "direct", ANA), Statement("", "direct", ANA))


def test_few_words_are_said_again_another_day():
    said, again = "“I did not go and look,”", "2025-10-14"
    assert same_statement(quote(said, ANA, "2025-09-04"), quote(said, ANA, "2025-09-30T08:00"))
    assert not same_statement(quote(said, ANA, "2025-09-04"), quote(said, ANA, again))
    assert same_statement(quote(said, ANA, "some day"), quote(said, ANA, again))
    assert same_statement(quote(CONE, ANA, "2025-09-04"), quote(CONE, ANA, again))


def test_a_quote_within_a_quote_is_another_statement():
    outer = quote("My grandfather said, “Plant a tree and you have hired a man for life”")
    inner = quote("“Plant a tree and you have hired a man for life”", OFFICIAL)
    assert same_statement(outer, inner)
    assert not same_statement(
        outer._replace(place=Place("a", 0, 70)), inner._replace(place=Place("a", 20, 69))
    )
    assert same_statement(
        outer._replace(place=Place("a", 0, 70)), inner._replace(place=Place("b", 20, 69))
    )


TEXTS = st.lists(
    st.sampled_from([*CONE.split(), *TREE.split(), "…", "[they]", "not", "4", "Marlow", "”", '"']),
    max_size=14,
).map(" ".join) | st.text(max_size=40)
VOICES = st.sampled_from(
    [ANA, TOM, OFFICIAL, Voice(), Voice("Harbor Council", "organization", True)]
)
DAYS = st.sampled_from([None, "2025-01-01", "2025-03-01T10:00:00+00:00", "?"])
STATEMENTS = st.builds(Statement, TEXTS, st.sampled_from(KINDS), VOICES, DAYS)


@settings(max_examples=300)
@given(STATEMENTS, STATEMENTS)
def test_the_order_of_the_two_does_not_matter(one, other):
    assert same_statement(one, other) == same_statement(other, one)


@given(STATEMENTS)
def test_prints_are_integers_of_sqlite(statement):
    assert all(0 <= value < 2**63 for value in prints(statement.text, statement.voice))
    assert prints(statement.text, statement.voice) == prints(statement.text, statement.voice)
