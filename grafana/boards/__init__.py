"""Dashboards: builders of panels and PromQL, and one module for each dashboard."""
