"""Reads settings from YAML, the environment and the command line, and reports mistakes with file and line."""
