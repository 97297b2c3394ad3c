"""Basic authentication. Passwords are checked with bcrypt in a thread, unless it is known whether they are correct."""

import asyncio
import hashlib
import hmac
import secrets
import threading
from base64 import b64decode
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

import bcrypt
from pydantic import SecretStr

from exporter.contracts.clock import Clock
from exporter.server.access.costs import COMFORTABLE_COST, cost_of, decoy
from exporter.server.access.line import Check, Line, TooManyChecksError

MAX_KNOWN = 256
"""Maximum number of users whose correct password is remembered."""

MAX_WRONG = 1024
"""Maximum number of wrong passwords that are remembered."""

_LONGEST = 72
"""bcrypt uses at most 72 bytes of a password."""

Match = Callable[[bytes, bytes], bool]
"""Returns whether a password matches a hash."""

Gone = Callable[[], Coroutine[Any, Any, object]]
"""Returns when the client has disconnected."""


def credentials(header: str) -> tuple[str, bytes] | None:
    """Return the user and password of an Authorization header; None if it has none.

    https://www.rfc-editor.org/rfc/rfc7617#section-2
    """
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = b64decode(encoded, validate=True).partition(b":")
        # No control characters are allowed; bcrypt would take some passwords with a NUL for others without it.
        return (user.decode(), password) if colon and b"\0" not in password else None
    except ValueError:
        return None


class Passwords:
    """Checks passwords.

    Correct and wrong ones are remembered as keyed digests of user, password and stored hash, so changing the hash
    invalidates them. As a hash has one password, others are known to be wrong as soon as it is known; like those of
    users that do not exist, they are checked against a decoy, after all that may be correct. Each of the two lanes,
    for hashes of usual and of high costs, makes one check at a time.
    """

    def __init__(self, match: Match = bcrypt.checkpw, clock: Clock | None = None) -> None:
        self._secret = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, bytes] = OrderedDict()
        self._wrong: OrderedDict[bytes, None] = OrderedDict()
        self._checks: dict[bytes, tuple[Check, asyncio.Future[bool | None]]] = {}
        self._usual, self._slow = (_Lane(match, self._learn, clock or Clock()) for _ in range(2))

    async def right(
        self,
        users: Mapping[str, SecretStr],
        user: str,
        password: bytes,
        address: str = "",
        gone: Gone = lambda: asyncio.Event().wait(),
    ) -> bool:
        """Return whether the password of a user is correct; `users` maps names to hashes and is not empty.

        `address` is the client's address. Returns False if the client disconnects first, which `gone` awaits. Raises
        TooManyChecksError if there are too many pending checks.
        """
        stored = users[user].get_secret_value().encode() if user in users else b""
        name = self._digest(user.encode(), stored)
        key = self._digest(name, password[:_LONGEST])
        correct = self._right.get(name)
        if correct == key or key in self._wrong:
            memory = self._right if correct == key else self._wrong
            memory.move_to_end(name if correct == key else key)
            return correct == key
        hopeless = correct is not None or not stored
        hashed = decoy(min(cost_of(each.get_secret_value()) for each in users.values())) if hopeless else stored
        lane = self._slow if cost_of(hashed.decode()) > COMFORTABLE_COST else self._usual
        if key not in self._checks:
            check = Check(key, name, password[:_LONGEST], hashed, address, hopeless)
            lane.add(check)
            self._checks[key] = check, asyncio.get_running_loop().create_future()
        return await self._awaited(key, lane, gone)

    async def _awaited(self, key: bytes, lane: "_Lane", gone: Gone) -> bool:
        """Wait for the answer or for the client to disconnect, which frees its place unless others wait, too."""
        check, answer = self._checks[key]
        check.awaited += 1
        leaving = asyncio.ensure_future(gone())
        either: set[asyncio.Future[Any]] = {answer, leaving}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            check.awaited -= 1
            if not check.awaited and lane.remove(check):
                del self._checks[key]
        if not answer.done():
            return False
        right = answer.result()
        if right is None:
            raise TooManyChecksError
        return right

    def _learn(self, check: Check, *, matches: bool | None) -> None:
        """Remember the outcome of a check (None: it was not made) and tell those who await it."""
        _, answer = self._checks.pop(check.key)
        right = matches and not check.hopeless
        if right:
            self._right[check.name] = check.key
            if len(self._right) > MAX_KNOWN:
                self._right.popitem(last=False)
        elif matches is not None:
            self._wrong[check.key] = None
            if len(self._wrong) > MAX_WRONG:
                self._wrong.popitem(last=False)
        answer.set_result(right)

    def _digest(self, *parts: bytes) -> bytes:
        framed = b"".join(len(part).to_bytes(8) + part for part in parts)
        return hmac.digest(self._secret, framed, hashlib.sha256)


class _Lane:
    """Makes one check at a time in a thread. `learn` receives the outcome, None for checks that are not made."""

    def __init__(self, match: Match, learn: Callable[..., None], clock: Clock) -> None:
        self._match = match
        self._learn = learn
        self._clock = clock
        self._line = Line()
        self._working: asyncio.Task[None] | None = None
        self.remove = self._line.remove

    def add(self, check: Check) -> None:
        """Append a check. Raises TooManyChecksError."""
        leaving = self._line.add(check, self._clock.monotonic())
        if leaving is not None:
            self._learn(leaving, matches=None)
        if self._working is None:
            self._working = asyncio.create_task(self._work())

    async def _work(self) -> None:
        try:
            while (check := self._line.next(start := self._clock.monotonic())) is not None:
                matches = await _in_thread(self._match, check.password, check.hashed)
                self._line.took(self._clock.monotonic() - start)
                self._learn(check, matches=matches)
        finally:
            self._working = None


async def _in_thread(match: Match, password: bytes, hashed: bytes) -> bool | None:
    """Run a check in a daemon thread, which does not delay the exit; bcrypt releases the GIL. None: no thread."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bool] = loop.create_future()

    def resolve(matches: bool) -> None:  # noqa: FBT001 - the result of the future
        if not answer.done():
            answer.set_result(matches)

    def work() -> None:
        matches = False
        with suppress(ValueError):  # a password that bcrypt rejects is wrong
            matches = match(password, hashed)
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(resolve, matches)

    try:
        threading.Thread(target=work, name="bcrypt", daemon=True).start()
    except RuntimeError:  # the system allows no further thread
        return None
    return await answer
