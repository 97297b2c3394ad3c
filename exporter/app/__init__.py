"""Assembles the exporter from its parts, and implements the commands of the command line."""
