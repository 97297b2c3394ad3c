"""Statistics for an application's own dashboards."""
