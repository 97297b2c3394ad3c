"""Puts the parts together: the commands, and the exporter that runs."""
