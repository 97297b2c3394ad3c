"""The HTTP application: metrics, health and the status page."""
