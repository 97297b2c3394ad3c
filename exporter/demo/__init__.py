"""A simulated shop, for the commands `demo` and `shop` and as a test fixture."""
