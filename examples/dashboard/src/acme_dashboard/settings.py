"""The settings of the application, from environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the shop is, and where its numbers come from.

    With `exporter_url`, statistics come from an exporter over HTTP, with `exporter_token` as its credential. Otherwise
    they are computed in this process, by the exporter's configuration file if there is one.
    """

    database_url: str
    development_user: str | None = None
    exporter_url: str | None = None
    exporter_token: str | None = None
    exporter_config: Path | None = None

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read the variables DASHBOARD_...; raise ValueError without DASHBOARD_DATABASE_URL."""
        if not environment.get("DASHBOARD_DATABASE_URL"):
            raise ValueError("DASHBOARD_DATABASE_URL is not set; set it to the URL of the shop's database")
        config = environment.get("DASHBOARD_EXPORTER_CONFIG")
        return cls(
            database_url=environment["DASHBOARD_DATABASE_URL"],
            development_user=environment.get("DASHBOARD_DEVELOPMENT_USER"),
            exporter_url=environment.get("DASHBOARD_EXPORTER_URL"),
            exporter_token=environment.get("DASHBOARD_EXPORTER_TOKEN"),
            exporter_config=Path(config) if config else None,
        )
