"""The protocol that all services of modules implement."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class ServiceProtocol(Protocol):
    """A service that one module offers to the others: anything with a `service_name`.

    A module depends on a protocol, never on another module's class. It takes an implementation as an argument and
    imports its default only when it is first needed, so that either module can be removed without breaking the other.
    A class need not inherit from the protocol (PEP 544, https://peps.python.org/pep-0544/).
    """

    @property
    def service_name(self) -> str:
        """The name of the service in logs and error messages, such as `content`."""
