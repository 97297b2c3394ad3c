"""Support for tests: real servers, shops, a clock, and an oracle that does not know the product; with its own tests."""
