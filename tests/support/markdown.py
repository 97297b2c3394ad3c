"""The parts of a Markdown page."""

import re


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def section(text: str, heading: str) -> str:
    """Return what is below a heading, up to the next one of any level; LookupError if there is no such heading."""
    found: list[str] = []
    inside = code = False
    for line in text.splitlines(keepends=True):
        code ^= line.startswith("```")
        if not code and line.startswith("#"):
            if inside:
                break
            inside = line.strip("# \n") == heading
        elif inside:
            found.append(line)
    if not found:
        raise LookupError(f'there is no heading "{heading}"')
    return "".join(found)
