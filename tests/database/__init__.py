"""Connecting, privileges, transactions, and what databases hold that they should not."""
