"""A simulated shop, for `orion-exporter demo` and for the tests."""
