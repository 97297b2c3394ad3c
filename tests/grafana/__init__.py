"""What ships for Prometheus and Grafana, checked with Prometheus' own tools."""
