"""Answers with the numbers of a vendor, of a platform, or of the whole installation."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exporter.contracts.metrics import MetricValue
from exporter.exposition.facts import Facts, Known
from exporter.exposition.store import ProviderState
from exporter.server.answers import BEARER
from exporter.server.api.asked import Asked, Reply
from exporter.server.api.asking import Answer, BusyError, GoneError, Question, TooSlowError, UnavailableError
from exporter.server.api.lists import platform_item, vendor_item
from exporter.server.api.moment import Moment, dated, when
from exporter.server.api.numbers import numbers
from exporter.server.api.problems import ParameterError, Problem
from exporter.server.api.queries import MOST, StatisticsQuery
from exporter.server.json_text import json_of

logger = logging.getLogger(__name__)

RETRY_AFTER = "5"
"""Seconds after which a caller may ask again that has too many questions, or that asked when the database was down."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose numbers are asked for; None and None: those of the whole installation."""

    vendor: Known | None
    platform: Known | None


async def statistics(asked: Asked[StatisticsQuery]) -> Reply:
    """Return the numbers that a request asks for. Raises Problem."""
    subject = Subject(*asked.reach.subject(asked.query.vendor, asked.query.platform))
    chosen = _chosen(asked.query.category, asked.moment)
    head = {"subject": _shown(subject, asked)}
    if asked.query.has_period:
        answer = head | await _from_database(asked, subject)
        if asked.is_revoked():
            headers = {"WWW-Authenticate": f'{BEARER}, error="invalid_token"'}
            raise Problem(401, "the token was revoked while the question was answered", headers=headers)
        return Reply(lambda: answer, is_tagged=False)
    return Reply(lambda: head | _from_snapshots(asked.moment, chosen, subject))


def _chosen(wanted: Sequence[str], moment: Moment) -> Iterable[ProviderState]:
    """Return the states of these categories, or of all. Raises Problem 404 for an unknown one."""
    if not set(wanted) <= set(moment.categories):
        detail = f"no such category; known are {', '.join(moment.categories)}"
        raise Problem(404, detail, [ParameterError("category", "unknown category")])
    return [each for each in moment.states if not wanted or each.category in wanted]


def _shown(subject: Subject, asked: Asked[Any]) -> dict[str, Any]:
    return {
        "vendor": None if subject.vendor is None else vendor_item(subject.vendor, asked.reach),
        "platform": None if subject.platform is None else platform_item(subject.platform),
    }


def _from_snapshots(moment: Moment, states: Iterable[ProviderState], subject: Subject) -> dict[str, Any]:
    categories: list[dict[str, Any]] = []
    missing: list[dict[str, str]] = []
    for state in states:
        reason = moment.missing(state)
        if reason is not None:
            if state.installed and state.has_numbers and not _is_off(state, subject):
                missing.append({"category": state.category, "reason": reason})
        elif state.snapshot is not None and state.snapshot.facts is not None:
            facts = state.snapshot.facts
            if not _knows(facts, subject):  # it was read before the vendor or platform was created
                missing.append({"category": state.category, "reason": "waiting"})
            elif (values := _values(facts, subject)) is not None:
                head = {"category": state.category, **dated(state.snapshot, state.max_age)}
                categories.append(head | numbers(values, facts.additive))
    return {"period": None, "categories": categories, "missing": missing}


def _is_off(state: ProviderState, subject: Subject) -> bool:
    """Whether the module was disabled where it is asked for when it was last read."""
    facts = None if state.snapshot is None else state.snapshot.facts
    return facts is not None and _knows(facts, subject) and _values(facts, subject) is None


def _knows(facts: Facts, subject: Subject) -> bool:
    return (subject.vendor is None or subject.vendor.text in facts.vendors) and (
        subject.platform is None or subject.platform.text in facts.platforms
    )


def _values(facts: Facts, subject: Subject) -> Sequence[MetricValue] | None:
    if subject.vendor is not None:
        return facts.of_vendor(subject.vendor, subject.platform)
    return facts.of_installation() if subject.platform is None else facts.of_platform(subject.platform)


def _period(query: StatisticsQuery) -> dict[str, str | None]:
    """Return the period in full minutes, which is what was read."""
    bounds = {"from": query.from_, "to": query.to}
    return {name: None if each is None else when(each.timestamp()) for name, each in bounds.items()}


async def _from_database(asked: Asked[StatisticsQuery], subject: Subject) -> dict[str, Any]:
    query = asked.query
    question = Question(subject.vendor, subject.platform, frozenset(query.category), query.from_, query.to)
    if query.from_ is not None and query.to is None and asked.moment.now - query.from_ > MOST:
        detail = f"must be at most {MOST.days} days ago without to"
        raise Problem(400, f"from: {detail}", [ParameterError("from", detail)])
    if asked.ask is None:
        raise Problem(501, "periods are not available here; omit from and to")
    try:
        answer = await asked.ask(question, asked.access.counted_as, asked.gone)
    except BusyError as error:
        raise Problem(429, str(error), headers={"Retry-After": RETRY_AFTER}) from None
    except TooSlowError as error:
        raise Problem(504, str(error)) from None
    except UnavailableError as error:
        raise Problem(503, str(error), headers={"Retry-After": RETRY_AFTER}) from None
    except GoneError:
        raise Problem(503, "the client has disconnected") from None
    head = {"collected_at": when(answer.read_at), "stale_at": None}
    categories, missing = _categories(answer, head)
    return {"period": _period(query), "categories": categories, "missing": missing}


def _categories(answer: Answer, head: Mapping[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Return the categories of an answer from the database, and those that failed.

    Values of packaged providers are not checked before. A wrong one fails only its category.
    """
    categories: list[dict[str, Any]] = []
    failed = list(answer.failures)
    for category, values in answer.values.items():
        try:
            shown = numbers(values, answer.additive, with_previous=True)
            json_of(shown)
            categories.append({"category": category, **head, **shown})
        except Exception as error:  # noqa: BLE001 - the failure boundary of a category
            extra = {"category": category, "problem": type(error).__name__}
            logger.warning("a provider returned invalid values", extra=extra)
            failed.append(category)
    return categories, [{"category": category, "reason": "failed"} for category in failed]
