"""For the tables of the application the statements have the texts that they had before there were relations.

The golden files were written by the code of commit 80b845c, with `failed` among the statuses of orders that are unpaid.
They have the beginning and a digest of each statement. In the shop of seed 2 no table is empty, so that each is sent.
The modules from carts to jobs were added later: for an equal shop, no statement of the others changed but the one for
templates of alerts, whose list of names is longer. To write the files again, set ORION_RECORD_STATEMENTS.
"""

import os
from pathlib import Path

from tests.relations.statements import digest, recorded
from tests.support.databases import Dialect, MakeDatabase
from tests.support.random_shop import fill, shop

GOLDEN = Path(__file__).parent / "golden"


def test_the_statements_are_those_of_before(dialect: Dialect, make_database: MakeDatabase) -> None:
    assert all(shop(2).values())
    found = recorded(make_database(dialect, fill, 2))
    path = GOLDEN / f"{dialect}.sql"
    if os.environ.get("ORION_RECORD_STATEMENTS"):
        path.write_text("".join(f"{digest(each)}\n" for each in found))
    known = path.read_text().splitlines()
    assert [each for each in found if digest(each) not in known] == []
    assert list(map(digest, found)) == known
