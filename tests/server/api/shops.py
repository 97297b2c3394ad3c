"""A shop that was refreshed once, and clients that ask the API about it in this process."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from exporter.server.access.scopes import ACCESS, EVERYTHING, Access
from exporter.server.api.routes import api_app
from tests.server.serving import Scene
from tests.support.databases import Database
from tests.support.random_shop import NOW
from tests.support.shop import Exporter

ROOT = "/api/v1"


def scene_of(database: Database) -> Scene:
    """Return a scene of the states after a refresh of all categories."""
    exporter = Exporter(database.url, NOW).refresh()
    exporter.close()
    assert exporter.failures() == {}
    return Scene(exporter.store.states(), exporter.clock)


class Client:
    """Asks the API over ASGI, with the access that credentials would give."""

    def __init__(self, scene: Scene, access: Access = EVERYTHING, app: ASGIApp | None = None) -> None:
        self._app, self._access = app or api_app(scene.source), access

    async def _with_access(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, ACCESS: self._access}, receive, send)

    def ask(
        self,
        path: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        root_path: str = "",
        **parameters: Any,
    ) -> httpx.Response:
        """Send a request to a path below the root of the API; a parameter `from_` is sent as `from`."""
        sent = {name.removesuffix("_"): value for name, value in parameters.items()}

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self._with_access, root_path=root_path)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                return await client.request(method, root_path + ROOT + path, params=sent or None, headers=headers)

        return asyncio.run(send())

    def json(self, path: str, **parameters: Any) -> Any:
        """Return the answer to a request that succeeds."""
        answer = self.ask(path, **parameters)
        assert answer.status_code == 200, answer.text
        return answer.json()
