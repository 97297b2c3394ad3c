"""What is shown: immutable snapshots, their bytes, the states of all providers, and the exporter's own metrics."""
