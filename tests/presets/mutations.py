"""Changes of a preset that somebody may make by mistake: a column is gone or misspelt, a value is not mapped."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from exporter.relations.sql_text import Token, tokens
from tests.presets.shops import Relations

Change = tuple[tuple[str, ...], str, str | None]
"""The keys of what is changed, what is done to it, and the new text; None if the key is dropped."""


class Mutation(NamedTuple):
    """What was changed, and the relations with the change."""

    name: str
    relations: Relations
    sql: str
    """The SELECT with the change; "" if it was not a SELECT that was changed."""


def mutations(relations: Relations, relation: str, columns: Collection[str]) -> Iterator[Mutation]:
    """Yield all changes of one relation; `columns` are the names of the columns of the shop's tables."""
    given = relations[relation]
    for path, name, value in (*_of_selects(given, columns), *_of_maps(given)):
        copied = deepcopy(relations)
        place = copied[relation]
        for each in path[:-1]:
            place = place[each]
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value
        yield Mutation(
            f"{relation}.{'.'.join(map(str, path))}: {name}", copied, value if value and len(path) == 1 else ""
        )


def _of_selects(given: dict[str, Any], columns: Collection[str]) -> Iterator[Change]:
    for key in ("sql", "platform_sql"):
        for name, sql in _of_select(given.get(key, ""), columns):
            yield (key,), name, sql
    for helper, text in given.get("with", {}).items():
        for name, sql in _misspelt_sources(text, columns):
            yield ("with", helper), name, sql


def _of_maps(given: dict[str, Any]) -> Iterator[Change]:
    for column, of in given.get("map", {}).items():
        for value in of:
            yield ("map", column, value), "dropped", None


def _of_select(sql: str, columns: Collection[str]) -> Iterator[tuple[str, str]]:
    items = list(_items(sql)) if sql else []
    for at, item in enumerate(items):
        begin, end = item[0].at, item[-1].at + len(item[-1].text)
        name = item[-1].text
        if len(items) > 1:
            before, after = (sql[:begin], sql[items[1][0].at :]) if at == 0 else (_until(items[at - 1], sql), sql[end:])
            yield f"{name} dropped", before + after
        alias = f"{name}x" if len(item) > 1 and item[-2].text.upper() == "AS" else f"{name} AS {name.strip(chr(34))}x"
        yield f"{name} misspelt", sql[: item[-1].at] + alias + sql[end:]
    yield from _misspelt_sources(sql, columns)


def _until(item: list[Token], sql: str) -> str:
    return sql[: item[-1].at + len(item[-1].text)]


def _items(sql: str) -> Iterator[list[Token]]:
    """Yield the items of the outer SELECT list, or of the first one of a union."""
    depth, item, is_inside = 0, list[Token](), False
    for token in tokens(sql):
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"}) if token.kind == "sign" else 0
        is_word = depth == 0 and token.kind == "name"
        if is_word and token.text.upper() == "SELECT" and not is_inside:
            is_inside = True
        elif is_inside and (token.text == "," and depth == 0):
            yield item
            item = []
        elif is_inside and is_word and token.text.upper() == "FROM":
            break
        elif is_inside and not (is_word and token.text.upper() == "DISTINCT" and not item):
            item.append(token)
    if item:
        yield item


def _misspelt_sources(sql: str, columns: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the text with one column of the shop's tables misspelt, once for each column of each table."""
    found = tokens(sql)
    seen = set()
    for at, token in enumerate(found):
        before = found[at - 1].text.upper() if at else ""
        after = found[at + 1].text if at + 1 < len(found) else ""
        name = token.text.strip('"`')
        owner = found[at - 2].text if before == "." else ""
        is_column = token.kind in {"name", "quoted"} and name in columns and after not in {"(", "."}
        if is_column and before not in {"AS", "FROM", "JOIN"} and (owner, name) not in seen:
            seen.add((owner, name))
            quote = token.text[0] if token.kind == "quoted" else ""
            wrong = f"{quote}{name}x{quote}"
            yield f"{owner}.{name} misspelt in a table", sql[: token.at] + wrong + sql[token.at + len(token.text) :]
