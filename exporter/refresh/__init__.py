"""Decides when each provider is refreshed, and keeps its failures from affecting the others."""
