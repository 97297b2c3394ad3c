"""Other platforms' databases with many orders, and what each statement of their presets costs there.

`python -m tests.bench platforms [NAME...] [--orders N]` loads the shop that the tests of a preset use, multiplies its
rows, refreshes every module, and writes its rows in the part "Other platforms" of `docs/BENCHMARKS.md`. The rows of
platforms that are not measured stay.

A platform is two files here: `NAME.py` with a `Platform`, and `NAME.sql` with statements. A statement ends with a
semicolon and a new line. They insert into the platform's own tables, whose indexes are dropped before and made again
afterwards. `{{orders}}`, `{{orders / 20}}` and `{{orders * 5 / 4}}` are numbers. The rows are spread like those of a
shop: two years, most orders completed and the last one in a hundred open, with lines, payments, shipments, refunds,
customers and products in proportion.
"""
