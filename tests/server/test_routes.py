"""Every route with every kind of credentials. A new route needs a row in ROUTES: who may ask for it."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from urllib.parse import quote

import pytest

from exporter.exposition.own_metrics import OWN_METRICS
from exporter.server.access.scopes import ScopedRoute
from tests.exposition.official import gunzip
from tests.server.tokened import Service, tokened
from tests.support.tools import tool

ALERT = "OrionOpenOrdersHigh"
STRANGERS = ("none", "wrong token", "wrong password")
FULL = ("user", "all")
NOBODY = ("vendor of nobody", "first party", "platform of nobody")
LIMITED = ("vendor", "vendor of nobody", "first party", "platform", "platform of nobody")

ANYONE: Mapping[str, int] = dict.fromkeys((*STRANGERS, *FULL, *LIMITED), 200)
ALL_ONLY: Mapping[str, int] = {
    **dict.fromkeys(STRANGERS, 401),
    **dict.fromkeys(FULL, 200),
    **dict.fromkeys(LIMITED, 403),
}
EVERY_TOKEN: Mapping[str, int] = {**ALL_ONLY, **dict.fromkeys(LIMITED, 200)}
OF_SOMEBODY: Mapping[str, int] = {**EVERY_TOKEN, **dict.fromkeys(NOBODY, 404)}
NOT_THERE: Mapping[str, int] = {**dict.fromkeys(ANYONE, 404), **dict.fromkeys(STRANGERS, 401)}

ROUTES: Mapping[str, Mapping[str, int]] = {
    "/": ALL_ONLY,
    "/healthz": ANYONE,
    "/readyz": ANYONE,
    "/runbooks": ALL_ONLY,
    "/runbooks/{alert}": ALL_ONLY,
    "/-/reload": ALL_ONLY,
    "/metrics": EVERY_TOKEN,
    "/api/v1/platforms": EVERY_TOKEN,
    "/api/v1/vendors": {**EVERY_TOKEN, "platform of nobody": 404},
    "/api/v1/statistics": OF_SOMEBODY,
    "/api/v1/openapi.json": EVERY_TOKEN,
    "/api/v1/{rest:path}": NOT_THERE,
}
"""By path of a route, the status for each kind of credentials."""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with tokened(tmp_path_factory.mktemp("routes")) as service:
        yield service


def test_every_route_is_in_the_table(service: Service) -> None:
    assert [each.path for each in service.routes] == list(ROUTES)


def test_every_route_with_every_kind_of_credentials(service: Service) -> None:
    for path, expected in ROUTES.items():
        asked = path.replace("{alert}", ALERT).replace("{rest:path}", "some/thing")
        assert {whose: service.ask(asked, whose).status for whose in service.headers} == expected, path


def test_a_route_without_a_scope_is_for_those_who_may_see_everything() -> None:
    assert ScopedRoute("/new", lambda: None).kinds == {"all"}


def test_paths_that_are_no_routes_need_credentials(service: Service) -> None:
    for path in ("/nothing", "/metrics/", "/healthz/", "/metrics/x", "//metrics", "/runbooks/a/b"):
        assert {whose: service.ask(path, whose).status for whose in service.headers} == NOT_THERE, path


def test_a_refusal_says_what_would_do(service: Service) -> None:
    answer = service.ask("/", "vendor")
    assert answer.headers["www-authenticate"] == 'Bearer realm="orion-exporter", error="insufficient_scope"'
    assert answer.text == (
        "the scope of this token does not allow this page; use a token with the scope all, or user and password\n"
    )


def test_what_somebody_else_has_does_not_exist(service: Service) -> None:
    """The answers for another vendor or platform and for none differ in nothing."""
    others = [each.text for each in service.owners.vendors.values()][1:]
    platforms = [each.code for each in service.owners.platforms_of(service.vendor)]
    foreign = [each.text for each in service.owners.platforms.values() if each.code not in platforms]
    asked = [("vendor", "vendor", [*others, "no such id"]), ("vendor", "platform", [*foreign, "no such id"])]
    asked.append(("platform", "platform", [*list(service.owners.platforms)[1:], "no such id"]))
    for whose, parameter, ids in asked:
        for path in ("statistics", "vendors")[: 2 if parameter == "platform" else 1]:
            answers = [service.ask(f"/api/v1/{path}?{parameter}={quote(each)}", whose) for each in ids]
            assert {each.status for each in answers} == {404}
            assert len({each.body for each in answers}) == 1
            assert len({tuple(each.headers.items() - {("date", each.headers.get("date"))}) for each in answers}) == 1
    assert service.ask(f"/api/v1/statistics?vendor={service.vendor.text}", "vendor").status == 200
    assert service.ask(f"/api/v1/statistics?vendor={others[0]}", "all").status == 200


def families(text: str) -> set[str]:
    return set(re.findall(r"^# TYPE (\S+) ", text, re.MULTILINE))


def values(text: str, label: str) -> set[str]:
    return set(re.findall(rf'[{{,]{label}="((?:[^"\\]|\\.)*)"', text))


OWN = {each.name for each in OWN_METRICS}
SHOWN = {
    f"orion_exporter_{each}"
    for each in ("provider_up", "last_success_timestamp_seconds", "interval_seconds", "max_age_seconds")
}
"""All that a vendor or a platform sees of the exporter itself: no counts of series or rows."""


def test_a_vendor_s_own_target(service: Service) -> None:
    text, whole = service.ask("/metrics", "vendor").text, service.ask("/metrics", "all").text
    assert values(text, "vendor") == {service.vendor.code} < values(whole, "vendor")
    assert values(text, "category") == values(whole, "category")
    assert values(text, "platform") <= values(whole, "platform")
    names = families(text)
    assert {each for each in names if each.startswith("orion_platform_")} == {"orion_platform_info"}
    assert {"orion_orders", "orion_vendor_info", "orion_alert_threshold", "orion_alert_threshold_default"} <= names
    assert not {"orion_users", "orion_jobs"} & names
    assert names & OWN == SHOWN
    assert not [each for each in names if each.startswith(("process_", "python_"))]
    lines, every = set(text.splitlines()), set(whole.splitlines())
    assert lines <= every
    assert {line for line in every if f'vendor="{service.vendor.code}"' in line} <= lines
    info = [line for line in lines if line.startswith("orion_platform_info{")]
    platforms = {each.code for each in service.owners.platforms_of(service.vendor)}
    assert values("\n".join(info), "platform") == platforms


def test_a_platform_s_own_target(service: Service) -> None:
    text, whole = service.ask("/metrics", "platform").text, service.ask("/metrics", "all").text
    assert values(text, "platform") == {service.platform.code} < values(whole, "platform")
    assert values(text, "vendor") == set()
    names = families(text)
    assert {each for each in names if not each.startswith("orion_platform_")} == {
        "orion_alert_threshold_default",
        *SHOWN,
    }
    assert set(text.splitlines()) <= set(whole.splitlines())


@pytest.mark.parametrize("whose", NOBODY)
def test_who_does_not_exist_has_no_numbers(service: Service, whose: str) -> None:
    text = service.ask("/metrics", whose).text
    assert families(text) == SHOWN
    assert set(text.splitlines()) <= set(service.ask("/metrics", "all").text.splitlines())


@pytest.mark.parametrize("whose", ["vendor", "platform"])
@pytest.mark.parametrize("accept", ["text/plain", "application/openmetrics-text; version=1.0.0"])
def test_formats_compression_and_selection_are_as_for_everybody(service: Service, whose: str, accept: str) -> None:
    plain = service.ask("/metrics?collect[]=orders", whose, {"Accept": accept})
    zipped = service.ask("/metrics?collect[]=orders", whose, {"Accept": accept, "Accept-Encoding": "gzip"})
    whole = service.ask("/metrics", whose, {"Accept": accept})
    assert zipped.headers["content-encoding"] == "gzip"
    assert gunzip(zipped.body).decode() == plain.text
    assert plain.headers["content-type"].startswith(accept.partition(";")[0])
    assert plain.text.endswith("# EOF\n") == whole.text.endswith("# EOF\n") == ("openmetrics" in accept)
    shop = {each for each in families(plain.text) if not each.startswith("orion_exporter_")}
    assert shop
    assert shop < {each for each in families(whole.text) if not each.startswith("orion_exporter_")}
    assert service.ask("/metrics?collect[]=nothing", whose).status == 400
    head = service.address.ask("/metrics?collect[]=orders", "HEAD", {**service.headers[whose], "Accept": accept})
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", plain.headers["content-length"])


@pytest.mark.parametrize("whose", ["vendor", "platform", "vendor of nobody"])
def test_promtool_finds_nothing_wrong(service: Service, whose: str) -> None:
    text = service.ask("/metrics", whose).body
    command = [str(tool("promtool")), "check", "metrics"]
    linted = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert (linted.returncode, linted.stdout.decode()) == (0, "")
