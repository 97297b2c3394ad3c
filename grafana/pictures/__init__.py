"""Pictures of the dashboards: Grafana's own components in a browser, over a Prometheus with a demo shop's history."""
