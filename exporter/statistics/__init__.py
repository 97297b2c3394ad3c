"""Statistics for an application's own dashboards: what the providers know of one vendor or one platform."""
