"""Turns the codes of vendors and platforms into labels, which are unique."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from itertools import count

from exporter.contracts.labels import MOST_CHARACTERS, UNASSIGNED, UNKNOWN, clean
from exporter.contracts.metrics import Id
from exporter.database.ids import text_of

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_MOST_OF_ID = MOST_CHARACTERS // 2


def labels_of(codes: Sequence[tuple[Id, str | None]]) -> tuple[dict[Id, str], int]:
    """Return a unique label for each id, and the number of labels that differ from the code.

    The label is the code. A code that is NULL, empty, reserved or used twice would merge different series, so it is
    replaced by `<code>-<id>`. `codes` must be ordered by id, so that labels are the same for every refresh.
    """
    seen = Counter(code for _, code in codes)
    kept = {code for code, times in seen.items() if code and times == 1 and code not in {UNKNOWN, UNASSIGNED}}
    taken = {code or "" for _, code in codes}
    labels: dict[Id, str] = {}
    for id_, code in codes:
        labels[id_] = code if code and code in kept else numbered(code or "", id_, taken)
        taken.add(labels[id_])
    return labels, len(codes) - len(kept)


def numbered(code: str, id_: Id | None, taken: Collection[str]) -> str:
    """Return `<code>-<id>`, or a similar label that is not taken, of at most 128 characters and bytes of UTF-8."""
    return next(label for suffix in _suffixes(id_) if (label := _fitting(code, suffix)) not in taken)


def _suffixes(id_: Id | None) -> Iterator[str]:
    """Yield "-7", "-7-7" and so on; a long id, or one with control characters, is replaced by digests of it."""
    of_id = f"-{text_of(id_)}"
    if clean(of_id) == of_id:
        for times in range(1, _MOST_OF_ID // len(of_id.encode()) + 1):
            yield of_id * times
    for number in count():
        yield f"-{blake2b(f'{number}{of_id}'.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


def _fitting(code: str, suffix: str) -> str:
    """Return a code with a suffix; a code that is too long for both is cut between two characters."""
    room = MOST_CHARACTERS - len(suffix.encode())
    encoded = code.encode()
    if len(encoded) <= room:
        return code + suffix
    cut = encoded[: room - len(_ELLIPSIS.encode())].decode(errors="ignore")
    return f"{cut.removesuffix(_ELLIPSIS)}{_ELLIPSIS}{suffix}"
