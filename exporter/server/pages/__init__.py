"""The endpoints: metrics, status page, runbooks, health and reload."""
