"""The base protocol of services."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class ServiceProtocol(Protocol):
    """A service that one module offers to others.

    Modules depend on protocols, never on each other's classes. They receive an implementation as an argument and
    import the default lazily, so that either module can be removed without breaking the other.
    """

    @property
    def service_name(self) -> str:
        """Name of the service in logs and error messages."""
