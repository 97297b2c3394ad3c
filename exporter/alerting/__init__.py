"""The alerts that are shipped, their thresholds as data, and the runbooks that explain them."""
