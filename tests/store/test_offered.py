"""What the package offers is there, though most is imported on first use."""

import subprocess
import sys

import pytest

from quotes import store


@pytest.mark.parametrize("name", store.__all__)
def test_everything_offered_is_there(name):
    assert getattr(store, name) is not None
    assert name in dir(store)


def test_what_is_not_offered_is_missed_by_name():
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = store.nothing


@pytest.mark.parametrize("name", ["search", "filling"])
def test_a_function_is_not_taken_for_the_module_of_its_name(name):
    program = (
        f"import quotes.store.compare, quotes.store.{name}, quotes.store as store\n"
        f"print(callable(store.{name}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "True\n"
