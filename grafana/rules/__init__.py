"""The Prometheus rules: what is written by hand of each category (`*.yml`), and what makes the shipped files of it."""
