"""`orion-exporter once --diff` says what differs from an exposition that was saved before."""

import gzip
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from exporter.app.difference import compare, is_volatile, report
from exporter.exposition.own_metrics import OWN_METRICS
from exporter.exposition.parsing import parsed
from tests.app.conftest import Run
from tests.support.tiny import lines as lines_of
from tests.support.tiny_shop import text as block

BEFORE = block("""
    # HELP a The same.
    # TYPE a gauge
    a{x="1"} 1
    # HELP b Before.
    # TYPE b gauge
    b{x="1"} 1
    b{x="2"} NaN
    b{x="3"} +Inf
    b{x="4"} 0.1
    b{x="5"} 7
    # HELP c Gone.
    # TYPE c gauge
    c 1
    # HELP d Old words.
    # TYPE d gauge
    d 5
    process_open_fds 9
    """)
AFTER = block("""
    # HELP d New words.
    # TYPE d counter
    d 5
    # HELP a The same.
    # TYPE a gauge
    a{x="1"} 1
    # HELP b After.
    # TYPE b gauge
    b{x="1"} 1772366400
    b{x="2"} NaN
    b{x="3"} 5
    b{x="4"} 0.3
    b{x="6"} 8
    # HELP e New.
    # TYPE e gauge
    e{x="1"} 1
    e{x="2"} 2
    e{x="3"} 3
    process_open_fds 8
    """)
REPORT = """
families: 1 appeared, 1 vanished, 1 changed, 1 changed only in HELP or TYPE

changed b: 1 series appeared, 1 series vanished, 3 values changed, HELP changed
  HELP - Before.
  HELP + After.
  + b{x="6"} 8
  - b{x="5"} 7
  ~ b{x="1"} 1 -> 1772366400 (+1772366399)
  ~ b{x="3"} inf -> 5
  ~ and 1 more; --all prints every one

appeared e: 3 series appeared
  + e{x="1"} 1
  + e{x="2"} 2
  + and 1 more; --all prints every one

vanished c: 1 series vanished
  - c 1

changed d: HELP changed, TYPE changed
  HELP - Old words.
  HELP + New words.
  TYPE - gauge
  TYPE + counter
"""


def told(before: str, after: str, limit: int | None = None) -> str:
    changes = compare(parsed(before.encode()), parsed(after.encode()))
    return "\n".join(report(changes, limit=limit))


def test_the_report_has_each_kind_of_change() -> None:
    assert told(BEFORE, AFTER, 2) == REPORT.strip()


def test_every_series_can_be_shown() -> None:
    whole = told(BEFORE, AFTER)
    assert '  ~ b{x="4"} 0.1 -> 0.3 (+0.2)\n' in whole
    assert '  + e{x="3"} 3\n' in whole
    assert "more" not in whole


def test_only_so_many_families_of_which_only_the_words_changed_are_shown() -> None:
    before = "".join(f"# HELP f{i} Old.\n# TYPE f{i} gauge\nf{i} 1\n" for i in range(9))
    shown = told(before, before.replace("Old", "New"), 3)
    assert shown.startswith("families: 0 appeared, 0 vanished, 0 changed, 9 changed only in HELP or TYPE\n")
    assert shown.count("HELP changed") == 3
    assert shown.endswith("\n\nand 6 more that changed only in HELP or TYPE; --all prints every one")


def test_nothing_that_is_equal_is_a_change() -> None:
    assert told(BEFORE, BEFORE) == "no difference"
    reordered = "".join(sorted(lines for lines in BEFORE.splitlines(keepends=True) if lines[0] != "#"))
    without = "".join(lines for lines in BEFORE.splitlines(keepends=True) if lines[0] != "#")
    assert told(without, reordered) == "no difference"


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\r", "\u202e", "\u2028", "\x85", "\x00", "\ue000"])
def test_no_label_or_help_controls_the_terminal(hostile: str) -> None:
    before = f"# HELP a Words.\na 1\n# HELP b x{hostile}x\nb 1\n"
    shown = told(before, f'# HELP a x{hostile}x\na{{x="{hostile}"}} 1\n# HELP b Words.\nb 1\n')
    assert hostile not in shown
    assert shown.count(ascii(hostile)[1:-1]) == 3
    assert all(line.isprintable() for line in shown.splitlines())


def test_a_quotation_mark_in_a_label_is_escaped() -> None:
    assert r'+ a{x="\"\\\n"} 1' in told("b 1\n", 'a{x="\\"\\\\\\n"} 1\n')


def test_what_changes_by_itself_is_known() -> None:
    assert is_volatile("process_cpu_seconds_total")
    assert not is_volatile("orion_order_last_created_timestamp_seconds")
    assert sorted(each.short_name for each in OWN_METRICS if is_volatile(each.name)) == lines_of("""
        config_last_reload_success_timestamp_seconds
        last_full_refresh_timestamp_seconds
        last_success_timestamp_seconds
        refresh_duration_seconds
        refresh_failures_total
        refreshes_changed_only_total
        refreshes_skipped_total
        refreshes_total
        """)


@pytest.mark.parametrize("format_", ["text", "openmetrics"])
def test_nothing_differs_where_nothing_changed(run: Run, shop: str, tmp_path: Path, format_: str) -> None:
    before = run("once", f"--format={format_}", DATABASE_URL=shop).stdout
    (tmp_path / "before.gz").write_bytes(gzip.compress(before.encode()))
    result = run("once", "--diff=before.gz", DATABASE_URL=shop)
    assert (result.returncode, result.stdout, result.stderr) == (0, "no difference\n", "")


def test_a_changed_configuration_and_a_changed_shop_are_told(run: Run, shop: str, tmp_path: Path) -> None:
    (tmp_path / "before.prom").write_text(run("once", DATABASE_URL=shop).stdout)
    result = run("once", "--diff=before.prom", DATABASE_URL=shop, PROVIDERS_CMS_ENABLED="false")
    assert (result.returncode, result.stderr) == (1, "")
    assert "\nvanished orion_media_files: " in result.stdout
    assert '  - orion_exporter_provider_up{category="cms"} 1\n' in result.stdout

    engine = create_engine(shop)
    with engine.begin() as connection:
        connection.execute(text("UPDATE orders SET status = 'shipped' WHERE id = 5"))
    engine.dispose()
    result = run("once", "--diff=before.prom", DATABASE_URL=shop)
    assert result.returncode == 1
    series = 'orion_orders{category="orders",platform="de",status="%s",vendor="bolt"}'
    assert f"  ~ {series % 'shipped'} 0 -> 1 (+1)\n" in result.stdout
    assert f"  - {series % 'on_hold'} 1\n" in result.stdout


def test_a_provider_that_fails_is_a_difference_even_if_it_failed_before(run: Run, shop: str, tmp_path: Path) -> None:
    engine = create_engine(shop)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE orders DROP COLUMN total_cents"))
    engine.dispose()
    (tmp_path / "before.prom").write_text(run("once", DATABASE_URL=shop).stdout)
    result = run("once", "--diff=before.prom", DATABASE_URL=shop)
    assert result.returncode == 1
    assert result.stdout == "no difference\n\nrefreshes failed: orders; their families are missing now\n"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("none.prom", "No such file or directory"),
        (".", "Is a directory"),
        ("empty.prom", "the file has no samples; save one with: orion-exporter once > FILE"),
        ("page.html", "line 1: neither a sample nor a comment; save one with: orion-exporter once > FILE"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line_and_nothing_is_collected(
    run: Run, tmp_path: Path, name: str, problem: str
) -> None:
    (tmp_path / "empty.prom").touch()
    (tmp_path / "page.html").write_text("<html>\n")
    result = run("once", f"--diff={name}", DATABASE_URL=f"sqlite:///{tmp_path}/nowhere.sqlite")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"orion-exporter: --diff {name}: {problem}\n"


def test_all_needs_something_to_compare_with(run: Run, shop: str) -> None:
    result = run("once", "--all", DATABASE_URL=shop)
    assert (result.returncode, result.stderr) == (2, "orion-exporter: --all: needs --diff\n")


def test_the_exit_codes_are_in_the_help(run: Run) -> None:
    words = " ".join(run("once", "--help").stdout.split())
    assert "exit code 0: equal, 1: different or a provider fails, 2: FILE cannot be read" in words
