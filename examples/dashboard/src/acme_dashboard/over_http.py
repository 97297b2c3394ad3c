"""The source that asks an exporter over HTTP, for an application that does not read the shop's tables itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx

from acme_dashboard.periods import Period
from acme_dashboard.sources import Numbers, UnavailableError
from exporter.contracts import Failure, MetricValue
from exporter.statistics import Statistics

_TIMEOUT_SECONDS = 10.0
_MOST_LOGGED = 500


def client_of(url: str, token: str | None) -> httpx.Client:
    """Return a client for the exporter at a URL, to be kept while the application runs.

    The token stays on the server. It may see every vendor, so each page checks who asks before it asks.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.Client(base_url=url, headers=headers, timeout=_TIMEOUT_SECONDS)


@dataclass(frozen=True, slots=True)
class OverHttp:
    """Asks an exporter: https://HOST/api/v1/statistics."""

    client: httpx.Client
    now: datetime

    def vendor(self, vendor_id: int, period: Period) -> Numbers:
        """Return the numbers of a vendor in a period."""
        return self._ask(period, vendor=str(vendor_id))

    def platform(self, platform_id: int, period: Period) -> Numbers:
        """Return the numbers of a platform in a period."""
        return self._ask(period, platform=str(platform_id))

    def installation(self, period: Period) -> Numbers:
        """Return the numbers of the whole shop in a period."""
        return self._ask(period)

    def _ask(self, period: Period, **subject: str) -> Numbers:
        begin = period.begin(self.now)
        between = {"from": begin.isoformat(), "to": self.now.isoformat()} if begin else {}
        try:
            response = self.client.get("api/v1/statistics", params={**subject, **between})
            response.raise_for_status()
            return _numbers(response.json(), self.now)
        except httpx.HTTPStatusError as error:
            problem = " ".join(error.response.text[:_MOST_LOGGED].split())
            raise UnavailableError(f"the exporter answered {error.response.status_code}: {problem}") from None
        except (httpx.HTTPError, LookupError, TypeError, ValueError) as error:
            raise UnavailableError(f"{type(error).__name__}: {error}") from None


def _numbers(answer: Mapping[str, Any], now: datetime) -> Numbers:
    """Return the numbers of an answer, which are as old as the oldest of their categories."""
    categories = answer["categories"]
    values = [each for category in categories for each in category["values"]]
    statistics = Statistics(
        {each["category"]: [_value(each["category"], value) for value in each["values"]] for each in categories},
        {each["category"]: Failure(each["reason"], "see the exporter's status page") for each in answer["missing"]},
        frozenset(each["key"] for each in values if each["additive"]),
    )
    return Numbers(statistics, min((datetime.fromisoformat(each["collected_at"]) for each in categories), default=now))


def _value(category: str, value: Mapping[str, Any]) -> MetricValue:
    return MetricValue(
        value["key"],
        value["value"],
        value["label"],
        category,
        unit=value["unit"],
        description=value["description"],
        icon=value["icon"],
        labels=value["labels"],
        previous=value.get("previous"),
    )
