"""The shipped alerts, their thresholds, which are exported as metrics, and their runbooks."""
