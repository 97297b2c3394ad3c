"""Text from files and databases, for a terminal or a log."""


def printable(text: str) -> str:
    r"""Return a text with an escape for each character that could move the cursor or hide others.

    >>> printable("a\x1b[2J")
    'a\\x1b[2J'
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)
