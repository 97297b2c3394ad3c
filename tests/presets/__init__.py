"""The presets of other shops, whose numbers are compared with SQL over the shops' own tables."""
