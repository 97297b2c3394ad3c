"""Tokens: whom they let in, what wrong ones cost, how they are revoked, and what happens to one in a URL."""

import asyncio
import base64
import http.client
import logging
from collections.abc import Sequence
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send

from exporter.config.token_settings import TokenScope, TokenSettings
from exporter.contracts.clock import Clock
from exporter.server.access.auth import Passwords
from exporter.server.access.guard import Guard
from exporter.server.access.protection import Protection
from exporter.server.access.scopes import Access, access_of
from exporter.server.access.tokens import Tokens, bearer_of
from tests.server.secured import ONE_USER, Secured, basic, secured
from tests.server.serving import Scene, good
from tests.server.tokens import OTHER, TOKEN, bearer, digest, given, protected

IN_URL = "URLs are logged, so this token is no longer secret; replace it, and send it in the Authorization header\n"


def statuses(address: Secured, *headers: dict[str, str]) -> list[int]:
    return [address.get(headers=each).status for each in headers]


def challenges(address: Secured, headers: dict[str, str]) -> list[str]:
    connection = http.client.HTTPConnection(address.host, address.port, timeout=20)
    connection.request("GET", "/metrics", headers=headers)
    answer = connection.getresponse()
    assert answer.status == 401
    connection.close()
    return answer.headers.get_all("WWW-Authenticate") or []


@pytest.fixture
def users(tmp_path: Path) -> Path:
    path = tmp_path / "web.yml"
    path.write_text(ONE_USER)
    return path


def test_a_token_lets_in_and_nothing_else_does() -> None:
    with secured(protected(given(), given(OTHER, "grafana"))) as address:
        right = [bearer(TOKEN), bearer(OTHER), {"Authorization": f"bEARER   {TOKEN} "}]
        wrong = [
            TOKEN[:-1],
            TOKEN + "a",
            TOKEN.upper(),
            "",
            "a b",
            "é",
            f"{TOKEN}, {TOKEN}",
            "x" * 5_000,
            digest(TOKEN),
        ]
        assert statuses(address, *right) == [200] * 3
        assert statuses(address, {}, *map(bearer, wrong), basic("prometheus", TOKEN)) == [401] * 11
        assert statuses(address, {"Authorization": TOKEN}, {"Authorization": f"Token {TOKEN}"}) == [401] * 2
        assert address.get(path="/healthz").status == 200
        assert challenges(address, {}) == ['Bearer realm="orion-exporter"']
        assert challenges(address, bearer(OTHER[:-1])) == ['Bearer realm="orion-exporter", error="invalid_token"']
        assert address.get().text == "token required; send one of web.tokens as Authorization: Bearer TOKEN\n"


def test_beside_users_both_let_in_and_both_are_asked_for(users: Path) -> None:
    with secured(protected(given(), users=users)) as address:
        assert statuses(address, bearer(TOKEN), basic("prometheus", "change me"), {}) == [200, 200, 401]
        assert challenges(address, {}) == ["Basic", 'Bearer realm="orion-exporter"']
        assert address.get().text == (
            "user and password required; send those of basic_auth_users or "
            "token required; send one of web.tokens as Authorization: Bearer TOKEN\n"
        )


def test_no_token_is_checked_like_a_password(users: Path) -> None:
    checked = []

    class Watched(Passwords):
        async def right(self, *arguments: object, **more: object) -> bool:
            checked.append((arguments, more))
            return False

    async def app(_scope: Scope, _receive: Receive, _send: Send) -> None:
        raise AssertionError

    async def ask(*headers: str) -> list[int]:
        answers: list[int] = []

        async def send(message: Message) -> None:
            answers.extend([message["status"]] if "status" in message else [])

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        guard = Guard(app, protected(given(), users=users), Clock(), Watched())
        for each in headers:
            scope = {"type": "http", "path": "/metrics", "query_string": b"", "method": "GET"}
            await guard({**scope, "headers": [(b"authorization", each.encode("latin-1"))]}, receive, send)
        return answers

    assert asyncio.run(ask(*[f"Bearer {OTHER}{number}" for number in range(1_000)])) == [401] * 1_000
    assert checked == []
    assert asyncio.run(ask("Basic " + base64.b64encode(b"a:b").decode())) == [401]
    assert len(checked) == 1


def test_what_a_token_allows_and_by_whom_it_is_used() -> None:
    tokens = Tokens([given(), given(OTHER, "acme", TokenScope("vendor", "17"))])
    assert tokens.access(TOKEN.encode()) == Access("all", "", "prometheus")
    assert tokens.access(OTHER.encode()) == Access("vendor", "17", "acme")
    assert tokens.access(b"") is None
    assert access_of({"type": "http"}) == Access()


@pytest.mark.parametrize(
    ("header", "token"),
    [
        (f"Bearer {TOKEN}", TOKEN.encode()),
        ("bearer a.b-c_d~e+f/g==", b"a.b-c_d~e+f/g=="),
        ("Bearer", b""),
        ("Bearer a=b", b""),
        ("Bearer a\tb", b""),
        ("Basic YTpi", None),
        ("", None),
    ],
)
def test_the_token_of_a_header(header: str, token: bytes | None) -> None:
    assert bearer_of(header) == token


PLUS = base64.b64encode(bytes([0xFB] * 32)).decode()


@pytest.mark.parametrize(
    "path",
    [
        "/metrics?token=x",
        "/metrics?Access_Token=",
        f"/?x={TOKEN}",
        f"/metrics?collect[]=orders&{TOKEN}",
        f"/metrics?x=Bearer%20{TOKEN}",
        f"/metrics?x={TOKEN.replace('a', '%61')}",
        f"/runbooks/{TOKEN}",
        f"/nothing/{TOKEN}/more",
        f"/metrics?x={PLUS}",
        f"/metrics?x={PLUS.replace('+', '%2B')}",
        f"/metrics?x={PLUS.replace('+', '%252B')}",
        f"/metrics?x=Bearer+{PLUS}",
        f"/metrics?x={TOKEN.replace('a', '%2561')}",
        f"/metrics?x=1,{TOKEN}",
        f"/metrics;{TOKEN}",
        f"/metrics%23{TOKEN}",
        f"http://user:{TOKEN}@localhost/metrics",
        f"/metrics?x=https://elsewhere/a/{TOKEN}",
        f"/metrics?x=name.{TOKEN}/",
        f"/metrics/a%252F{TOKEN}",
    ],
)
def test_a_token_in_a_url_is_refused_and_not_logged(path: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with secured(protected(given(), given(PLUS, "plus"))) as address:
        for headers in ({}, bearer(TOKEN), bearer(OTHER)):
            answer = address.get(path=path, headers=headers)
            assert (answer.status, answer.text) == (400, IN_URL)
            assert TOKEN not in str(answer.headers)
    assert "aaaa" not in caplog.text


def test_other_urls_are_not_refused() -> None:
    with secured(protected(given())) as address:
        assert address.get(path=f"/nothing/{OTHER}", headers=bearer(TOKEN)).status == 404
        assert address.get(path=f"/?tokens={OTHER}", headers=bearer(TOKEN)).status == 200
        assert address.get(path="/metrics?" + "&".join(["a=b"] * 257), headers=bearer(TOKEN)).status == 400
    with secured(protected()) as address:  # nobody has a token
        assert address.get(path=f"/?token={TOKEN}").status == 200


def test_few_texts_of_a_url_are_looked_up() -> None:
    looked_up = []

    class Counted(Tokens):
        def access(self, token: bytes) -> Access | None:
            looked_up.append(token)
            return super().access(token)

    with secured(Protection(tokens=Counted([given()]))) as address:
        assert address.get(path="/" + "a/" * 5_000).status == 401
        assert looked_up == []
        assert address.get(path="/" + f"{'a' * 20}/" * 64).status == 401
        assert len(looked_up) == 64
        answer = address.get(path="/" + f"{'a' * 20}/" * 65)
        assert (answer.status, len(looked_up)) == (400, 64)
    assert answer.text == "more than 64 texts of 20 characters in the URL; send fewer\n"


def test_a_revoked_token_stops_on_a_connection_that_stays_open() -> None:
    protection = protected(given(), given(OTHER, "other"))
    with secured(protection) as address:
        connection = http.client.HTTPConnection(address.host, address.port, timeout=20)
        seen = []
        for tokens in ([given()], [given(), given(OTHER, "other")], []):
            protection.tokens.use(tokens)
            connection.request("GET", "/metrics", headers=bearer(OTHER))
            answer = connection.getresponse()
            answer.read()
            seen.append(answer.status)
        connection.close()
    assert seen == [401, 200, 401]


def test_the_first_token_closes_the_door_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    protection = protected()
    for tokens in ([], [given()], [given(), given(OTHER, "other")]):
        protection.tokens.use(tokens)
    assert (protection.needs_credentials, protection.clients) == (True, "token")
    warning = "the first token was added; requests without credentials are rejected from now on"
    assert [each.getMessage() for each in caplog.records if each.levelname == "WARNING"] == [warning]


def test_the_last_token_that_is_removed_does_not_open_the_door(caplog: pytest.LogCaptureFixture) -> None:
    protection = protected(given())
    assert (protection.needs_credentials, protection.clients) == (True, "token")
    protection.tokens.use([])
    assert (protection.needs_credentials, protection.clients) == (True, "token")
    assert "the last token was removed; credentials stay required until a restart" in caplog.text
    with secured(protection) as address:
        assert statuses(address, {}, bearer(TOKEN)) == [401, 401]
    opened = protected()
    assert (opened.needs_credentials, opened.clients) == (False, "anyone")
    opened.tokens.use([given()])  # by a reload
    assert opened.needs_credentials


def test_with_tokens_only_the_page_shows_paths_and_any_host_is_allowed() -> None:
    def asked(*tokens: TokenSettings) -> Sequence[object]:
        scene = Scene([good("orders")], database="sqlite:////srv/shop.sqlite", confidential={"/srv/shop.sqlite"})
        with secured(protected(*tokens), scene) as address:
            headers = {**(bearer(TOKEN) if tokens else {}), "Host": "exporter.example.com"}
            shown = address.get(path="/", headers=bearer(TOKEN) if tokens else {}).text
            return [address.get(headers=headers).status, "/srv/shop.sqlite" in shown]

    assert asked(given()) == [200, True]
    assert asked() == [421, False]


def test_a_settings_digest_is_not_shown() -> None:
    assert digest(TOKEN) not in repr(given())
    assert digest(TOKEN) not in repr(Tokens([given()])._in_effect)
