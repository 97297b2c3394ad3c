"""Errors of the API as problem details: https://www.rfc-editor.org/rfc/rfc9457"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from exporter.server.answers import problem


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

    def response(self) -> Response:
        """Return the response."""
        errors = [{"parameter": each.parameter, "detail": each.detail} for each in self.errors]
        return problem(self.status, self.detail, self.headers, **({"errors": errors} if errors else {}))
