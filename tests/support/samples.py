"""Exposition text as tests state it: the samples of a category, and blocks without their indentation."""

from collections.abc import Callable
from textwrap import dedent

from tests.support.shop import Exporter

With = Callable[..., Exporter]
"""The fixture `exporter_with`: takes implementations of providers."""


def samples(exporter: Exporter, category: str) -> str:
    """Return a category's samples without HELP and TYPE."""
    lines = exporter.text(category).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))


def block(text: str) -> str:
    """Return a block of samples without its indentation."""
    return dedent(text).lstrip("\n")
