"""What exporter/server/run.py tells uvicorn."""

from typing import Any

OPTIONS: dict[str, Any] = {
    "ws": "none", "loop": "asyncio", "lifespan": "off", "log_config": None, "log_level": "error", "access_log": False,
    "proxy_headers": False, "server_header": False, "timeout_keep_alive": 120, "timeout_graceful_shutdown": 2,
    "h11_max_incomplete_event_size": 1024,
}  # fmt: skip
"""Options of uvicorn.Config by their names."""
