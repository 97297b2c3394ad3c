"""A request to the API, after its parameters and its credentials have been read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exporter.exposition.store import ProviderState
from exporter.server.access.scopes import Access
from exporter.server.api.asking import Ask, Gone
from exporter.server.api.moment import Moment
from exporter.server.api.queries import Query
from exporter.server.api.reach import Reach

Q_co = TypeVar("Q_co", bound=Query, covariant=True)


@dataclass(frozen=True, slots=True)
class Asked(Generic[Q_co]):
    """What a request asks for, and what answers it.

    `directory` is the state whose snapshot has the directory that `reach` reads. `gone` returns when the client has
    disconnected; `is_revoked` is whether its token has been revoked meanwhile.
    """

    query: Q_co
    access: Access
    moment: Moment
    directory: ProviderState
    reach: Reach
    ask: Ask | None
    gone: Gone
    is_revoked: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. `content` makes it, unless the client has it already: it follows from the states, if `is_tagged`."""

    content: Callable[[], dict[str, Any]]
    is_tagged: bool = True
