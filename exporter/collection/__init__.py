"""Discovers built-in and third-party providers, and reads their metric values."""
