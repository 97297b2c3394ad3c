"""All kinds by name, and every column that each is tried on."""

from tests.kinds.flags import FLAGS
from tests.kinds.numbers import NUMBERS
from tests.kinds.shop import columns_of
from tests.kinds.texts import TEXTS

KINDS = {str(kind): kind for kind in (*TEXTS, *FLAGS, *NUMBERS)}
CASES = [(name, column) for name, kind in KINDS.items() for column in columns_of(kind.role)]
