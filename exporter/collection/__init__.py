"""Finds the providers, built-in or from other packages, and reads the numbers of each."""
