"""What a caller may see: everything, one platform, or one vendor."""

from dataclasses import dataclass
from typing import Literal

from starlette.types import Scope

ACCESS = "orion.access"
"""Key in the ASGI scope: the `Access` of the request."""


@dataclass(frozen=True, slots=True)
class Access:
    """The scope of the credentials of a request. `id` is the text of the id of a platform or vendor.

    `caller` identifies the credentials, for limits per caller; it is empty where none are required.
    """

    kind: Literal["all", "platform", "vendor"] = "all"
    id: str = ""
    caller: str = ""


EVERYTHING = Access()


def access_of(scope: Scope) -> Access:
    """Return what the caller of a request may see; everything where no credentials are required."""
    access: Access = scope.get(ACCESS, EVERYTHING)
    return access
