"""Files with digests of tokens: what may be in them, and what happens when they change."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from exporter.config.token_settings import TokenScope, TokenSettings
from exporter.server.access.scopes import Access
from exporter.server.access.tokens import Tokens, problems_of
from tests.server.tokens import OTHER, TOKEN, digest, given, protected


def in_file(path: Path, name: str = "prometheus") -> TokenSettings:
    return TokenSettings(name=name, scope=TokenScope("all"), sha256_file=path)


@pytest.mark.parametrize("written", ["{}", "{}\n", "{}  -\n", "\n{}  token.txt\r\n"])
def test_a_file_is_read_as_sha256sum_writes_it(tmp_path: Path, written: str) -> None:
    path = tmp_path / "digest"
    path.write_text(written.format(digest(TOKEN).upper()))
    assert problems_of([in_file(path)]) == []
    assert Tokens([in_file(path)]).access(TOKEN.encode()) == Access(caller="prometheus")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot read {}: No such file or directory"),
        (
            hashlib.sha256(b"").hexdigest().encode(),
            "content of {} is the digest of an empty text; orion-exporter token prints one of a token",
        ),
        (b"", "content of {} must be a SHA-256 digest of 64 hexadecimal digits, as orion-exporter token prints it"),
        (b"\xff" * 64, "content of {} must be a SHA-256 digest"),
        (TOKEN.encode(), "content of {} must be a SHA-256 digest"),
        (digest(OTHER).encode(), "has the same digest as another token; create another one"),
    ],
)
def test_a_file_that_cannot_be_used_lets_nobody_in(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, content: bytes | None, problem: str
) -> None:
    path = tmp_path / "digest"
    if content is not None:
        path.write_bytes(content)
    settings = [given(OTHER, "other"), in_file(path)]
    (found,) = problems_of(settings)
    assert found.message.startswith(problem.format(path))
    assert found.loc == ("web", "tokens", 1, "sha256_file")
    tokens = Tokens(settings)
    assert (tokens.access(TOKEN.encode()), tokens.required) == (None, True)
    assert tokens.access(OTHER.encode())
    assert TOKEN not in caplog.text + found.message


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_regular_file_blocks_nothing_and_lets_nobody_in(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "digest"
    path.write_text(digest(TOKEN))
    protection = protected(in_file(path))
    assert protection.tokens.access(TOKEN.encode())
    path.unlink()
    make(path)
    protection.refresh()  # in the event loop: what is opened here must not wait for a writer
    assert protection.tokens.access(TOKEN.encode()) is None
    (found,) = problems_of([in_file(path)])
    assert found.message.endswith(": not a regular file")


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "digest"
    path.write_text(digest(TOKEN))
    protection = protected(in_file(path), given("c" * 43, "fixed"))
    known = []
    for content in (digest(OTHER), "", digest(TOKEN), None):
        path.write_text(content) if content is not None else path.unlink()
        protection.refresh()
        access = protection.tokens.access
        known.append([access(each.encode()) is not None for each in (TOKEN, OTHER, "c" * 43)])
    assert known == [[False, True, True], [False, False, True], [True, False, True], [False, False, True]]
    assert protection.needs_credentials


def test_of_many_files_each_is_looked_at_in_turn(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(250)]
    for number, path in enumerate(paths):
        path.write_text(digest(f"token {number}"))
    tokens = Tokens([in_file(path, f"t{number}") for number, path in enumerate(paths)])
    paths[-1].write_text(digest(TOKEN))
    known = []
    for _ in range(3):
        tokens.refresh()
        known.append(tokens.access(TOKEN.encode()) is not None)
    assert known == [False, False, True]
