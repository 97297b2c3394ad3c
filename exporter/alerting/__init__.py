"""The alerts that come with the exporter, the thresholds that a shop sets for them, and their runbooks."""
