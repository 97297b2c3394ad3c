"""Provider options: the fields of the provider's dataclass, validated like all other settings."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import timedelta
from functools import partial, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from exporter.config.section import message_of
from exporter.config.values import parse_duration, split_list

_LISTS = {tuple, list, set, frozenset, Sequence}


class OptionError(ValueError):
    """An unknown option of a provider, or an invalid value for one."""

    def __init__(self, name: str, message: str, known: tuple[str, ...] = ()) -> None:
        super().__init__(f"{name}: {message}")
        self.name, self.message, self.known = name, message, known


def build(provider: Any, options: Mapping[str, Any]) -> Any:
    """Instantiate a provider class with its options; an instance is returned unchanged.

    A value of None counts as not given. Raises OptionError for the first invalid option.
    """
    takes_options = isinstance(provider, type) and is_dataclass(provider)
    known = tuple(field.name for field in fields(provider) if field.init) if takes_options else ()
    for name in options:
        if name not in known:
            raise OptionError(name, "unknown option" if known else "the provider has no options", known)
    if not isinstance(provider, type):
        return provider
    hints = get_type_hints(provider) if options else {}
    return provider(**{name: _value(name, hints[name], value) for name, value in options.items() if value is not None})


def _value(name: str, annotation: Any, value: object) -> object:
    try:
        return TypeAdapter(_as_written(annotation)).validate_python(value)
    except ValidationError as error:
        raise OptionError(name, message_of(error.errors()[0])) from None


def _as_written(annotation: Any) -> Any:
    """Return the type that reads what people write.

    That is "1h30m" for a duration, commas between the items of a list, and text for numbers, as in the environment.
    """
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation is timedelta:
        return Annotated[timedelta, BeforeValidator(_duration)]
    if origin is Literal:
        return Annotated[annotation, BeforeValidator(partial(_choice, args))]
    if origin in {Union, UnionType}:
        return reduce(or_, map(_as_written, args))
    if origin in _LISTS:
        return Annotated[origin[tuple(map(_as_written, args))], BeforeValidator(split_list)]
    return Annotated[annotation, BeforeValidator(split_list)] if annotation in _LISTS else annotation


def _choice(choices: tuple[object, ...], value: object) -> object:
    # Compared as text: "2" of the environment is 2, and pydantic takes true for 1.
    return {str(choice): choice for choice in choices}.get(str(value), str(value))


def _duration(value: object) -> timedelta:
    return timedelta(seconds=parse_duration(value))
