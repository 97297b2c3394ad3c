"""Folds rows keyed by id into metric families: the vendor and platform scope, totals and zeros."""
