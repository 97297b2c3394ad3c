"""When each provider is refreshed, and the boundary at which its failures end."""
