"""Reads the parameters of a request into the model of its operation."""

from collections.abc import Iterator, Mapping
from typing import TypeVar, get_origin

from pydantic import ValidationError

from exporter.server.api.problems import ParameterError, Problem
from exporter.server.api.queries import Query
from exporter.server.fields import TooManyParametersError, parameters_of

Q = TypeVar("Q", bound=Query)

_VALUE_ERROR = "value_error"


def read(query: bytes, model: type[Q]) -> Q:
    """Return the parameters of a query string. Raises Problem 400 with what is wrong with each of them."""
    try:
        given = parameters_of(query)
    except TooManyParametersError as error:
        raise Problem(400, str(error)) from None
    names = {field.alias or name: get_origin(field.annotation) is tuple for name, field in model.model_fields.items()}
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).append(value)
    if problems := list(_misused(values, names)):
        raise _problem(problems, names)
    try:
        return model.model_validate({name: each if names[name] else each[0] for name, each in values.items()})
    except ValidationError as error:
        raise _problem([ParameterError(*each) for each in _messages(error)], names) from None


def _misused(values: Mapping[str, list[str]], known: Mapping[str, bool]) -> Iterator[ParameterError]:
    if any(name not in known for name in values):
        yield ParameterError("", "unknown parameter")
    for name, is_list in known.items():
        if not is_list and len(values.get(name, ())) > 1:
            yield ParameterError(name, "must not be repeated")


def _messages(error: ValidationError) -> Iterator[tuple[str, str]]:
    for each in error.errors(include_url=False, include_input=False):
        message = str(each["ctx"]["error"]) if each["type"] == _VALUE_ERROR else each["msg"]
        yield str(each["loc"][0]) if each["loc"] else "", message


def _problem(errors: list[ParameterError], known: Mapping[str, bool]) -> Problem:
    allowed = f"allowed parameters: {', '.join(known)}" if known else "no parameters are allowed"
    first = errors[0]
    return Problem(
        400, f"{first.parameter}: {first.detail}" if first.parameter else f"{first.detail}; {allowed}", errors
    )
