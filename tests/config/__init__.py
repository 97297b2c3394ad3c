"""The configuration: sources, secrets, bad files, and the reference."""
