"""The test kit for authors of providers."""
