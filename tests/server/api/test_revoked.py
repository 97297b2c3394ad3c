"""A token that is revoked, or gets another scope, while a question of it is answered."""

from collections.abc import Sequence

import pytest

from exporter.config.token_settings import TokenScope, TokenSettings
from exporter.server.api.asking import Answer, Gone, Question
from exporter.server.app import create_app
from tests.server.api.shops import Client, asking
from tests.server.serving import Scene
from tests.server.tokens import OTHER, TOKEN, bearer, given, protected

PATH = "/statistics?vendor=1&from=2026-01-01"
CASES: list[tuple[Sequence[TokenSettings], int]] = [
    ([], 401),
    ([given(OTHER, "other")], 401),
    ([given().model_copy(update={"scope": TokenScope("vendor", "2")})], 401),
    ([given(), given(OTHER, "other")], 200),
]


@pytest.mark.parametrize(("tokens", "status"), CASES, ids=["none", "another", "another scope", "it and another"])
def test_the_answer_is_for_who_may_still_have_it(scene: Scene, tokens: Sequence[TokenSettings], status: int) -> None:
    protection = protected(given())

    async def ask(_question: Question, _caller: str, _gone: Gone) -> Answer:
        protection.tokens.use(tokens)
        return Answer({}, {}, 0.0, frozenset())

    client = Client(scene.source, app=create_app(asking(scene, ask), protection=protection))
    answer = client.ask(PATH, headers=bearer(TOKEN))
    assert (answer.status_code, "revoked" in answer.text) == (status, status == 401)
    assert ("invalid_token" in answer.headers.get("www-authenticate", "")) == (status == 401)
