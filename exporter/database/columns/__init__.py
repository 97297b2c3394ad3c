"""Adapts statements to the types that the database gives to the columns that they read."""
