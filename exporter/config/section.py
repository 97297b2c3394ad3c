"""The base model of all sections: rejects unknown and conflicting keys, with messages that never show a value."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from exporter.config.origin import Problem
from exporter.config.values import DURATION_PATTERN, MAX_SECONDS, parse_duration

_MESSAGES = {
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "dict_type": "must be a mapping",
    "extra_forbidden": "unknown key",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "greater_than_equal": "must be at least {ge}",
    "int_from_float": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "less_than_equal": "must be at most {le}",
    "list_type": "must be a list",
    "literal_error": "must be {expected}",
    "mapping_type": "must be a mapping",
    "missing": "is required",
    "model_type": "must be a mapping",
    "path_type": "must be a path",
    "setting": "{message}",
    "string_pattern_mismatch": "must not be empty",
    "string_too_short": "must not be empty",
    "string_type": "must be a string",
    "tuple_type": "must be a list",
    "value_error": "{error}",
}


def message_of(error: Mapping[str, Any]) -> str:
    """Return the message for a pydantic error. Pydantic's own messages may contain the value, which may be secret."""
    return _MESSAGES.get(error["type"], "is invalid").format_map(error.get("ctx", {}))


def _detail(loc: tuple[str | int, ...], message: str) -> InitErrorDetails:
    return {"type": PydanticCustomError("setting", "{message}", {"message": message}), "loc": loc, "input": None}


def _redacted(error: Mapping[str, Any]) -> InitErrorDetails:
    if error["type"] == "extra_forbidden":  # keeps its type, by which `_known` finds suggestions
        return {"type": "extra_forbidden", "loc": error["loc"], "input": None}
    return _detail(error["loc"], message_of(error))


def _duration_schema(minimum: float) -> WithJsonSchema:
    text = {"type": "string", "pattern": DURATION_PATTERN}
    number = {"type": "number", "minimum": minimum, "maximum": MAX_SECONDS}
    return WithJsonSchema({"anyOf": [text, number], "examples": ["30s", "5m", "1h30m"]})


Seconds = Annotated[float, BeforeValidator(parse_duration), _duration_schema(0.001)]
SecondsOrZero = Annotated[float, BeforeValidator(lambda value: parse_duration(value, 0.0)), _duration_schema(0.0)]


class Section(BaseModel):
    """A section of the settings. A key without a value counts as unset; unknown keys are rejected."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    # Pairs of mutually exclusive settings; if a higher source sets one side, it replaces the other.
    exclusive: ClassVar[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = ()

    @classmethod
    def excluded(cls, name: str) -> set[str]:
        """Return the settings that are mutually exclusive with `name`."""
        pairs = [*cls.exclusive, *((right, left) for left, right in cls.exclusive)]
        return {other for left, right in pairs if name in left for other in right}

    @classmethod
    def _conflicts(cls, given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        for left, right in cls.exclusive:
            beside = [name for name in right if name in given]
            for name in left:
                if name in given and beside:
                    yield name, f"cannot be combined with {', '.join(beside)}; use one or the other"

    @model_validator(mode="wrap")
    @classmethod
    def _check(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        # Wraps the validation of the fields, so that conflicts are reported together with all other problems.
        data = {} if data is None else data
        if not isinstance(data, Mapping):
            return handler(data)
        known = names_of(cls)
        given = {name: value for name, value in data.items() if value is not None or name not in known}
        errors = [_detail((name,), message) for name, message in cls._conflicts(given)]
        try:
            section = handler(given)
        except ValidationError as error:
            if not errors:
                raise
            errors += [_redacted(found) for found in error.errors()]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return section


def problems_in(root: type[Section], error: ValidationError) -> list[Problem]:
    """Return the problems of a validation error of `root`; the messages contain no values."""
    found = error.errors(include_url=False, include_input=False)
    return [Problem(_without_key(each["loc"]), message_of(each), _known(root, each)) for each in found]


def _without_key(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return a location without what pydantic appends for the key itself of a mapping."""
    return loc[:-1] if loc[-1:] == ("[key]",) else loc


def _known(root: type[Section], error: Mapping[str, Any]) -> tuple[str, ...]:
    section = root
    for part in error["loc"][:-1]:
        inner = {info.alias or name: info for name, info in section.model_fields.items()}.get(part)
        section = (section_in(inner.annotation) if inner else None) or section
    return names_of(section) if error["type"] == "extra_forbidden" else ()


def names_of(section: type[Section]) -> tuple[str, ...]:
    """Return the names of a section's settings, as they are written."""
    return tuple(info.alias or name for name, info in section.model_fields.items())


def section_in(annotation: Any) -> type[Section] | None:
    """Return the section that a field's annotation holds, itself or as the values of a mapping; None for a leaf."""
    candidates = (annotation, *get_args(annotation))
    return next((each for each in candidates if isinstance(each, type) and issubclass(each, Section)), None)
