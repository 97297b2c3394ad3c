"""The situations that every alert must tell apart, made of its case as promtool's tests."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote_plus

from exporter.contracts.alerts import signed
from tests.grafana.rules.case import Case, Series, seconds
from tests.grafana.rules.known_metrics import PLACED_BY_SOME
from tests.grafana.rules.notation import series
from tests.grafana.rules.rulefiles import ALERT_RULES

Test = dict[str, Any]
BOARDS_OF_PLATFORMS = {"carts": "orion-overview", "payments": "orion-payments", "jobs": "orion-jobs"}
"""The dashboard that an alert about platforms links to, by category."""

OFF = float("inf")
HOME, ABROAD = "main", "abroad"
SHORT, LONG = 30, 3600
"""Seconds between evaluations; the long one for what looks back for a day and more, by whole hours."""

STRANGE = "a&b"
"""The vendor that just fires: what has a meaning in a URL must not get into one as it is."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What one vendor shows on one platform, its own threshold, and the text of its alert (None: no alert).

    A vendor without a `state` is not in the directory. Without a `vendor` it is what a platform shows, and without both
    what the installation does.
    """

    vendor: str
    series: Series
    says: str | None = None
    own: float | None = None
    platform: str = HOME
    instances: str = "a"
    state: str = "active"


def moments(case: Case) -> tuple[int, int, int]:
    """Return when the alert fires at the latest, when it does not yet, and the step, in seconds.

    A threshold can be one evaluation late, because groups are evaluated concurrently.
    """
    since, waits = seconds(case.since), seconds(ALERT_RULES[case.alert]["for"])
    step = seconds(case.every) or (LONG if since > 6 * 3600 else SHORT)
    if step == LONG:
        return since + step, since, step
    return since + waits + step, since + waits - step, step


def made_of(case: Case) -> Iterator[Test]:
    """Yield promtool's tests of a case, each named after its situations."""
    if case.declared.scope == "installation":
        yield from _installation(case)
        return
    yield _together(case, "together", list(showings(case)), default_of(case))
    plain, own = Showing("plain", case.fires), Showing("own", case.fires, case.values[0], default_of(case))
    yield _together(case, "off for all, on for one", _about(case, plain, own), OFF)
    yield _together(case, "no thresholds", _about(case, plain), None)
    if case.declared.scope == "vendor":
        alone = Showing("plain", case.fires, None if case.of_active else case.values[0], state="")
        yield _together(case, "nothing of another module", [alone], default_of(case))
    without = _without_platform(case.fires)
    if without:
        yield _together(
            case, "without platforms", [Showing("", without, case.values[0], platform="")], default_of(case)
        )


def _without_platform(shown: Series) -> Series:
    """Return what a shop shows whose rows have no platform; nothing if they have one in every shop."""
    plain = {placed: name for name, placed in PLACED_BY_SOME.items()}
    return {
        selector.replace(name, plain[name], 1): level
        for selector, level in shown.items()
        if (name := selector.partition("{")[0]) in plain
    }


def _about(case: Case, *shown: Showing) -> list[Showing]:
    """Return what is shown by platforms instead of vendors, if the alert is about these."""
    of_platforms = case.declared.scope == "platform"
    return [replace(each, vendor="", platform=each.vendor) if of_platforms else each for each in shown]


def default_of(case: Case) -> float | None:
    """Return the default as it is exported, None for an alert without a threshold."""
    return None if case.declared.default is None else signed(case.declared, case.declared.default)


def showings(case: Case) -> Iterator[Showing]:
    """Yield what vendors, or platforms, show at the same time: each situation is a separate one."""
    yield from _about(case, *_shown_by_one(case))
    if case.declared.scope == "vendor":
        # Its own threshold holds at home; abroad, where it sells without being a member, it has none.
        yield Showing("guest", case.fires, own=OFF)
        yield Showing("guest", case.fires, case.values[0], platform=ABROAD)
        yield Showing("closed", case.fires, None if case.neglect else case.values[0], state="inactive")


def _shown_by_one(case: Case) -> Iterator[Showing]:
    fires, quiet = case.values
    default = default_of(case) or 0.0
    at, _, _ = moments(case)
    # An age grows while the alert waits, and must be above the threshold from the begin.
    grows = 1.1 * (at - seconds(case.since)) if case.declared.unit == "s" else 0.0
    near, far = max(grows, 0.05 * max(1.0, abs(default))), 10 * max(1.0, abs(default))
    yield Showing(STRANGE, case.fires, fires)
    yield Showing("just-not", case.quiet)
    yield Showing("strict", case.quiet, quiet, own=default - near)
    yield Showing("exactly", case.quiet, own=default)
    yield Showing("lenient", case.fires, own=default + far)
    yield Showing("off", case.fires, own=OFF)
    yield Showing("unknown", case.fires)
    yield Showing("twice", case.fires, fires, instances="ab")
    yield Showing("twice-just-not", case.quiet, instances="ab")
    for name, less in case.lacking().items():
        yield Showing(f"without-{_plain(name)}", less)
    for name, other in case.also_quiet.items():
        yield Showing(_plain(name), other)
    for name, (other, said) in case.also_fires.items():
        yield Showing(_plain(name), other, said)


def _plain(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text).strip("-")


def _together(case: Case, name: str, shown: list[Showing], default: float | None) -> Test:
    at, before, step = moments(case)
    given = dict(_thresholds(case, shown, default))
    inputs = [*series(given, {}, at, step)]
    for each in shown:
        labels = _who(each)
        known = each.vendor and each.platform == HOME and each.state
        info: Series = {f'orion_vendor_info{{name="N", state="{each.state}"}}': 1} if known else {}
        for instance in each.instances:
            inputs += series({**info, **each.series}, {**labels, "instance": f"{instance}:9797"}, at, step)
    expected = [_alert(case, each.says, each) for each in shown if each.says is not None]
    return _test(case, name, inputs, (at, before, step), expected)


def _thresholds(case: Case, shown: list[Showing], default: float | None) -> Iterator[tuple[str, float]]:
    labels = f'alert="{case.alert}", category="{case.declared.category}"'
    if default is not None:
        yield f"orion_alert_threshold_default{{{labels}}}", default
    for each in shown:
        if each.own is not None:
            name = "orion_alert_threshold" if each.vendor else "orion_platform_alert_threshold"
            who = ", ".join(f'{label}="{value}"' for label, value in _who(each).items())
            yield f"{name}{{{labels}, {who}}}", each.own


def _who(of: Showing) -> dict[str, str]:
    return {label: value for label, value in (("vendor", of.vendor), ("platform", of.platform)) if value}


def _alert(case: Case, said: str, of: Showing | None = None) -> dict[str, Any]:
    """Return an alert as promtool expects it; `said` is the value, or a text that has its own."""
    rule = ALERT_RULES[case.alert]
    who = {} if of is None else _who(of)
    words = {"on": f" on {who['platform']}" if who else "", **who}
    text = said if "{" in said else case.says
    return {
        "exp_labels": {**rule["labels"], **case.labels, **who},
        "exp_annotations": {
            "summary": case.summary.format(**words),
            "description": text.format(value=said, **words),
            "runbook_url": f"http://localhost:9797/runbooks/{case.alert}",
            "dashboard_url": f"http://localhost:3000/d/{_board(case, of)}",
        },
    }


def _board(case: Case, of: Showing | None) -> str:
    if of is None:
        return "orion-health"
    if not of.vendor:
        board = BOARDS_OF_PLATFORMS[case.declared.category]
        return board if board == "orion-jobs" else f"{board}?var-platform={quote_plus(of.platform)}"
    return f"orion-vendor?var-vendor={quote_plus(of.vendor)}&var-platform={quote_plus(of.platform)}"


def _test(
    case: Case, name: str, inputs: list[dict[str, str]], when: tuple[int, int, int], expected: list[dict[str, Any]]
) -> Test:
    at, before, step = when
    return {
        "name": f"{case.alert}: {name}",
        "interval": f"{step}s",
        "input_series": inputs,
        "alert_rule_test": [
            {"eval_time": f"{moment}s", "alertname": case.alert, "exp_alerts": alerts}
            for moment, alerts in ((before, []), (at, expected))
        ],
    }


def _installation(case: Case) -> Iterator[Test]:
    """Yield a test for each situation: here they cannot be shown at the same time."""
    at, before, step = moments(case)
    fires = [_alert(case, case.values[0])]
    default = default_of(case)

    def test(name: str, shown: Mapping[str, Series], expected: list[dict[str, Any]], default: float | None) -> Test:
        inputs = [*series(dict(_thresholds(case, [], default)), {}, at, step)]
        for instance, one in shown.items():
            inputs += series(one, {"instance": f"{instance}:9797"}, at, step)
        return _test(case, name, inputs, (at, before, step), expected)

    yield test("fires", {"a": case.fires}, fires, default)
    yield test("just does not", {"a": case.quiet}, [], default)
    yield test("two instances say so", {"a": case.fires, "b": case.fires}, fires, default)
    yield test("one of two says so", {"a": case.fires, "b": case.quiet}, fires if case.one_of_two else [], default)
    for name, shown in case.lacking().items():
        yield test(f"without {name}", {"a": shown}, [], default)
    for name, shown in case.also_quiet.items():
        yield test(name, {"a": shown}, [], default)
    if default is not None:
        yield test("switched off", {"a": case.fires}, [], OFF)
        yield test("no threshold", {"a": case.fires}, [], None)
