"""Queries and the statements that they become."""
