"""The shipped alerts, each shown to promtool in every situation that it must tell apart."""
