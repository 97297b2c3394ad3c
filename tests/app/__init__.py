"""Commands and the assembled exporter, as a user runs them."""
