"""Basic authentication. Passwords are checked with bcrypt, one at a time in a thread, unless known to be correct."""

import asyncio
import hashlib
import hmac
import secrets
import threading
from base64 import b64decode
from collections import Counter, OrderedDict
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from typing import Any

import bcrypt
from pydantic import SecretStr

MAX_WAITING = 16
"""Maximum number of pending password checks; at 70 ms each, they take about a second."""

MAX_WAITING_FROM_ONE = 4
"""Maximum number of pending checks per client address, so that a guessing client leaves room for others."""

MAX_KNOWN = 256
"""Maximum number of correct passwords that are remembered."""

_LONGEST = 72
"""bcrypt uses at most 72 bytes of a password."""

Check = Callable[[bytes, bytes], bool]
"""Returns whether a password matches a hash."""


Gone = Callable[[], Coroutine[Any, Any, object]]
"""Returns when the client has disconnected."""


class TooManyChecksError(Exception):
    """There are too many pending password checks."""


def credentials(header: str) -> tuple[str, bytes] | None:
    """Return the user and password of an Authorization header; None if it has none.

    https://www.rfc-editor.org/rfc/rfc7617#section-2
    """
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = b64decode(encoded, validate=True).partition(b":")
        return (user.decode(), password) if colon else None
    except ValueError:
        return None


class Passwords:
    """Checks passwords.

    A wrong password always takes one bcrypt computation, even if the user does not exist. A correct one is remembered
    as a keyed digest of user, password and stored hash, so changing the hash invalidates it.
    """

    def __init__(self, check: Check = bcrypt.checkpw) -> None:
        self._check = check
        self._secret = secrets.token_bytes(32)
        self._right: OrderedDict[bytes, None] = OrderedDict()
        self._checks: dict[bytes, asyncio.Task[bool]] = {}
        self._waiting: Counter[str] = Counter()
        self._turn = asyncio.Lock()

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
        known = user in users
        hashed = (users[user] if known else self._decoy(users, user)).get_secret_value().encode()
        key = self._digest(user.encode(), password, hashed)
        if key in self._right:
            self._right.move_to_end(key)
            return known
        task = self._checks.get(key)
        if task is None:
            if len(self._checks) >= MAX_WAITING or self._waiting[address] >= MAX_WAITING_FROM_ONE:
                raise TooManyChecksError
            task = asyncio.create_task(self._find_out(key, password, hashed, known=known))
            self._begin(key, task, address)
        leaving = asyncio.ensure_future(gone())
        await asyncio.wait({task, leaving}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        return task.done() and task.result()  # an unfinished task continues, as other requests may await it

    def _begin(self, key: bytes, task: asyncio.Task[bool], address: str) -> None:
        def end(_: object) -> None:
            del self._checks[key]
            self._waiting[address] -= 1
            if not self._waiting[address]:
                del self._waiting[address]

        self._checks[key] = task
        self._waiting[address] += 1
        task.add_done_callback(end)

    async def _find_out(self, key: bytes, password: bytes, hashed: bytes, *, known: bool) -> bool:
        async with self._turn:
            matches = await _in_thread(self._check, password[:_LONGEST], hashed)
        if not (matches and known):
            return False
        self._right[key] = None
        if len(self._right) > MAX_KNOWN:
            self._right.popitem(last=False)
        return True

    def _decoy(self, users: Mapping[str, SecretStr], user: str) -> SecretStr:
        """Return the hash that an unknown user is checked against: always the same one, so timing is consistent."""
        number = int.from_bytes(self._digest(user.encode()))
        return list(users.values())[number % len(users)]

    def _digest(self, *parts: bytes) -> bytes:
        framed = b"".join(len(part).to_bytes(8) + part for part in parts)
        return hmac.digest(self._secret, framed, hashlib.sha256)


async def _in_thread(check: Check, password: bytes, hashed: bytes) -> bool:
    """Run a check in a daemon thread, which does not delay the exit; bcrypt releases the GIL."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bool] = loop.create_future()

    def resolve(matches: bool) -> None:  # noqa: FBT001 - the result of the future
        if not answer.done():
            answer.set_result(matches)

    def work() -> None:
        matches = False
        with suppress(ValueError):  # a password that bcrypt rejects is wrong
            matches = check(password, hashed)
        with suppress(RuntimeError):  # the loop is closed
            loop.call_soon_threadsafe(resolve, matches)

    threading.Thread(target=work, name="bcrypt", daemon=True).start()
    return await answer
