"""The pages of platforms: their configuration is one, and what they grant is what the preset needs."""

from contextlib import closing
from pathlib import Path

import pytest

from exporter.app.application import assemble
from exporter.app.grants import grants
from exporter.config.configuration import load
from tests.docs.markdown import DOCS, Snippet, snippets

ROLE = "orion_exporter"
GRANTED = [each for each in snippets("sql") if each.page.parent == DOCS / "platforms" and "GRANT " in each.text]


def configuration_of(page: Path) -> str:
    """Return the configuration with which a page begins, with the password in it."""
    first = next(each.text for each in snippets("yaml") if each.page == page)
    return "\n".join(line.replace(": /", ": 'x' # ").replace("password_file", "password") for line in first.split("\n"))


@pytest.mark.parametrize("snippet", GRANTED, ids=str)
def test_a_page_shows_the_grants_of_its_preset(snippet: Snippet, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(configuration_of(snippet.page), encoding="utf-8")
    configuration = load(file, {})
    assert configuration.preset is not None
    assert configuration.preset.name == snippet.page.stem
    with closing((application := assemble(configuration)).databases):
        assert snippet.text.splitlines() == list(grants(application, ROLE))


def test_there_are_pages_with_grants() -> None:
    assert {"django-oscar", "opencart", "prestashop", "vendure", "woocommerce"} <= {each.page.stem for each in GRANTED}
