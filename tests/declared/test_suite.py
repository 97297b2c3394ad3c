"""The contract suite runs on declared providers, with a map, money, NULLs and rows of nobody."""

from pathlib import Path

from exporter.testing.suite import CHECKS
from tests.declared.reviews import DECLARED
from tests.testing.runs import passed, pytest_in, write

PREPARED = """
    from datetime import timedelta

    from sqlalchemy import insert

    from tests.declared.reviews import TABLE


    def row(number, noon):
        return {
            "id": number,
            "seller_id": (1, 2, 3, 99, None)[number % 5],
            "channel_id": (1, 2, None)[number % 3],
            "status": ("ok", "new", "hidden", None)[number % 4],
            "stars": number % 6 or None,
            "fee": 10 * number,
            "currency": ("EUR", "JPY", None)[number % 3],
            "written": noon - timedelta(hours=number),
            "changed": noon,
        }


    def pytest_orion_prepare_shop(engine, now):
        TABLE.metadata.create_all(engine)
        noon = now.replace(tzinfo=None, microsecond=0)
        with engine.begin() as connection:
            connection.execute(insert(TABLE), [row(number, noon) for number in range(60)])
"""


def test_a_declared_provider_passes_every_check(tmp_path: Path) -> None:
    (tmp_path / "reviews.yaml").write_text(DECLARED)
    assert (
        passed(pytest_in(write(tmp_path, conftest=PREPARED), "--orion-provider=reviews.yaml"))
        == f"{len(CHECKS)} passed"
    )


def test_a_wrong_declaration_fails_its_check(tmp_path: Path) -> None:
    text = DECLARED.replace("stars, fee,", "stars, fee, 'a@b' || id AS mail,")
    text += "      reviews_by_mail: {help: Reviews by address., count: rows, by: {mail: open}}\n"
    (tmp_path / "reviews.yaml").write_text(text)
    run = pytest_in(write(tmp_path, conftest=PREPARED), "--orion-provider=reviews.yaml")
    assert run.returncode == 1
    assert 'orion_reviews_by_mail: the label "mail" has e-mail addresses' in run.stdout
