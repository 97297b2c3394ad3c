"""Files that are read while the exporter runs cannot block it."""

import os
from pathlib import Path

import pytest

from exporter.config.connection import DatabaseSettings, SettingError
from exporter.config.regular_file import content_of


def test_a_pipe_or_device_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match="not a regular file"):
            content_of(path)


def test_a_pipe_as_the_password_of_a_database_is_an_error_that_names_it(tmp_path: Path) -> None:
    pipe = tmp_path / "password"
    os.mkfifo(pipe)
    settings = DatabaseSettings(driver="postgresql", host="localhost", name="shop", password_file=pipe)
    with pytest.raises(SettingError, match=f"cannot read {pipe}: not a regular file"):
        settings.target()
