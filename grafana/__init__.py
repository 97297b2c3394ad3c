"""What Prometheus, Alertmanager and Grafana are given, and the Python that writes the generated part of it."""
