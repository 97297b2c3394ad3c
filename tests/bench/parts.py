"""The document's parts: one for each heading of the first level, which separate runs write."""

import re


def parts(document: str) -> dict[str, str]:
    """Return the text of each part by its title, in the order of the document."""
    found = re.split(r"^(?=# )", document, flags=re.MULTILINE)
    return {text.splitlines()[0].removeprefix("# "): text for text in found if text.startswith("# ")}


def with_part(document: str, part: str) -> str:
    """Return the document with this part in the place of the one of the same title, or at its end."""
    every = parts(document) | parts(part)
    return "\n\n".join(text.strip() for text in every.values()) + "\n"
