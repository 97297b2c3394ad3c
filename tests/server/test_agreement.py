"""What exporter-toolkit accepts and refuses is accepted and refused here, except for reasons that decision 12 gives."""

from pathlib import Path
from typing import NamedTuple

import pytest

from exporter.config.configuration import ConfigurationError
from exporter.server.access.protection import Protection
from tests.server.certificates import Certificates
from tests.server.web_examples import USERS

TABLE = Path(__file__).with_name("agreement.txt")
DECISION = Path(__file__).parents[2] / "docs" / "decisions" / "0012-tls-and-authentication.md"
HASH = USERS.split()[6]
PLACEHOLDERS = {
    "CERTIFICATE": "cert_file: server.crt, key_file: server.key",
    "HASH_2A": HASH.replace("$2y", "$2a"),
    "HASH_2B": HASH.replace("$2y", "$2b"),
    "HASH_2X": HASH.replace("$2y", "$2x"),
    "HASH_2": HASH.replace("$2y", "$2"),
    "HASH_COST_4": HASH.replace("$10", "$04"),
    "HASH_COST_14": HASH.replace("$10", "$14"),
    "HASH_COST_32": HASH.replace("$10", "$32"),
    "HASH_COST_3": HASH.replace("$10", "$03"),
    "HASH_SHORT": HASH[:-1],
    "HASH_LONG": f"{HASH}x",
    "HASH_BAD_CHARS": f"{HASH[:-3]}!!!",
    "HASH": HASH,
    "⏎": "\n",
}
REASONS = {
    "curves": "Several curves",
    "old-tls": "TLS 1.0 and 1.1",
    "versions": "`min_version` above `max_version`",
    "plain-number": "An interval without a unit",
    "negative": "A negative interval or burst",
    "fraction": "A burst with a fraction",
    "unverified": "Client certificates that are not verified",
    "no-ca": "A client CA without a certificate in it",
    "text-and-file": "A text beside its file",
    "names": "`client_allowed_sans` that is empty, or without `RequireAndVerifyClientCert`",
    "yaml": "A second document, and merge keys",
    "hash": "A hash that no password matches",
    "colon": "A user name with a colon",
    "header": "A header that is not one line of ASCII",
}
"""How decision 12 names each reason."""


class Case(NamedTuple):
    """A line of the table."""

    toolkit: str
    here: str
    reason: str
    text: str


def cases() -> list[Case]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [_case(line) for line in lines if not line.startswith("#")]


def _case(line: str) -> Case:
    toolkit, here, reason = line[:32].split()
    return Case(toolkit, here, reason, line[32:])


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("web"))


def written(case: Case, folder: Path) -> str:
    text = case.text.replace("FOLDER", str(folder))
    for name in sorted(PLACEHOLDERS, key=len, reverse=True):
        text = text.replace(name, PLACEHOLDERS[name])
    return text + "\n"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:80])
def test_the_verdict_is_that_of_the_table(certificates: Certificates, case: Case) -> None:
    path = certificates.write(written(case, certificates.folder))
    if case.here == "accepts":
        assert Protection(path).clients
    else:
        with pytest.raises(ConfigurationError) as refused:
            Protection(path)
        assert all(line.startswith(f"{path}:") and "\n" not in line for line in refused.value.lines)


def test_nothing_is_accepted_that_exporter_toolkit_refuses() -> None:
    found = {(case.toolkit, case.here) for case in cases()}
    assert found == {("accepts", "accepts"), ("refuses", "refuses"), ("accepts", "refuses")}
    assert all((case.reason == "-") == (case.toolkit == case.here) for case in cases())


def test_decision_12_gives_each_reason() -> None:
    decision = " ".join(DECISION.read_text(encoding="utf-8").split())
    assert {case.reason for case in cases()} - {"-"} == REASONS.keys()
    assert [phrase for phrase in REASONS.values() if phrase not in decision] == []
