"""The HTTP API: statistics as JSON, from the snapshots, or from the database where a period is asked for."""
