"""The root of the service protocols."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class ServiceProtocol(Protocol):
    """A service of one module, as the others see it.

    A module depends on a protocol, never on another module's class: it takes an implementation by argument
    and resolves its default lazily, so that either side can be removed without breaking the other.
    """

    @property
    def service_name(self) -> str:
        """The name of the service, for logs and error messages."""
