"""Imports from marketplaces."""

from tests.grafana.rules.case import Case

HOUR, DAY = 3600, 86400
OF = 'marketplace="bazaar"'
LAST_RUN, LAST_SUCCESS = (
    f"orion_import_last_run_success{{{OF}}}",
    f"orion_import_last_success_timestamp_seconds{{{OF}}}",
)
RUNNING, FAILING = (
    f"orion_import_oldest_running_timestamp_seconds{{{OF}}}",
    f'orion_import_jobs{{{OF}, status="failed"}}',
)
IMPORTED, FAILED = (f'orion_import_rows{{{OF}, result="{result}"}}' for result in ("imported", "failed"))
NEVER = "Vendor {vendor} ({platform}) has had imports from bazaar for at least a day, and none has ever succeeded."

CASES = (
    Case(
        "OrionImportFailing",
        fires={LAST_RUN: 0},
        quiet={LAST_RUN: 1},
        labels={"marketplace": "bazaar"},
        summary="Import from bazaar is failing for vendor {vendor}",
        says="The last import of vendor {vendor} ({platform}) from bazaar failed, and none has succeeded in the 30 "
        "minutes since.",
    ),
    Case(
        "OrionImportStuck",
        fires={RUNNING: -2 * HOUR - 1},
        quiet={RUNNING: 330 - 2 * HOUR},
        values=("2h 5m 31s", "2h 0m 0s"),
        labels={"marketplace": "bazaar"},
        summary="Import from bazaar is stuck for vendor {vendor}",
        says="The oldest running import of vendor {vendor} ({platform}) from bazaar started {value} ago.",
    ),
    Case(
        "OrionImportStale",
        since="1d",
        fires={LAST_SUCCESS: -DAY - 1},
        quiet={LAST_SUCCESS: {"1d": HOUR - DAY}},
        values=("2d 1h 0m 1s", "2d 0h 0m 0s"),
        labels={"marketplace": "bazaar"},
        neglect=True,
        summary="No successful import from bazaar for vendor {vendor}",
        says="The last successful import of vendor {vendor} ({platform}) from bazaar was {value} ago.",
        also_quiet={"the first import is young": {FAILING: {"12h": 1}}, "no imports at all": {FAILING: 0}},
        also_fires={"never": ({FAILING: 1}, NEVER)},
    ),
    Case(
        "OrionImportErrorRateHigh",
        since="2d",
        values=("11%", "10%"),
        labels={"marketplace": "bazaar"},
        fires={FAILED: {"0s": 5, "2d": 16}, IMPORTED: {"0s": 500, "2d": 589}},
        quiet={FAILED: {"0s": 5, "2d": 15}, IMPORTED: {"0s": 500, "2d": 590}},
        summary="Many rows from bazaar fail to import for vendor {vendor}",
        says="{value} of the rows that vendor {vendor} ({platform}) imported from bazaar in the last day failed.",
        also_quiet={
            "99 rows are too few": {FAILED: {"0s": 5, "2d": 55}, IMPORTED: {"0s": 500, "2d": 549}},
            "jobs were archived": {FAILED: {"0s": 5, "2d": 25}, IMPORTED: {"0s": 500, "2d": 400}},
            "the last hours are good": {
                FAILED: {"0s": 5, "1d12h": 55},
                IMPORTED: {"0s": 500, "1d": 5000, "1d12h": 5050, "2d": 5070},
            },
        },
        also_fires={
            "nothing since": (
                {FAILED: {"0s": 5, "1d12h": 55}, IMPORTED: {"0s": 500, "1d": 5000, "1d12h": 5050}},
                "50%",
            ),
        },
    ),
)
