"""Which articles are the same text."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.resolve.copies import bands, same_copy

rng = random.Random(1)
STORY = " ".join(f"word{rng.randrange(400)}" for _ in range(400))
OTHER = " ".join(f"word{rng.randrange(400)}" for _ in range(400))
WORDS = STORY.split()


@pytest.mark.parametrize(
    ("copy", "same"),
    [
        (STORY, True),
        (STORY.upper() + "\n\nTidewire staff contributed.", True),
        (" ".join(WORDS[:240]), True),
        (" ".join(WORDS[150:]), True),
        (" ".join(word if place % 40 else "edited" for place, word in enumerate(WORDS)), True),
        (" ".join(word if place % 4 else "edited" for place, word in enumerate(WORDS)), False),
        (OTHER, False),
        (" ".join(WORDS[:30] + OTHER.split()), False),
        ("", False),
        ("a few words", False),
    ],
)
def test_copies(copy, same):
    assert same_copy(STORY, copy) == same_copy(copy, STORY) == same
    if same:
        assert bands(STORY) & bands(copy)


def test_bands_are_the_same_in_every_process_and_release():
    # They are kept in databases: where this fails, RULES has to go up.
    text = "one two three four five six seven eight nine ten eleven twelve"
    assert len(bands(text)) == 42
    assert min(bands(text)) == 156136665097897777


@given(st.text(max_size=200))
def test_bands_are_integers_of_sqlite(text):
    assert all(0 <= value < 2**63 for value in bands(text))
