"""Logins that Debian's MariaDB does not have: a server that admits clients as MySQL does, in front of a real database.

It implements the connection phase of https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html
without TLS. A client that is admitted talks to the real server from then on.
"""

import hashlib
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

import pymysql
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from pymysql.constants import CLIENT
from sqlalchemy import URL

_OK, _MORE, _SWITCH = b"\x00\x00\x00\x02\x00\x00\x00", b"\x01", b"\xfe"
_DENIED = b"\xff\x15\x04#28000Access denied"
_FAST, _FULL, _ASK_KEY = b"\x03", b"\x04", {"caching_sha2_password": b"\x02", "sha256_password": b"\x01"}
_OAEP = padding.OAEP(padding.MGF1(hashes.SHA1()), hashes.SHA1(), None)  # noqa: S303 - as the protocol has it


@dataclass
class MySQL:
    """How clients are admitted: with `plugin`, after a greeting that names `default`; `cached` is MySQL's fast path.

    A plugin that is neither of the two is only named to the client. `passwords` are those that arrived decrypted.
    """

    database: URL
    plugin: str = "caching_sha2_password"
    default: str = "caching_sha2_password"
    cached: bool = False
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    passwords: list[str] = field(default_factory=list)

    @property
    def public_key(self) -> bytes:
        """The key in the PEM format."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        return self.key.public_key().public_bytes(serialization.Encoding.PEM, form)

    @property
    def password(self) -> bytes:
        """The one that is right."""
        return str(self.database.password).encode()


@contextmanager
def before(server: MySQL) -> Iterator[URL]:
    """Listen in front of a database; yield the URL with which a client is admitted and reads it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=_accept, args=(listener, server), daemon=True).start()
        try:
            yield server.database.set(host="127.0.0.1", port=listener.getsockname()[1])
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, server: MySQL) -> None:
    with suppress(OSError):  # the listener is shut down
        while True:
            Thread(target=_serve, args=(listener.accept()[0], server), daemon=True).start()


def _serve(client: socket.socket, server: MySQL) -> None:
    login = _Login(client, server)
    with client, suppress(OSError, EOFError):  # the client is gone
        if login.admits():
            login.send(_OK)
            _relay(client, server.database)
        else:
            login.send(_DENIED)


class _Login:
    """The connection phase with one client."""

    def __init__(self, client: socket.socket, server: MySQL) -> None:
        self._client, self._server = client, server
        self._number = 0
        self._salt = secrets.token_hex(10).encode()

    def send(self, payload: bytes) -> None:
        self._client.sendall(len(payload).to_bytes(3, "little") + bytes([self._number]) + payload)
        self._number += 1

    def admits(self) -> bool:
        """Greet the client and return whether its password is right."""
        self.send(self._greeting())
        answer = _authentication(self._receive())
        if self._server.plugin != self._server.default:
            answer = self._ask(_SWITCH + self._server.plugin.encode() + b"\0" + self._salt + b"\0")
        if self._server.plugin == "caching_sha2_password":
            return self._caching(answer)
        return self._server.plugin == "sha256_password" and self._full(answer)

    def _caching(self, answer: bytes) -> bool:
        # MySQL asks for the password, too, if what shows that the client knows it is wrong.
        if self._server.cached and answer == _scramble(self._server.password, self._salt):
            self.send(_MORE + _FAST)
            return True
        return self._full(self._ask(_MORE + _FULL))

    def _full(self, answer: bytes) -> bool:
        """Receive the password, encrypted with the public key, which the client has or asks for."""
        if answer == _ASK_KEY[self._server.plugin]:
            answer = self._ask(_MORE + self._server.public_key)
        try:
            salted = self._server.key.decrypt(answer, _OAEP)
        except ValueError:  # encrypted with another key
            return False
        password = bytes(letter ^ self._salt[at % len(self._salt)] for at, letter in enumerate(salted))
        self._server.passwords.append(password.removesuffix(b"\0").decode())
        return password == self._server.password + b"\0"

    def _greeting(self) -> bytes:
        can = CLIENT.CAPABILITIES | CLIENT.CONNECT_WITH_DB | CLIENT.PLUGIN_AUTH
        can &= ~(CLIENT.SSL | CLIENT.COMPRESS)
        low, high = (can & 0xFFFF).to_bytes(2, "little"), (can >> 16).to_bytes(2, "little")
        start = b"\x0a8.0.44\0" + bytes(4) + self._salt[:8] + b"\0" + low + b"\x2d\x02\x00" + high + b"\x15" + bytes(10)
        return start + self._salt[8:] + b"\0" + self._server.default.encode() + b"\0"

    def _ask(self, payload: bytes) -> bytes:
        self.send(payload)
        return self._receive()

    def _receive(self) -> bytes:
        head = _exactly(self._client, 4)
        self._number = head[3] + 1
        return _exactly(self._client, int.from_bytes(head[:3], "little"))


def _authentication(response: bytes) -> bytes:
    """Return what a client answers to the greeting: after 32 bytes and its name, with its length before it."""
    rest = response[32:].partition(b"\0")[2]
    return rest[1 : 1 + rest[0]]


def _scramble(password: bytes, salt: bytes) -> bytes:
    """Return how a client shows that it knows the password: XOR(SHA256(p), SHA256(SHA256(SHA256(p)), salt))."""
    once = hashlib.sha256(password).digest()
    mask = hashlib.sha256(hashlib.sha256(once).digest() + salt).digest()
    return bytes(left ^ right for left, right in zip(once, mask, strict=True))


def _exactly(client: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        if not (part := client.recv(count - len(data))):
            raise EOFError
        data += part
    return data


def _relay(client: socket.socket, database: URL) -> None:
    """Pass bytes on between a client and the real server until one of them closes."""
    name, password = database.username, str(database.password).encode()
    there = pymysql.connect(
        host=database.host, port=database.port or 0, user=name, password=password, database=database.database,
        charset="utf8mb4",
    )  # fmt: skip
    with vars(there)["_sock"] as upstream:
        Thread(target=_pump, args=(upstream, client), daemon=True).start()
        _pump(client, upstream)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
