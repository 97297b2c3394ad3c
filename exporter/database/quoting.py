"""Names as they are written in SQL."""

from sqlalchemy.engine import Dialect


def quoted(dialect: Dialect, name: str) -> str:
    """Return a name for SQL that is shown or saved: in quotes where it needs them.

    Dialects whose drivers have `%s` for parameters double a `%`, which is right only in a statement with parameters.
    """
    quote = dialect.identifier_preparer.quote
    return quote(name).replace("%%", "%") if "%%" in quote("%") else quote(name)
