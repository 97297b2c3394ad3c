"""What the API does with HTTP: validators, compression, HEAD, headers, and where it is mounted."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from exporter.server.access.protection import Protection
from exporter.server.access.scopes import ONLY_ALL, Access, ScopedRoute
from exporter.server.answers import SAFE
from exporter.server.api.endpoint import Endpoint
from exporter.server.api.gate import Gate
from exporter.server.api.listing import Listings
from exporter.server.api.operations import OPERATIONS
from exporter.server.api.routes import api_app
from exporter.server.app import create_app
from tests.server.api.shops import ROOT, Client, ask_of, asking
from tests.server.certificates import Certificates
from tests.server.secured import ONE_USER
from tests.server.serving import Scene, serving
from tests.support.databases import Database

PATHS = [each.path for each in OPERATIONS]
GZIP = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def client(scene: Scene) -> Client:
    return Client(scene.source)


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(client: Client, path: str) -> None:
    first = client.ask(path)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = client.ask(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "content-type" not in again.headers
        for name in ("cache-control", "vary"):
            assert again.headers[name] == first.headers[name]
    for other in ('"other"', tag.upper(), f'"{tag}"', "", "W/" + tag, f'{tag[:-1]}x"'):
        assert client.ask(path, headers={"If-None-Match": other}).status_code == 200


@pytest.mark.parametrize("path", ["/platforms", "/vendors", "/statistics?vendor=1"])
def test_a_tag_changes_with_the_generation_the_scope_and_what_is_fresh(scene: Scene, path: str) -> None:
    source = scene.source
    tags = {Client(source).ask(path).headers["etag"]}
    assert Client(source).ask(path).headers["etag"] in tags
    tags.add(Client(source, Access("vendor", "1")).ask(path).headers["etag"])
    tags.add(Client(source, Access("platform", "1")).ask(path).headers["etag"])
    tags.add(Client(source, Access("platform", "2")).ask(path).headers["etag"])
    scene.writer.change("orders", lambda state: state.skip())
    tags.add(Client(source).ask(path).headers["etag"])
    scene.clock.advance(601)
    tags.add(Client(source).ask(path).headers["etag"])
    assert len(tags) == 6
    assert len({Client(source).ask(each).headers["etag"] for each in ("/vendors", "/vendors?limit=1", path)}) >= 2


def test_answers_for_a_period_have_no_tag(scene: Scene, database: Database) -> None:
    client = Client(asking(scene, ask_of(database)))
    answer = client.ask("/statistics?vendor=1&from=2026-01-01", headers={"If-None-Match": "*"})
    assert (answer.status_code, "etag" in answer.headers) == (200, False)
    assert answer.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("path", [*PATHS, "/vendors?limit=0", "/nothing", "/statistics?vendor=9"])
def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    get, head = (client.ask(path, method, headers=PLAIN) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert dict(head.headers) == dict(get.headers)
    assert int(get.headers["content-length"]) == len(get.content) > 0


def test_large_answers_are_compressed_for_those_who_ask(client: Client) -> None:
    plain = client.ask("/statistics?vendor=1", headers=PLAIN)
    compressed = client.ask("/statistics?vendor=1", headers=GZIP)
    assert compressed.json() == plain.json()
    assert compressed.headers["content-encoding"] == "gzip"
    assert int(compressed.headers["content-length"]) < len(plain.content) / 4
    assert "content-encoding" not in plain.headers
    small = client.ask("/platforms", headers=GZIP)
    assert ("content-encoding" in small.headers, len(small.content) < 1024) == (False, True)
    for header in ("gzip;q=0", "br", "identity, gzip;q=0.5"):
        answer = client.ask("/statistics?vendor=1", headers={"Accept-Encoding": header})
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("path", [*PATHS, "/vendors?limit=0", "/nothing"])
def test_every_answer_is_safe_and_for_its_caller_only(client: Client, path: str) -> None:
    answer = client.ask(path)
    for name, value in (SAFE | {"Cache-Control": answer.headers["cache-control"]}).items():
        assert answer.headers[name] == value
    if answer.status_code == 200:
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["vary"] == "Authorization, Accept-Encoding"
        assert answer.headers["content-type"] == "application/json"
    else:
        assert answer.headers["cache-control"] == "no-store"


def test_others_mount_the_api_below_any_path(scene: Scene) -> None:
    host = Starlette(routes=[Mount("/a/b", api_app(scene.source)), Mount("/", api_app(scene.source))])
    client = Client(scene.source, app=host)
    for root in (f"/a/b{ROOT}", ROOT):
        for path in PATHS:
            assert client.ask(path, root=root).content == Client(scene.source).ask(path).content
        assert client.ask("/nothing", root=root).headers["content-type"] == "application/problem+json"
    assert client.ask("/metrics", root="/a/b").status_code == 404
    assert client.ask("/", root="/a/b").json()["title"] == "Not Found"


def test_an_answer_is_the_same_from_the_server(scene: Scene, client: Client) -> None:
    with serving(scene) as server:
        for path in [*PATHS, "/nothing", "/vendors?x=1", "/statistics?vendor=9"]:
            served, said = server.ask(f"{ROOT}{path}"), client.ask(path, headers=PLAIN)
            assert (served.status, served.body) == (said.status_code, said.content)
        packed = server.ask(f"{ROOT}/statistics", headers=GZIP)
        assert json.loads(gzip.decompress(packed.body)) == client.json("/statistics")


def test_errors_of_other_layers_are_problems_below_the_api_only(scene: Scene) -> None:
    app = create_app(scene.source)

    def refused(path: str) -> httpx.Response:
        return Client(scene.source, app=app).ask(path, headers={"Host": "evil.example"}, root="")

    problem: Any = refused("/api/v1/vendors").json()
    assert (problem["status"], problem["title"]) == (421, "Misdirected Request")
    assert problem["detail"].startswith("host 'evil.example' is not allowed without credentials")
    assert refused("/api/v1/vendors").headers["content-type"] == "application/problem+json"
    assert refused("/metrics").headers["content-type"] == "text/plain; charset=utf-8"
    fields = [name for name, _ in refused("/api/v1/vendors").headers.multi_items()]
    assert sorted(fields) == sorted(set(fields))
    assert Client(scene.source, app=app).ask("/api/v2", root="").json()["status"] == 404
    assert Client(scene.source, app=app).ask("/api", root="").text == "no such page; see / for the pages that exist\n"


def test_a_request_without_the_needed_credentials_gets_a_problem(scene: Scene, tmp_path: Path) -> None:
    protection = Protection(Certificates(tmp_path).write(ONE_USER))
    client = Client(scene.source, app=create_app(scene.source, protection=protection))
    for path in PATHS:
        answer = client.ask(path)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Basic")
        assert client.problem(401, path)["detail"] == "user and password required; send those of basic_auth_users"


def test_an_operation_is_only_for_the_credentials_that_it_states(scene: Scene) -> None:
    operation = replace(OPERATIONS[0], access=ONLY_ALL)
    endpoint = Endpoint(operation, scene.source, Listings(), Gate())
    app = Starlette(routes=[ScopedRoute(operation.whole_path, endpoint, operation.access)])
    assert Client(scene.source, app=app).ask("/platforms").status_code == 200
    for kind in ("platform", "vendor"):
        client = Client(scene.source, Access(kind, "1"), app)
        detail = client.problem(403, "/platforms")["detail"]
        assert detail.startswith("the scope of this token does not allow this page")
