"""Turns rows by id into metric families by label: zeros, totals, and the scopes of vendors and platforms."""
