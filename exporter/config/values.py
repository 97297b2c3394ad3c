"""Parses and validates single values: durations, lists, addresses, paths, crontabs and database URLs."""

import difflib
import ipaddress
import re
from zoneinfo import ZoneInfo

MAX_SECONDS = 365 * 86400.0
MAX_PORT = 65535
RESERVED_PATHS = ("/", "/healthz", "/readyz", "/-/reload", "/runbooks", "/api/v1")

_UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1}
_PERIODS = ("y", "w", "d", "h", "m", "s", "ms")
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_DURATION = "".join(f"(?:({_NUMBER}){unit})?" for unit in _UNITS)
DURATION_PATTERN = f"^{_NUMBER}$|^(?=.){_DURATION}$"
DRIVERS = {
    "postgresql": "postgresql+psycopg",
    "mariadb": "mysql+pymysql",
    "mysql": "mysql+pymysql",
    "sqlite": "sqlite",
}
# Like SQLAlchemy's grammar, but with one "@" at most: a second one means that the password is not percent-encoded.
_URL = re.compile(
    r"(?P<dialect>[A-Za-z]\w*)(?P<driver>\+\w+)?"
    r"(?P<rest>://(?:(?:[^:/?@]*(?::[^@]*)?@)?(?:\[[^/?@]+\]|[^/:?@]*)(?::[0-9]+)?(?:/[^?@]*)?(?:\?[^@]*)?"
    r"|/[^?]*(?:\?.*)?))",
    re.ASCII,
)


def parse_duration(value: object, minimum: float = 0.001) -> float:
    """Parse "500ms", "60s", "5m", "1h30m" or a plain number of seconds, and return seconds.

    Raises ValueError if it is not a duration, or not between `minimum` and 365 days.
    """
    seconds = -1.0
    if isinstance(value, str) and value and (match := re.fullmatch(_DURATION, value)):
        parts = zip(match.groups(), _UNITS.values(), strict=True)
        seconds = sum(float(number) * unit for number, unit in parts if number) / 1000
    elif isinstance(value, int | float) and not isinstance(value, bool):
        seconds = float(min(value, MAX_SECONDS * 2))
    elif isinstance(value, str) and re.fullmatch(_NUMBER, value):
        seconds = float(value)
    if not minimum <= seconds <= MAX_SECONDS:
        least = format_duration(minimum)
        raise ValueError(f'must be a duration such as "500ms", "30s", "5m" or "1h30m", from {least} to 365d')
    return seconds


def check_zone(name: str) -> str:
    """Return the name of a time zone. Raises ValueError if there is none of this name."""
    try:
        ZoneInfo(name)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError
        raise ValueError("must be an IANA time zone, such as Europe/Paris") from None
    except KeyError:
        raise ValueError("is not a known time zone; use an IANA name, such as Europe/Paris") from None
    return name


def format_duration(seconds: float) -> str:
    """Format seconds in the syntax of `parse_duration`, rounded to milliseconds: 5400 is "1h30m"."""
    rest, text = round(seconds * 1000), ""
    for unit, size in _UNITS.items():
        count, rest = divmod(rest, size)
        text += f"{count}{unit}" if count else ""
    return text or "0s"


def is_period(text: str) -> bool:
    """Whether a text is a duration of Prometheus, such as 1h30m: units in descending order, each once.

    https://prometheus.io/docs/prometheus/latest/querying/basics/#float-literals-and-time-durations
    """
    return bool(text) and re.fullmatch("".join(f"([0-9]+{unit})?" for unit in _PERIODS), text) is not None


def split_list(value: object) -> object:
    """Return the items of a text that is separated by commas, without spaces around them; anything else as it is."""
    return [item.strip() for item in value.split(",") if value.strip()] if isinstance(value, str) else value


def split_address(address: str) -> tuple[str, int]:
    """Split "127.0.0.1:9797", "[::1]:9797" or ":9797" into host and port; an empty host means all interfaces.

    Raises ValueError for anything else.
    """
    host, colon, port = address.rpartition(":")
    if not colon or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > MAX_PORT:
        raise ValueError('must be host:port, such as "127.0.0.1:9797", "[::1]:9797" or ":9797"')
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
        if not _is_ipv6(host):
            raise ValueError("must have a valid IPv6 address in the brackets")
    elif not re.fullmatch(r"[A-Za-z0-9._-]*", host):
        raise ValueError('must have a valid host name; put IPv6 addresses in brackets, such as "[::1]:9797"')
    return host, int(port)


def _is_ipv6(host: str) -> bool:
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True


def check_path(path: str) -> str:
    """Return `path` if it is valid for metrics; raises ValueError otherwise."""
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)+/?|/", path):
        raise ValueError('must be a path that starts with "/", such as "/metrics"')
    if (path.rstrip("/") or "/") in RESERVED_PATHS or path.startswith(("/runbooks/", "/api/v1/")):
        raise ValueError(f"must not be a reserved path ({', '.join(RESERVED_PATHS)})")
    return path


def check_host_name(name: str) -> str:
    """Return a host name in the form in which it is compared; raises ValueError if it is not one, or not ASCII."""
    normal = name.lower().removesuffix(".")
    if not normal.isascii():
        raise ValueError("must be in its ASCII form, as browsers send it, such as xn--bcher-kva.example")
    if not re.fullmatch(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*", normal):
        raise ValueError(
            'must be a host name without scheme, port and path, such as "exporter.example.com" or "*.example.com"'
        )
    return normal


def check_parameter_name(name: str) -> str:
    """Return the name of a parameter if it is valid; raises ValueError otherwise."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError("must have a name of small letters, digits and _, that starts with a letter")
    return name


def check_crontab(cron: str) -> str:
    """Return `cron` if it has five fields, which the scheduler validates later; raises ValueError otherwise."""
    if not re.fullmatch(r"\S+(\s+\S+){4}", cron):
        raise ValueError('must have five fields: minute hour day month weekday, such as "*/5 * * * *"')
    return cron


def _is_mistaken(dialect: str) -> bool:
    """Whether this is certainly not a dialect of SQLAlchemy: that of a web address, or a misspelt one of ours."""
    return dialect in {"http", "https"} or (
        dialect not in DRIVERS and bool(difflib.get_close_matches(dialect, DRIVERS, n=1, cutoff=0.9))
    )


def normal_url(url: str) -> str:
    """Normalise a database URL to one that names the driver: postgres:// becomes postgresql+psycopg://.

    Of a dialect that is not in DRIVERS, SQLAlchemy knows the driver. Raises ValueError if it is not a database URL.
    """
    match = _URL.fullmatch(url)
    if not match or _is_mistaken(match["dialect"]):
        raise ValueError(
            "is not a valid database URL such as postgresql://user:password@host:5432/name (or mariadb, mysql, "
            "sqlite); percent-encode special characters in the password, or set driver, host, name, user and password"
        )
    dialect = "postgresql" if match["dialect"] == "postgres" else match["dialect"]
    return (dialect + match["driver"] if match["driver"] else DRIVERS.get(dialect, dialect)) + match["rest"]
