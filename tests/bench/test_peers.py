"""What is reported about peers: when they have their numbers, and that one is missing."""

from pathlib import Path

import pytest

from tests.bench.exporter import series
from tests.bench.peer import NotInstalledError, has_samples, program_of

HELP_ONLY = b"# HELP orion_orders x\n# TYPE orion_orders gauge\n"


@pytest.mark.parametrize(
    ("text", "there"),
    [
        (HELP_ONLY, False),
        (HELP_ONLY + b'orion_orders{vendor="a"} 1.0\n', True),
        (HELP_ONLY + b'orion_orders_open{vendor="a"} 1.0\n', False),
        (b'sql_orders_status{col="orion_orders",vendor="a"} 1\n', True),
    ],
)
def test_a_help_text_is_no_number(text: bytes, *, there: bool) -> None:
    assert has_samples(text, "orion_orders") is there


def test_samples_are_counted_without_comments() -> None:
    assert series(HELP_ONLY + b"orion_orders{} 1\norion_orders{} 2\nprocess_x 1\n", b"orion_") == 2


def test_a_peer_that_is_missing_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotInstalledError, match="apt-get install no-such-package"):
        program_of("no-such-program", "apt-get install no-such-package")
