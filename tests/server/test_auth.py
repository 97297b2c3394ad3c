"""Passwords: what a right one costs once, what a wrong one costs always, and who needs none."""

import asyncio
import re
import threading
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

import bcrypt
import pytest
from pydantic import SecretStr
from starlette.types import Message, Receive, Scope, Send

from exporter.contracts.clock import Clock
from exporter.server.access.auth import MAX_KNOWN, MAX_WRONG, Passwords, credentials
from exporter.server.access.guard import Guard
from exporter.server.access.line import MAX_HOPELESS_FROM_ONE, MAX_WAITING, TooManyChecksError
from exporter.server.access.protection import Protection
from tests.server.secured import Secured, basic, secured
from tests.server.serving import Scene, waiting
from tests.server.web_examples import RATE_AND_HEADERS


def hashed(password: str, rounds: int = 4) -> str:
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds)).decode()


USERS = {"alice": SecretStr(hashed("alice123")), "bob": SecretStr(hashed("bob123"))}


class Counted:
    """bcrypt, and the hashes that it was asked for."""

    def __init__(self) -> None:
        self.hashes: list[bytes] = []
        self.threads: set[str] = set()

    def __call__(self, password: bytes, stored: bytes) -> bool:
        self.hashes.append(stored)
        self.threads.add(threading.current_thread().name)
        return bcrypt.checkpw(password, stored)


def answers(passwords: Passwords, *attempts: tuple[str, bytes]) -> list[bool]:
    async def ask() -> list[bool]:
        return [await passwords.right(USERS, user, password) for user, password in attempts]

    return asyncio.run(ask())


def test_only_the_right_password_of_that_user_is_right() -> None:
    attempts = [
        ("alice", b"alice123"),
        ("alice", b"bob123"),
        ("bob", b"bob123"),
        ("carol", b"bob123"),
        ("", b""),
        ("carol", b"alice123"),
        ("alice", b""),
        ("alice", b"\0"),
        ("ALICE", b"alice123"),
    ]
    expected = [True, False, True, False, False, False, False, False, False]
    assert answers(Passwords(), *attempts) == expected
    passwords = Passwords()
    assert answers(passwords, *attempts, *attempts) == expected * 2


def test_each_password_costs_one_bcrypt_once() -> None:
    counted = Counted()
    passwords = Passwords(counted)
    assert answers(passwords, *[("alice", b"wrong")] * 5) == [False] * 5
    assert answers(passwords, *[("alice", b"alice123")] * 5) == [True] * 5
    assert len(counted.hashes) == 2
    assert answers(passwords, *[("alice", b"wrong %d" % number) for number in range(5)]) == [False] * 5
    assert len(counted.hashes) == 7
    assert counted.threads == {"bcrypt"}


def test_who_cannot_be_right_costs_a_check_against_a_decoy_of_the_lowest_cost() -> None:
    counted = Counted()
    users = {
        "alice": USERS["alice"],
        "bob": SecretStr(hashed("bob123", 5)),
        "slow": SecretStr(hashed("x", 4)[:4] + "31$" + "." * 53),
    }
    passwords = Passwords(counted)

    async def ask(*attempts: tuple[str, bytes]) -> list[bool]:
        return [await passwords.right(users, *each) for each in attempts]

    assert asyncio.run(ask(*((f"stranger {number}", b"alice123") for number in range(10)))) == [False] * 10
    assert asyncio.run(ask(("bob", b"bob123"), ("bob", b"bob124"))) == [True, False]
    mine = {each.get_secret_value().encode() for each in users.values()}
    assert [each in mine for each in counted.hashes] == [*[False] * 10, True, False]
    assert {each[:7] for each in counted.hashes if each not in mine} == {b"$2b$04$"}


def test_with_a_new_hash_the_old_password_is_wrong_at_once() -> None:
    passwords = Passwords()

    async def ask() -> list[bool]:
        changed = {"alice": SecretStr(hashed("other"))}
        return [
            await passwords.right(USERS, "alice", b"alice123"),
            await passwords.right(changed, "alice", b"alice123"),
            await passwords.right(changed, "alice", b"other"),
            await passwords.right({"bob": USERS["alice"]}, "alice", b"alice123"),
        ]

    assert asyncio.run(ask()) == [True, False, True, False]


def test_what_is_remembered_is_bounded_and_holds_no_password() -> None:
    passwords = Passwords(lambda password, _stored: password.startswith(b"right"))
    users = {f"user {number}": USERS["alice"] for number in range(MAX_KNOWN + 10)}

    async def ask(password: bytes) -> set[bool]:
        return {await passwords.right(users, user, password + user.encode()) for user in users}

    for number in range(5):
        assert asyncio.run(ask(b"wrong %d" % number)) == {False}
    assert asyncio.run(ask(b"right password")) == {True}
    assert (len(passwords._right), len(passwords._wrong)) == (MAX_KNOWN, MAX_WRONG)
    kept = b"".join([*passwords._right, *passwords._right.values(), *passwords._wrong])
    assert not re.search(b"user|wrong|right", kept)
    assert not passwords._checks


def test_72_bytes_of_a_password_count_as_everywhere() -> None:
    users = {"alice": SecretStr(hashed("x" * 72))}

    async def ask(length: int) -> bool:
        return await Passwords().right(users, "alice", b"x" * length)

    assert [asyncio.run(ask(length)) for length in (71, 72, 100)] == [False, True, True]


def test_one_bcrypt_at_a_time_one_for_many_who_ask_the_same_and_no_more_than_may_wait() -> None:
    entered, leave, running = threading.Semaphore(0), threading.Event(), []

    def check(_password: bytes, _stored: bytes) -> bool:
        running.append(1)
        most.append(len(running))
        entered.release()
        assert leave.wait(10)
        running.pop()
        return _password == b"same"

    most: list[int] = []

    async def ask() -> list[bool | BaseException]:
        passwords = Passwords(check)
        same = [asyncio.create_task(passwords.right(USERS, "alice", b"same")) for _ in range(100)]
        await asyncio.to_thread(entered.acquire)
        others = [asyncio.create_task(passwords.right(USERS, "bob", b"%d" % each)) for each in range(MAX_WAITING + 5)]
        await asyncio.sleep(0)
        assert not any(task.done() for task in same)  # the loop goes on meanwhile
        leave.set()
        return await asyncio.gather(*same, *others, return_exceptions=True)

    results = asyncio.run(ask())
    assert results[:100] == [True] * 100
    # The oldest made room: the client is there for the longest time, and may have given up.
    assert [isinstance(each, TooManyChecksError) for each in results[100:]] == [*[True] * 5, *[False] * MAX_WAITING]
    assert (max(most), len(most)) == (1, MAX_WAITING + 1)


def test_those_who_cannot_be_right_wait_for_the_others_and_leave_room_for_other_addresses() -> None:
    leave, order = threading.Event(), []

    def check(password: bytes, _stored: bytes) -> bool:
        assert leave.wait(10)
        order.append(password)
        return True

    async def ask() -> list[bool | BaseException]:
        passwords = Passwords(check)
        guesses = [passwords.right(USERS, "nobody", b"%d" % each, f"192.0.2.{each % 10 // 7}") for each in range(100)]
        tasks = [asyncio.create_task(each) for each in [*guesses, passwords.right(USERS, "bob", b"right", "192.0.2.1")]]
        await asyncio.sleep(0)
        leave.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    *guesses, bob = asyncio.run(ask())
    assert (bob, guesses.count(False)) == (True, 2 * MAX_HOPELESS_FROM_ONE)
    assert order.index(b"right") == 0


def test_a_client_who_leaves_frees_its_place() -> None:
    entered, leave, checked = threading.Semaphore(0), threading.Event(), []

    def check(password: bytes, _stored: bytes) -> bool:
        entered.release()
        assert leave.wait(10)
        checked.append(password)
        return False

    async def ask() -> list[bool]:
        passwords, gone = Passwords(check), asyncio.Event()
        begun = asyncio.create_task(passwords.right(USERS, "alice", b"begun"))
        await asyncio.to_thread(entered.acquire)
        waiting = [asyncio.create_task(passwords.right(USERS, "alice", b"%d" % n, gone=gone.wait)) for n in range(20)]
        strangers = [asyncio.create_task(passwords.right(USERS, "x", b"%d" % n, gone=gone.wait)) for n in range(4)]
        await asyncio.sleep(0)
        gone.set()
        assert set(await asyncio.gather(*waiting, *strangers)) == {False}
        later = asyncio.create_task(passwords.right(USERS, "x", b"later"))
        await asyncio.sleep(0)
        leave.set()
        return [await begun, await later, bool(passwords._checks)]

    assert asyncio.run(ask()) == [False] * 3
    assert checked == [b"begun", b"later"]


def test_a_hash_of_a_high_cost_delays_only_its_own_users() -> None:
    leave = threading.Event()

    def check(_password: bytes, stored: bytes) -> bool:
        return leave.wait(10) if stored.startswith(b"$2b$19") else True

    async def ask() -> list[bool]:
        passwords = Passwords(check)
        users = {"slow": SecretStr("$2b$19$" + "." * 53), **USERS}
        slow = asyncio.create_task(passwords.right(users, "slow", b"x"))
        await asyncio.sleep(0)
        quick = [await passwords.right(users, name, b"x") for name in USERS]
        assert not slow.done()
        leave.set()
        return [*quick, await slow]

    assert asyncio.run(ask()) == [True] * 3


def test_a_client_who_leaves_does_not_take_the_answer_of_the_others_along() -> None:
    leave = threading.Event()

    def check(_password: bytes, _stored: bytes) -> bool:
        return leave.wait(10)

    async def ask() -> bool:
        passwords = Passwords(check)
        first = asyncio.create_task(passwords.right(USERS, "alice", b"x"))
        second = asyncio.create_task(passwords.right(USERS, "alice", b"x"))
        await asyncio.sleep(0)
        first.cancel()
        gone = asyncio.Event()
        third = asyncio.create_task(passwords.right(USERS, "alice", b"x", gone=gone.wait))
        await asyncio.sleep(0)
        gone.set()
        assert not await third
        leave.set()
        return await second

    assert asyncio.run(ask())


def test_what_a_client_sends_meanwhile_is_still_heard(tmp_path: Path) -> None:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": True} for body in (b"a", b"b")]
    heard = []

    async def receive() -> Message:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        heard.extend([(await receive())["body"], (await receive())["body"]])

    async def send(message: Message) -> None:
        heard.append(message["status"])

    headers = [(name.lower().encode(), value.encode()) for name, value in basic("alice", "alice123").items()]
    guard = Guard(app, configuration(tmp_path), Clock())
    asyncio.run(guard({"type": "http", "path": "/", "method": "POST", "headers": headers}, receive, send))
    assert heard == [b"a", b"b"]


def encoded(text: bytes) -> str:
    return b64encode(text).decode()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (f"Basic {encoded(b'alice:alice123')}", ("alice", b"alice123")),
        (f"basic {encoded(b'alice:a:b')}", ("alice", b"a:b")),
        (f"Basic {encoded(b'alice:a' + bytes(1))}", None),
        (f"Basic {encoded(b':')}", ("", b"")),
        (f"Basic {encoded(b'alice')}", None),
        (f"Basic {encoded(bytes([0xFF]) + b':x')}", None),
        (f"Bearer {encoded(b'alice:alice123')}", None),
        ("Basic alice:alice123", None),
        ("Basic é", None),
        ("Basic", None),
        ("", None),
        ("Basic a", None),
    ],
)
def test_credentials(header: str, expected: tuple[str, bytes] | None) -> None:
    assert credentials(header) == expected


def configuration(folder: Path, users: Iterable[str] = ("alice", "bob"), more: str = "") -> Protection:
    path = folder / "web.yml"
    lines = [f"  {name}: {hashed(name + '123')}\n" for name in users]
    path.write_text("basic_auth_users:\n" + "".join(lines) + more)
    return Protection(path)


def statuses(address: Secured, *headers: dict[str, str]) -> list[int]:
    return [address.get(headers=each).status for each in headers]


def test_over_http(tmp_path: Path) -> None:
    with secured(configuration(tmp_path)) as address:
        wrong, right = basic("alice", "bob123"), basic("bob", "bob123")
        assert statuses(address, {}, wrong, right, right, {"Authorization": "Bearer x"}) == [401, 401, 200, 200, 401]
        answer = address.get()
    assert answer.headers["www-authenticate"] == "Basic"
    assert answer.text == "user and password required; send those of basic_auth_users\n"


def test_exporter_toolkits_own_user(tmp_path: Path) -> None:
    path = tmp_path / "web.yml"
    path.write_text("basic_auth_users: {dave: $2y$10$2UXri9cIDdgeKjBo4Rlpx.U3ZLDV8X1IxKmsfOvhcM5oXQt/mLmXq}\n")
    with secured(Protection(path)) as address:
        assert statuses(address, basic("dave", "dave123"), basic("dave", "dave1234")) == [200, 401]


@pytest.mark.parametrize("path", ["/", "/metrics", "/nothing", "/healthz/", "//healthz", "/healthz/../metrics"])
def test_every_path_but_health_needs_the_password(tmp_path: Path, path: str) -> None:
    with secured(configuration(tmp_path)) as address:
        assert address.get(path=path).status == 401
        assert address.get(path=path, headers=basic("alice", "alice123")).status in {200, 404}


def test_health_needs_none_and_names_nothing_to_strangers(tmp_path: Path) -> None:
    with secured(configuration(tmp_path), Scene([waiting("orders"), waiting("cms")])) as address:
        assert address.get(path="/healthz").status == 200
        answer = address.get(path="/readyz")
    assert (answer.status, answer.text) == (503, "waiting for the first refresh of 2 providers; try again soon\n")
    path = tmp_path / "empty.yml"
    path.write_text("")
    with secured(Protection(path), Scene([waiting("orders"), waiting("cms")])) as address:
        assert address.get(path="/readyz").text == "waiting for the first refresh of orders, cms; try again soon\n"


def test_users_change_without_a_restart(tmp_path: Path) -> None:
    protection = configuration(tmp_path, ["alice"])
    with secured(protection) as address:
        assert statuses(address, basic("alice", "alice123"), basic("bob", "bob123")) == [200, 401]
        configuration(tmp_path, ["bob"])
        protection.refresh()
        assert statuses(address, basic("alice", "alice123"), basic("bob", "bob123")) == [401, 200]


def test_headers_are_set_and_win_over_our_own(tmp_path: Path) -> None:
    headers = (
        "http_server_config:\n  headers:\n    X-Frame-Options: sameorigin\n    Strict-Transport-Security: max-age=1\n"
    )
    with secured(configuration(tmp_path, more=headers)) as address:
        for path, given in (("/metrics", basic("alice", "alice123")), ("/metrics", {}), ("/healthz", {})):
            answer = address.get(path=path, headers=given)
            assert answer.headers["x-frame-options"] == "sameorigin"
            assert answer.headers["strict-transport-security"] == "max-age=1"
            assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_rate_is_limited_for_all_but_health(tmp_path: Path) -> None:
    path = tmp_path / "web.yml"
    path.write_text("rate_limit: {interval: 10s, burst: 2}\n")
    scene = Scene([waiting("orders")])
    with secured(Protection(path), scene) as address:
        assert statuses(address, {}, {}, {}, {}) == [200, 200, 429, 429]
        assert address.get(path="/healthz").status == 200
        scene.clock.advance(10)
        assert statuses(address, {}, {}) == [200, 429]
        scene.clock.advance(1000)
        assert statuses(address, {}, {}, {}) == [200, 200, 429]


def test_what_is_refused_for_its_rate_has_the_headers_too(tmp_path: Path) -> None:
    path = tmp_path / "web.yml"
    path.write_text(RATE_AND_HEADERS)
    with secured(Protection(path), Scene([waiting("orders")])) as address:
        answers = [address.get(), address.get()]
    assert [answer.status for answer in answers] == [200, 429]
    for answer in answers:
        assert answer.headers["x-frame-options"] == "deny"
        assert answer.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"


def test_a_rate_without_a_burst_answers_nothing_as_upstream(tmp_path: Path) -> None:
    path = tmp_path / "web.yml"
    path.write_text("rate_limit: {interval: 1s, burst: 0}\n")
    scene = Scene([waiting("orders")])
    with secured(Protection(path), scene) as address:
        scene.clock.advance(100)
        assert statuses(address, {}, {}) == [429, 429]
