"""Renders HTML pages: autoescaped templates, one style sheet, and a content security policy that allows only it."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from exporter.contracts.labels import visible
from exporter.server.answers import SAFE


def _visible(value: object) -> object:
    """Return a text with marks for what could reorder others; HTML is not changed."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


_ENVIRONMENT = Environment(
    loader=PackageLoader("exporter.server.pages"),
    autoescape=True,
    finalize=_visible,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_STYLE = _ENVIRONMENT.get_template("status.css").render()
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()

# https://www.w3.org/TR/CSP3/#grammardef-hash-source: only the inline style sheet with this digest is applied.
_HEADERS = SAFE | {"Content-Security-Policy": f"{SAFE['Content-Security-Policy']}; style-src 'sha256-{_DIGEST}'"}


def page(template: str, **values: object) -> HTMLResponse:
    """Return a rendered page; all values are escaped."""
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(style=_STYLE, **values), headers=_HEADERS)
