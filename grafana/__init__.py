"""Configuration of Prometheus, Alertmanager and Grafana, and the Python code that generates parts of it."""
