"""A changed library is noticed, and the message says what changed and where it is used."""

import platform

import pytest

from tests.internals import Internal, changed

_HERE = "tests.internals.test_changes"


class Library:
    """What a new version may have become."""

    size = 1

    def same(self, one: int, two: int = 2) -> int:
        return one + two


@pytest.mark.parametrize(
    "internal",
    [
        Internal("pytest", f"{_HERE}:Library.size", "here"),
        Internal("pytest", f"{_HERE}:Library.same", "here", overrides=("one", "two")),
        Internal("pytest", f"{_HERE}:Library.same", "here", passes=("one",)),
        Internal("pytest", f"{_HERE}:Library.same", "here", passes=("two", "one")),
    ],
)
def test_what_is_as_it_was_is_no_change(internal: Internal) -> None:
    assert internal.change() == ""


@pytest.mark.parametrize(
    ("internal", "said"),
    [
        (Internal("pytest", f"{_HERE}:Library.gone", "here"), "it exists (type object 'Library' has no"),
        (Internal("pytest", f"{_HERE}.gone:Library", "here"), "it exists ("),
        (Internal("pytest", f"{_HERE}:Library.same", "here", overrides=("one",)),
         "its parameters are ('one',); they are ('one', 'two')"),
        (Internal("pytest", f"{_HERE}:Library.same", "here", overrides=("two", "one")),
         "its parameters are ('two', 'one'); they are ('one', 'two')"),
        (Internal("pytest", f"{_HERE}:Library.same", "here", passes=("one", "three")), "it takes ['three']; it takes"),
        (Internal("pytest", f"{_HERE}:Library.same", "here", passes=("two",)), "it can be called without ['one']"),
    ],
)  # fmt: skip
def test_a_change_is_told_with_library_version_and_use(internal: Internal, said: str) -> None:
    told = internal.change()
    assert told.startswith(f"pytest {pytest.__version__} has changed. No longer true: {said}")
    assert told.endswith(f"; {internal.name} serves here")


def test_pythons_version_is_that_of_the_interpreter() -> None:
    assert changed("Python", "x").startswith(f"Python {platform.python_version()} has changed")
