"""Configuration: parses and validates settings from YAML, environment and command line, and tracks their origin."""
