"""Looks at a SELECT that somebody wrote, token by token: what cannot be one subquery is refused before it is sent.

It does not parse SQL; the database judges the rest.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    |(?P<comment>--(?=\s|$)[^\n]*|/\*(?!!|M!)(?:(?!/\*).)*?\*/)
    |(?P<refused>/\*(?:!|M!)|--(?=\S)|'(?:[^']|'')*?\\'|\#)
    |(?P<dollar>\$(?P<tag>[A-Za-z_]\w*)?\$.*?\$(?P=tag)\$|\$\$.*?\$\$)
    |(?P<text>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|(?<![\w)\]"`])\[[A-Za-z_][^\]\[,]*\])
    |(?P<name>[^\W\d][\w$]*)
    |(?P<number>\d[\w.]*)
    |(?P<parameter>\{\{[^{}]*\}\})
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSED = "([", ")]"
_BEGIN = {"SELECT", "WITH", "VALUES"}
_END_OF_LIST = {"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "INTERSECT", "EXCEPT", "WINDOW", "INTO"}
_SET_OPERATORS = {"UNION", "INTERSECT", "EXCEPT"}
_NULL_AS = {2, 3}
"""The numbers of tokens of `NULL name` and `NULL AS name`."""
_NO_NAMES = frozenset(
    "END NULL TRUE FALSE CURRENT_TIMESTAMP CURRENT_DATE PRECEDING FOLLOWING ROW PRECISION VARYING ZONE UNKNOWN".split()
)
"""Words that end an expression without a name."""
_OPERATORS = frozenset("AND OR NOT XOR IS LIKE ILIKE TO IN BETWEEN DIV MOD COLLATE ESCAPE REGEXP RLIKE BINARY".split())
"""Words behind which there is another part of the expression, not a name for it."""
_EXECUTED = "MariaDB and MySQL execute comments that begin with /*! or /*M!; remove it"
_REFUSED = {
    "/*!": _EXECUTED,
    "/*M!": _EXECUTED,
    "--": "a comment needs a blank behind --",
    "#": "a comment must begin with --, not with #",
    "'": "a backslash before a quote means different things in different databases; write '' for a quote",
}
_MUST_NOT = {
    "INTO": "a SELECT must not write (INTO)",
    "FOR": "a SELECT must not lock rows (FOR UPDATE, FOR SHARE)",
    "LOCK": "a SELECT must not lock rows (LOCK IN SHARE MODE)",
}


class Token(NamedTuple):
    """A token: its kind, its text, and the position of its first character."""

    kind: str
    text: str
    at: int


class SqlError(ValueError):
    """A text that cannot be one subquery: what is wrong, and the position of the character where it is."""

    def __init__(self, message: str, at: int = 0) -> None:
        super().__init__(message)
        self.message, self.at = message, at


def tokens(sql: str) -> list[Token]:
    """Return the tokens of a text, without blanks and comments.

    Raises SqlError for a text, name or comment without an end, and for conditional comments, which MariaDB and MySQL
    execute.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(sql):
        kind = match.lastgroup or ""
        kind = "dollar" if kind == "tag" else kind
        text = match[0]
        if kind == "refused" and (text != "#" or _begins_comment(sql, match.start())):
            raise SqlError(_REFUSED.get(text, _REFUSED["'"]), match.start())
        if kind == "sign" and text in "'\"`":
            raise SqlError(f"{text} is never closed", match.start())
        if kind == "sign" and sql.startswith("/*", match.start()):
            raise SqlError("a comment is never closed, or has another comment in it", match.start())
        if kind not in {"blank", "comment"}:
            found.append(Token(kind, text, match.start()))
    return found


def _begins_comment(sql: str, at: int) -> bool:
    """Whether a # begins a comment of MariaDB and MySQL; in PostgreSQL, operators begin with it."""
    return at == 0 or (sql[at - 1] in " \t\n" and sql[at + 1 : at + 2] not in {">", "-", "#", "="})


def check(sql: str) -> None:
    """Check that a text is a single SELECT whose parentheses are balanced. Raises SqlError."""
    found = tokens(sql)
    if not found:
        raise SqlError("is empty; write a SELECT")
    first = found[0]
    if not (first.kind == "name" and first.text.upper() in _BEGIN) and first.text != "(":
        raise SqlError("must begin with SELECT or WITH", first.at)
    opened: list[Token] = []
    for at, token in enumerate(found):
        if token.kind == "sign":
            _balance(token, opened)
        if token.text == ";" and token.kind == "sign":
            where = "remove the semicolon" if at == len(found) - 1 else "only one statement is allowed"
            raise SqlError(f"must not contain a semicolon; {where}", token.at)
        following = "".join(each.text for each in found[at + 1 : at + 4]) if token.text == "@" else ""
        if following.endswith(":="):
            raise SqlError("a SELECT must not set variables, which outlive it; use ROW_NUMBER() OVER (...)", token.at)
        _no_write(token, found[at + 1].text.upper() if at + 1 < len(found) else "")
    if opened:
        raise SqlError(f"{opened[-1].text} is never closed", opened[-1].at)


def _balance(token: Token, opened: list[Token]) -> None:
    if token.text in _OPEN:
        opened.append(token)
    elif token.text in _CLOSED:
        if not opened or _OPEN.index(opened[-1].text) != _CLOSED.index(token.text):
            raise SqlError(f"{token.text} closes nothing", token.at)
        opened.pop()


def _no_write(token: Token, following: str) -> None:
    if token.kind != "name":
        return
    word = token.text.upper()
    locks = (word == "FOR" and following in {"UPDATE", "SHARE", "NO", "KEY"}) or (word == "LOCK" and following == "IN")
    if word == "INTO" or locks:
        raise SqlError(_MUST_NOT[word], token.at)


@lru_cache(maxsize=256)
def computes_by_select(sql: str) -> bool:
    """Whether another SELECT computes a column of a SELECT, which it does for each row."""
    depth, in_list = 0, False
    for token in tokens(sql):
        if token.kind == "sign":
            depth += (token.text in _OPEN) - (token.text in _CLOSED)
        word = token.text.upper() if token.kind == "name" else ""
        if depth == 0 and word in {"SELECT", "FROM"}:
            in_list = word == "SELECT"
        elif depth and in_list and word == "SELECT":
            return True
    return False


def columns_of(sql: str) -> tuple[str, ...] | None:
    """Return the names of the columns that a SELECT returns, in order; None if its text does not say so (`*`).

    A name without quotes is in lower case.
    """
    names = [_name(item) for item in _list_of(sql)]
    if not names or any(each is None for each in names):
        return None
    return tuple(each for each in names if each is not None)


def nulls_of(sql: str) -> frozenset[str]:
    """Return the names of the columns that are NULL in every row, and so have no type: `NULL AS name`.

    Of a union there are none: another of its SELECTs may have a value, or gives the type.
    """
    if any(each.kind == "name" and each.text.upper() in _SET_OPERATORS for each in _top_level(tokens(sql))):
        return frozenset()
    nulls = (item for item in _list_of(sql) if item and item[0].text.upper() == "NULL" and len(item) in _NULL_AS)
    return frozenset(name for item in nulls if (name := _name(item)) is not None)


def _list_of(sql: str) -> list[list[Token]]:
    """Return the items of the SELECT list, without what is in parentheses; of a union, that of its first SELECT."""
    found = list(_top_level(tokens(sql)))
    begin = next((at for at, each in enumerate(found) if each.kind == "name" and each.text.upper() == "SELECT"), None)
    return [] if begin is None else list(_items(found[begin + 1 :]))


def _top_level(found: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens outside of parentheses, and a `()` for each of those."""
    depth = 0
    if found and found[0].text == "(":  # the whole SELECT, or the first of a union
        found = _inside(found)
    for token in found:
        is_sign = token.kind == "sign"
        if is_sign and token.text in _OPEN:
            if depth == 0:
                yield Token("group", "()", token.at)
            depth += 1
        elif is_sign and token.text in _CLOSED:
            depth -= 1
        elif depth == 0:
            yield token


def _inside(found: Sequence[Token]) -> Sequence[Token]:
    depth = 0
    for at, token in enumerate(found):
        depth += (token.text == "(") - (token.text == ")") if token.kind == "sign" else 0
        if depth == 0:
            inner = found[1:at]
            return _inside(inner) if inner and inner[0].text == "(" else inner
    return found


def _items(found: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield the items of a SELECT list."""
    item: list[Token] = []
    for token in found:
        if token.kind == "name" and token.text.upper() in _END_OF_LIST and not _is_alias(item):
            break
        if token.kind == "sign" and token.text == ",":
            yield item
            item = []
        else:
            item.append(token)
    yield item


def _is_alias(item: Sequence[Token]) -> bool:
    return bool(item) and item[-1].text.upper() in {"AS", "."}


def _name(item: Sequence[Token]) -> str | None:
    if item and item[0].text.upper() in {"DISTINCT", "ALL"} and len(item) > 1:
        item = item[1:]
    if not item:
        return None
    last, before = item[-1], item[-2] if len(item) > 1 else None
    if last.kind == "quoted" and not (before is not None and before.text.upper() in _OPERATORS):
        return last.text[1:-1].replace(last.text[0] * 2, last.text[0])
    if last.kind != "name" or (before is None and last.text.upper() in _NO_NAMES):
        return None
    if before is None or before.text.upper() == "AS" or before.text == ".":
        return last.text.lower()
    # Without AS: a name behind a complete expression.
    is_behind = before.kind in {"group", "name", "quoted", "number", "text"} and before.text.upper() not in _OPERATORS
    return last.text.lower() if is_behind and last.text.upper() not in _NO_NAMES else None
