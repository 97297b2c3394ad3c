"""Limits the number of header fields. h11 limits only their bytes, and parsing 4,000 fields takes 8 ms."""

import h11


def limit_fields(connection: h11.Connection, most: int) -> None:
    """Make a connection reject requests with more header fields, before it parses them, with status 431."""
    buffer = connection._receive_buffer  # noqa: SLF001 - h11 offers no other way
    extract = buffer.maybe_extract_lines

    def extract_few() -> list[bytearray] | None:
        lines = extract()
        if lines is not None and len(lines) > most + 1:  # the first is the request line
            raise h11.RemoteProtocolError("too many header fields", error_status_hint=431)
        return lines

    buffer.maybe_extract_lines = extract_few  # type: ignore[method-assign]
