"""What pages tell the reader to write or to run: it loads, parses, and names what exists."""

import re
import shlex
import subprocess
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import create_engine

from exporter.cli import _parser
from exporter.collection.discovery import GROUP, discover, find
from exporter.collection.relations import relations_of
from exporter.config.configuration import load
from exporter.config.preset_settings import PresetSettings
from exporter.config.settings import Settings
from exporter.demo.schema import METADATA
from exporter.server.access.protection import Protection
from tests.docs.markdown import GUIDES, PAGES, ROOT, Snippet, name, snippets
from tests.grafana.rules.expressions import labels_of, parse
from tests.grafana.rules.known_metrics import KNOWN
from tests.support.alerts import NAMED
from tests.support.tools import tool

LANGUAGES = {"diff", "pycon", "python", "promql", "sh", "sql", "text", "toml", "yaml"}
SETTINGS = set(Settings.model_fields)
PROMETHEUS = {"alerting", "rule_files", "scrape_configs"}
WEB = {"basic_auth_users", "tls_server_config"}
RULES = {"groups"}
WRITTEN = {"alert", "annotations", "candidates", "expr", "labels"}
"""What is written by hand of an alert in grafana/rules."""
PRESET = set(PresetSettings.model_fields)
KINDS = {
    "settings": SETTINGS,
    "preset": PRESET,
    "Prometheus": PROMETHEUS,
    "web configuration": WEB,
    "rules": RULES,
    "alerts": WRITTEN,
}

EXAMPLE = "loyalty"
"""The provider that guides add: the exporter has it only where it is installed."""

TARGETS = set(re.findall(r"^\.PHONY: (\w+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
PROGRAMS = set(
    ". alertmanager amtool cp curl docker export grep head install journalctl kill kubectl make mariadb openssl "
    "orion-exporter pip prometheus promtool psql pytest python python3 python3.11 systemctl uv".split()
)
_REPOSITORY = re.compile(r"(?:deploy|grafana)/[\w./*-]+")
_REDIRECTION = re.compile(r" > \S+$", re.MULTILINE)
_ASSIGNMENT = re.compile(r"\w+=\S*$")


def kind_of(snippet: Snippet) -> str:
    """Return what a YAML snippet is for, by its keys."""
    loaded = yaml.safe_load(snippet.text)
    keys = set().union(*loaded) if isinstance(loaded, list) else set(loaded)
    return next((kind for kind, known in KINDS.items() if keys <= known), f"unknown: {sorted(keys)}")


def yaml_snippets(kind: str) -> list[Snippet]:
    return [each for each in snippets("yaml") if kind_of(each) == kind]


def commands(snippet: Snippet) -> list[list[str]]:
    """Return the commands of a shell snippet, the parts of a pipe each, in words."""
    lines = _REDIRECTION.sub("", snippet.text.replace("\\\n", " ")).splitlines()
    parsed = [shlex.split(part, comments=True) for line in lines for part in line.split(" | ")]
    return [words for words in parsed if words and not _ASSIGNMENT.match(words[0])]


@pytest.mark.parametrize("page", [*GUIDES, *PAGES], ids=name)
def test_every_block_has_a_language_that_is_tested(page: Path) -> None:
    # A block with four backticks shows a whole page; tests/grafana/test_guide.py does what it says.
    text = re.sub(r"^````.*?^````$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    opened = re.findall(r"^ *```(.*)$", text, re.MULTILINE)
    assert set(opened[::2]) <= LANGUAGES
    assert set(opened[1::2]) <= {""}


@pytest.mark.parametrize("snippet", snippets("yaml"), ids=str)
def test_every_yaml_snippet_is_of_a_known_kind(snippet: Snippet) -> None:
    assert kind_of(snippet) in KINDS


@pytest.mark.parametrize("snippet", yaml_snippets("settings"), ids=str)
def test_settings_load(snippet: Snippet, tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    (tmp_path / "config.yaml").write_text(re.sub(r"(?<=_file: )\S+", str(tmp_path / "secret"), snippet.text))
    configuration = load(tmp_path / "config.yaml", {})
    assert configuration.origins
    if EXAMPLE not in configuration.settings.providers:
        assert discover(configuration, entries=tuple)
        assert relations_of(configuration, find())


@pytest.mark.parametrize("snippet", yaml_snippets("preset"), ids=str)
def test_a_preset_is_valid_with_all_of_its_variants(snippet: Snippet, tmp_path: Path) -> None:
    (tmp_path / "preset.yaml").write_text(snippet.text)
    (tmp_path / "config.yaml").write_text("preset: preset.yaml\n")
    configuration = load(tmp_path / "config.yaml", {})
    assert not relations_of(configuration, find()).by_name
    variants = configuration.layers.unpinned
    assert relations_of(configuration.with_variants(variants), find()).given


@pytest.mark.parametrize("snippet", yaml_snippets("Prometheus"), ids=str)
def test_prometheus_takes_its_configuration(snippet: Snippet, tmp_path: Path) -> None:
    if "tls_config" in snippet.text:
        assert snippet.page.name == "tls.md"  # tests/server/test_tls_guide.py checks that one, with its certificates
        return
    (tmp_path / "prometheus.yml").write_text(snippet.text)
    command = [str(tool("promtool")), "check", "config", "prometheus.yml"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("snippet", yaml_snippets("rules"), ids=str)
def test_rules_are_rules(snippet: Snippet, tmp_path: Path) -> None:
    (tmp_path / "rules.yml").write_text(snippet.text)
    command = [str(tool("promtool")), "check", "rules", "rules.yml"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("snippet", yaml_snippets("alerts"), ids=str)
def test_what_is_written_by_hand_is_about_alerts_that_are_declared(snippet: Snippet) -> None:
    assert {each["alert"] for each in yaml.safe_load(snippet.text)} <= set(NAMED)


@pytest.mark.parametrize("snippet", yaml_snippets("web configuration"), ids=str)
def test_a_web_configuration_is_one(snippet: Snippet, tmp_path: Path) -> None:
    users = {key: value for key, value in yaml.safe_load(snippet.text).items() if key == "basic_auth_users"}
    (tmp_path / "web.yml").write_text(yaml.safe_dump(users))  # its certificates: tests/server/test_tls_guide.py
    assert Protection(tmp_path / "web.yml").config.basic_auth_users


@pytest.mark.parametrize("snippet", snippets("sh"), ids=str)
def test_a_shell_snippet_has_no_mistake_in_its_syntax(snippet: Snippet) -> None:
    checked = subprocess.run([str(tool("bash")), "-n", "-c", snippet.text], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")


@pytest.mark.parametrize("snippet", snippets("sh"), ids=str)
def test_a_shell_snippet_runs_what_exists(snippet: Snippet) -> None:
    for words in commands(snippet):
        program, *arguments = words
        name_ = Path(program).name or program
        assert name_ in PROGRAMS
        check_arguments(name_, arguments)


def check_arguments(program: str, arguments: list[str]) -> None:
    """Check the arguments of our commands, and that the files that they name are in the repository."""
    if program == "orion-exporter":
        assert _parser().parse_args(arguments).command
    if program == "make":
        assert {each for each in arguments if "=" not in each} <= TARGETS
    if program == "python" and arguments[0] == "-m":
        assert find_spec(arguments[1]) is not None
    for argument in arguments:
        if found := _REPOSITORY.match(argument.removeprefix("./").rpartition("=")[2]):
            assert list(ROOT.glob(found[0].rstrip("/."))), argument


@pytest.mark.parametrize("snippet", snippets("promql"), ids=str)
def test_a_query_asks_for_what_exists(snippet: Snippet) -> None:
    queries = re.sub(r"\n +", " ", snippet.text).splitlines()
    assert queries
    for query in queries:
        if f"orion_{EXAMPLE}_" not in query:
            labels_of(parse(query), KNOWN)


@pytest.mark.parametrize("snippet", snippets("sql"), ids=str)
def test_sql_that_needs_no_role_runs(snippet: Snippet) -> None:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    statements = [each.strip() for each in snippet.text.split(";") if each.strip()]
    for statement in statements:
        if statement.startswith(("GRANT ", "ALTER USER ")):
            continue  # SQLite has no users; tests/database runs the guide's
        if snippet.page.parent.name == "platforms" and re.match(r"CREATE INDEX \w+ ON \w+ \(", statement):
            continue  # on a platform's own table
        with engine.begin() as connection:
            if found := re.match(r"CREATE (TABLE|INDEX) (\w+)", statement):
                connection.exec_driver_sql(f"DROP {found[1]} IF EXISTS {found[2]}")
            connection.exec_driver_sql(statement)
    engine.dispose()
    assert statements


@pytest.mark.parametrize("snippet", snippets("toml"), ids=str)
def test_an_entry_point_is_in_our_group_and_an_option_of_pytest_in_the_plugin(snippet: Snippet) -> None:
    written: dict[str, Any] = tomllib.loads(snippet.text)
    if "project" in written:
        assert list(written["project"]["entry-points"]) == [GROUP]
    else:
        (option,) = written["tool"]["pytest"]["ini_options"]["addopts"]
        assert option.startswith("--orion-provider=")
