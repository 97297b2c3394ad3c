"""The example application, as its users see it."""
