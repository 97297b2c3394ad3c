"""Errors of the API as problem details: https://www.rfc-editor.org/rfc/rfc9457"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from exporter.server.answers import SAFE
from exporter.server.api.json_text import json_of

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ParameterError:
    """What is wrong with a parameter; an empty name if it is with several."""

    parameter: str
    detail: str


class Problem(Exception):  # noqa: N818 - the word of RFC 9457
    """An error response: its status, what is wrong and how to fix it. Never contains text of the request."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Sequence[ParameterError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors, self.headers = status, detail, tuple(errors), dict(headers or {})

    @property
    def content(self) -> dict[str, Any]:
        """The problem details."""
        content: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            content["errors"] = [{"parameter": each.parameter, "detail": each.detail} for each in self.errors]
        return content

    def response(self) -> Response:
        """Return the response."""
        return Response(json_of(self.content), self.status, SAFE | self.headers, MEDIA_TYPE)
