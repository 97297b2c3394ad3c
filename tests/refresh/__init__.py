"""When providers are refreshed, and what a failure costs."""
