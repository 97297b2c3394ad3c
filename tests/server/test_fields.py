"""Fields and query strings that are parsed: what is too large counts as absent, or is refused."""

import pytest
from starlette.types import Scope

from exporter.server.fields import MOST_BYTES, MOST_ELEMENTS, MOST_PARAMETERS, field_of
from tests.server.serving import Scene, good, serving

OPENMETRICS = "application/openmetrics-text"


def scope(*fields: tuple[bytes, bytes]) -> Scope:
    return {"type": "http", "headers": list(fields)}


@pytest.mark.parametrize(
    ("fields", "value"),
    [
        ([], None),
        ([(b"accept", b"")], None),
        ([(b"accept", b"a"), (b"other", b"b"), (b"accept", b"c")], "a, c"),
        ([(b"accept", b"x" * MOST_BYTES)], "x" * MOST_BYTES),
        ([(b"accept", b"x" * (MOST_BYTES + 1))], None),
        ([(b"accept", b"," * (MOST_ELEMENTS - 1))], "," * (MOST_ELEMENTS - 1)),
        ([(b"accept", b"," * MOST_ELEMENTS)], None),
        ([(b"accept", b"a")] * (MOST_ELEMENTS + 1), None),
        ([(b"accept", b"\xe9")], "é"),
    ],
)
def test_a_field(fields: list[tuple[bytes, bytes]], value: str | None) -> None:
    assert field_of(scope(*fields), b"accept") == value


@pytest.mark.parametrize("filler", ["*/*," * 64, "x" * 1024 + ",", ";" * 1024 + ","])
def test_a_scrape_with_too_large_headers_is_answered_as_without(filler: str) -> None:
    with serving(Scene([good("orders")])) as server:
        plain = server.ask()
        answer = server.ask(headers={"Accept": filler + OPENMETRICS, "Accept-Encoding": filler + "gzip"})
        few = server.ask(headers={"Accept": "*/*;q=0.1," * 63 + OPENMETRICS, "Accept-Encoding": "gzip"})
    assert plain.headers["content-type"].startswith("text/plain")
    assert (answer.status, answer.headers["content-type"]) == (200, plain.headers["content-type"])
    assert "content-encoding" not in answer.headers
    assert few.headers["content-type"].startswith(OPENMETRICS)
    assert few.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("path", ["/metrics", "/runbooks/OrionNoOrders"])
def test_too_many_parameters_are_refused(path: str) -> None:
    with serving(Scene([good("orders")])) as server:
        assert server.ask(f"{path}?" + "&".join(["collect[]=orders"] * MOST_PARAMETERS)).status in {200, 404}
        answer = server.ask(f"{path}?" + "&".join(["collect[]=orders"] * (MOST_PARAMETERS + 1)))
    assert (answer.status, answer.text) == (400, "more than 256 parameters; send fewer\n")


@pytest.mark.parametrize("filler", ['"x",' * 64, "x" * 1024 + ",", "W/" * 512 + ","])
def test_a_request_to_the_api_with_too_large_headers_is_answered_as_without(filler: str) -> None:
    with serving(Scene([good("orders")])) as server:
        tag = server.ask("/api/v1/openapi.json").headers["etag"]
        headers = {"If-None-Match": filler + tag, "Accept-Encoding": filler + "gzip"}
        answer = server.ask("/api/v1/openapi.json", headers=headers)
        few = server.ask("/api/v1/openapi.json", headers={"If-None-Match": '"x",' * 63 + tag})
    assert (answer.status, "content-encoding" in answer.headers, few.status) == (200, False, 304)
