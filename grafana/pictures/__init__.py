"""Pictures of the dashboards: Grafana's components in a browser, and a Prometheus with the history of a demo shop."""
