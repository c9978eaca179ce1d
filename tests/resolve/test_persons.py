"""Whether two names can be one person's, by the names alone, and where each is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.evidence import conflict, profile, senses, support
from quotes.resolve.persons import can_be_one, parts, related
from quotes.resolve.places import person_places


@pytest.mark.parametrize(
    ("one", "other", "reason", "certain"),
    [
        ("Donald Trump", "Donald J. Trump", "middle name", True),
        ("Donald John Trump", "Donald J. Trump", "middle name", True),
        ("John Smith", "John A. Smith", "middle name", False),
        ("J.D. Vance", "James David Vance", "initials", False),
        ("A. Quirke", "Ana Quirke", "initials", False),
        ("W. Quirke", "Bill Quirke", "initials", False),
        ("B. Quirke", "William Quirke", None, None),
        ("Bill Quirke", "William Quirke", "nickname", False),
        ("Terrence “Tug” Bellwater", "Tug Bellwater", "nickname", True),
        ("Quirke", "Ana Quirke", "surname", False),
        ("Mayor Quirke", "Ana Quirke", "surname", False),
        ("Tricia McLaughlin", "Tricia McLauglin", "misspelling", False),
        ("Kellyanne Conway", "Kellyann Conway", "misspelling", False),
        ("Ana Haddad-Quist", "Ana Haddad Quist", None, None),  # one key, so never compared
        ("Donald Trump", "Donald Trump Jr.", None, None),
        ("George W. Bush", "George H.W. Bush", None, None),
        ("J.B. Vance", "James David Vance", None, None),
        ("Jon Lee", "Jan Lee", None, None),
        ("Mario Rossetti", "Maria Rossetti", None, None),
        ("Erik Holderman", "Erika Holderman", None, None),
        ("Ana Quirke", "Ben Quirke", None, None),
        ("Quirke", "Mr. Quirke", None, None),
        ("John Brown", "John Browne", "misspelling", False),
    ],
)
def test_related(one, other, reason, certain):
    a, b = parts(one), parts(other)
    assert a and b
    found = related(a, b)
    assert found == related(b, a)
    assert (found and found.reason, found and found.certain) == (reason, certain)
    if found:
        assert can_be_one(a, b)
        # Whoever is related is found: one is registered where the other looks.
        here, there = person_places(a), person_places(b)
        assert here.registered & there.sought or there.registered & here.sought


@pytest.mark.parametrize(
    "name", ["", "—", "@user", "Area 51", "Pope Francis", "…", "J", "“”", "\0"]
)
def test_no_name_raises(name):
    found = parts(name)
    assert found is None or found.surname


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_compared(one, other):
    a, b = parts(one), parts(other)
    if a and b:
        assert related(a, b) == related(b, a)
        assert can_be_one(a, b) == can_be_one(b, a)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("spokesman", "Saltmarsh Lines"), ("Saltmarsh spokesman", ""), "saltmarsh"),
        (("Mayor", ""), ("mayor", ""), "mayor"),
        (("mayor", "Port Ellery"), ("mayor", "Calder"), None),
        (("spokesman", ""), ("spokesman", ""), None),
        (("Democratic nominee", ""), ("Republican nominee", ""), "nominee"),
        (("", ""), ("mayor", ""), None),
    ],
)
def test_support(one, other, shared):
    a, b = profile(*one), profile(*other)
    found = support(a, b)
    assert found == support(b, a)
    assert (found.words if found else None) == shared


@pytest.mark.parametrize(
    ("one", "other", "common", "rare"),
    [
        (("quarterback", ""), ("judge", ""), True, True),
        (("former quarterback", ""), ("judge", ""), True, False),
        (("senator", ""), ("lawyer", ""), True, False),
        (("spokesman", "Acme"), ("spokesman", "Borealis"), True, False),
        (("spokesman", "Acme"), ("Acme economist", ""), False, False),
        (("", ""), ("judge", ""), False, False),
    ],
)
def test_conflict(one, other, common, rare):
    a, b = profile(*one), profile(*other)
    assert (conflict(a, b, common=True) is not None) == common
    assert (conflict(a, b, common=False) is not None) == rare
    assert conflict(a, b, common=True) is None or conflict(b, a, common=True) is not None


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("", "", "sport"), ("", "", "politics"), True),
        (("", "", "politics"), ("", "", "law"), False),
        (("senator", "", ""), ("", "", "sport"), True),
        (("Acme striker", "", "sport", 2010), ("Acme", "", "politics", 1950), False),
        (("", "", "", 1960), ("", "", "", 1990), True),
        (("", "", "", 1960), ("", "", "", 1980), False),
        (("", "", "", 1960), ("", ""), False),
    ],
)
def test_circumstances_tell_bearers_of_a_common_name_apart(one, other, apart):
    a, b = profile(*one), profile(*other)
    assert (conflict(a, b, common=True) is not None) == apart
    assert (conflict(b, a, common=True) is not None) == apart
    assert conflict(a, b, common=False) is None


@given(
    st.lists(
        st.builds(
            profile,
            st.sampled_from(
                ["", "senator", "quarterback", "judge", "Acme spokesman", "former mayor"]
            ),
            st.sampled_from(["", "Acme", "Borealis"]),
            st.sampled_from(["", "sport", "politics"]),
            st.sampled_from([0, 1960, 1980, 2010]),
        )
    ),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_the_bearers_of_a_name_do_not_depend_on_order(profiles, common, random):
    found = senses(profiles, common=common)
    random.shuffle(profiles)
    assert senses(profiles + profiles[:2], common=common) == found
    assert {each for sense in found for each in sense} == {*profiles}
    assert sum(map(len, found)) == len({*profiles})
