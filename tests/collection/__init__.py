"""Providers of every kind: built-in, of other packages, well and ill behaved."""
