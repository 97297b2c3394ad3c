"""The alerts about the exporter itself, the thresholds that a shop sets for all alerts, and their runbooks."""
