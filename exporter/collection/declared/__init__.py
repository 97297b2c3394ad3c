"""Providers that the configuration declares: judged, and made into providers like those in code."""
