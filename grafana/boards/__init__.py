"""The dashboards: a vocabulary for panels and PromQL, and one module for each dashboard."""
