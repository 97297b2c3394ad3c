"""Libraries of which only documented parts are used, as far as a change would be hard to see elsewhere."""

from pathlib import Path
from string import Formatter

import pytest
import yaml
from isal import isal_zlib
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.openmetrics.exposition import generate_latest as generate_openmetrics
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticKnownError

from exporter.config.section import _MESSAGES
from tests.internals import changed

_SECTION = "exporter/config/section.py"
VALUES = {"min_length": 1, "ge": 1, "le": 1, "expected": "x", "pattern": "x", "error": "x", "class_name": "X"}
"""What the errors say beside their type."""


@pytest.mark.parametrize("name", sorted(set(_MESSAGES) - {"path_type", "setting"}))
def test_pydantic_has_the_errors_that_are_told_in_other_words(name: str) -> None:
    try:
        known = PydanticKnownError(name, VALUES)  # type: ignore[arg-type]  # that is the question
    except KeyError as error:
        pytest.fail(changed("pydantic", f"there is such an error ({error}): {_SECTION} _MESSAGES"))
    values = {part for _, part, _, _ in Formatter().parse(_MESSAGES[name]) if part}
    assert values <= set(known.context or {}), changed("pydantic", f"it has {values}: {_SECTION} _MESSAGES")


def test_pydantic_names_what_is_no_path() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(Path).validate_python(1)
    assert [each["type"] for each in raised.value.errors()] == ["path_type"], (
        changed("pydantic", f"path_type is the error of paths: {_SECTION} _MESSAGES")
    )  # fmt: skip


def test_pydantic_makes_an_error_of_what_it_is_given() -> None:
    error = ValidationError.from_exception_data("Title", [{"type": "missing", "loc": ("a",), "input": None}])
    found = [(each["type"], each["loc"]) for each in error.errors()]
    assert found == [("missing", ("a",))], changed("pydantic", f"from_exception_data makes one: {_SECTION}")


@pytest.mark.parametrize(("openmetrics", "end"), [(False, ""), (True, "# EOF\n")])
def test_prometheus_client_writes_the_formats_that_are_announced(*, openmetrics: bool, end: str) -> None:
    registry = CollectorRegistry(auto_describe=False)
    Gauge("orion_up", "Up.", ["vendor"], registry=registry).labels("Ärger").set(1)
    text = (generate_openmetrics if openmetrics else generate_latest)(registry).decode()
    assert text == f'# HELP orion_up Up.\n# TYPE orion_up gauge\norion_up{{vendor="Ärger"}} 1.0\n{end}', (
        changed("prometheus-client", "it writes 0.0.4 and OpenMetrics 1.0: exporter/exposition/telemetry.py")
    )  # fmt: skip


def test_yaml_resolves_and_constructs_a_scalar_by_itself() -> None:
    loader = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, "0x10", (True, False))  # type: ignore[no-untyped-call]  # types-pyyaml
    assert loader.construct_object(yaml.ScalarNode(tag, "0x10")) == 16, (
        changed("pyyaml", "a loader resolves and constructs one scalar: exporter/config/document.py")
    )  # fmt: skip


def test_isal_combines_checksums_and_keeps_what_it_has_not_read() -> None:
    first, second = b"a" * 1000, b"b" * 1000
    both = isal_zlib.crc32_combine(isal_zlib.crc32(first), isal_zlib.crc32(second), len(second))
    assert both == isal_zlib.crc32(first + second), (
        changed("isal", "crc32_combine joins checksums: exporter/exposition/rendering.py")
    )  # fmt: skip
    stream = isal_zlib.decompressobj(-15)
    packed = isal_zlib.compressobj(1, isal_zlib.DEFLATED, -15)
    data = packed.compress(first) + packed.flush(isal_zlib.Z_FULL_FLUSH)
    assert stream.decompress(data, 10) == first[:10], changed("isal", "exporter/exposition/rendering.py cuts texts")
