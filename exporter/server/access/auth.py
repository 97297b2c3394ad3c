"""Passwords: bcrypt, on a thread of its own, one at a time, and only for what is not known to be right."""

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
"""How many different passwords may wait to be checked; at 70 ms each, a second."""

MAX_WAITING_FROM_ONE = 4
"""How many of them may come from one address, so that whoever guesses leaves room for the others."""

MAX_KNOWN = 256
"""How many right passwords are remembered."""

_LONGEST = 72
"""As many bytes of a password count for bcrypt."""

Check = Callable[[bytes, bytes], bool]
"""Tells whether a password belongs to a hash."""


Gone = Callable[[], Coroutine[Any, Any, object]]
"""Waits for the end of whoever asks."""


class TooManyChecksError(Exception):
    """More passwords wait to be checked than may."""


def credentials(header: str) -> tuple[str, bytes] | None:
    """Return user and password of an Authorization header, or None if it has none (RFC 7617)."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, colon, password = b64decode(encoded, validate=True).partition(b":")
        return (user.decode(), password) if colon else None
    except ValueError:
        return None


class Passwords:
    """Tells right passwords from wrong ones.

    A wrong one costs a bcrypt, whether there is such a user or not. A right one is remembered by a keyed digest of
    user, password and stored hash: with a new hash it is forgotten, and what is remembered is of no use to others.
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
        """Return whether a user has this password; `users` holds the hashes and is not empty.

        `address` is where the question comes from. If `gone` ends first, whoever asked is gone, and the answer is
        False. Raises TooManyChecksError if too many wait already.
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
        return task.done() and task.result()  # if not, others may wait for it

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
        """Return the hash against which an unknown user is checked: always the same one, at its cost."""
        number = int.from_bytes(self._digest(user.encode()))
        return list(users.values())[number % len(users)]

    def _digest(self, *parts: bytes) -> bytes:
        framed = b"".join(len(part).to_bytes(8) + part for part in parts)
        return hmac.digest(self._secret, framed, hashlib.sha256)


async def _in_thread(check: Check, password: bytes, hashed: bytes) -> bool:
    """Run a check, for which bcrypt lets go of the interpreter, on a thread that does not hold up the exit."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[bool] = loop.create_future()

    def tell(matches: bool) -> None:  # noqa: FBT001 - what the future is told
        if not answer.done():
            answer.set_result(matches)

    def work() -> None:
        matches = False
        with suppress(ValueError):  # a password that bcrypt does not take is a wrong one
            matches = check(password, hashed)
        with suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(tell, matches)

    threading.Thread(target=work, name="bcrypt", daemon=True).start()
    return await answer
