"""From text to valid settings, each of which knows where it stands: YAML, environment and command line."""
