"""Ids of every type, in every path that compares them."""
