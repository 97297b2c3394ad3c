"""The alerts about the exporter itself, the thresholds of all alerts as data, and the runbooks that explain them."""
