"""Makes a shop from SQL that is written here: tables with the columns that a preset reads, and a few rows."""

from sqlalchemy import Engine


def script(engine: Engine, *texts: str) -> None:
    """Execute the statements of texts in an empty database; each statement ends with a semicolon and a new line."""
    with engine.begin() as connection:
        if engine.dialect.name in {"mysql", "mariadb"}:
            connection.exec_driver_sql("SET time_zone = '+00:00'")  # as the shops do, for columns with a time zone
        for statement in (each for text in texts for each in text.split(";\n") if each.strip()):
            connection.exec_driver_sql(statement.replace("%", "%%"))
