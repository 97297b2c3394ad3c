"""Provider options: the fields of the provider's dataclass, validated like all other settings."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from exporter.config.values import parse_duration


class OptionError(ValueError):
    """An unknown option of a provider, or an invalid value for one."""

    def __init__(self, name: str, message: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(f"{name}: {message}")
        self.name, self.message, self.known = name, message, known


def build(provider: Any, options: Mapping[str, Any]) -> Any:
    """Instantiate a provider class with its options; an instance is returned unchanged.

    Raises OptionError for the first invalid option.
    """
    known = tuple(field.name for field in fields(provider) if field.init) if is_dataclass(provider) else ()
    for name in options:
        if name not in known or not isinstance(provider, type):
            raise OptionError(name, "unknown option" if known else "the provider has no options", known)
    if not isinstance(provider, type):
        return provider
    hints = get_type_hints(provider) if options else {}
    return provider(**{name: _value(name, hints[name], value) for name, value in options.items()})


def _value(name: str, annotation: Any, value: object) -> object:
    try:
        if annotation is timedelta:
            return timedelta(seconds=parse_duration(value))
        return TypeAdapter(annotation).validate_python(value)
    except ValidationError as error:
        raise OptionError(name, error.errors()[0]["msg"].lower()) from None
    except ValueError as error:
        raise OptionError(name, str(error)) from None
