"""How every page for people is made: templates that escape, one style, and the headers that allow nothing else."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from exporter.server.answers import SAFE

_ENVIRONMENT = Environment(
    loader=PackageLoader("exporter.server.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_STYLE = _ENVIRONMENT.get_template("status.css").render()
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()

# Of all content only the pages' own style is allowed, by its digest.
_HEADERS = SAFE | {"Content-Security-Policy": f"{SAFE['Content-Security-Policy']}; style-src 'sha256-{_DIGEST}'"}


def page(template: str, **values: object) -> HTMLResponse:
    """Return a page; each of the values is escaped."""
    return HTMLResponse(_ENVIRONMENT.get_template(template).render(style=_STYLE, **values), headers=_HEADERS)
