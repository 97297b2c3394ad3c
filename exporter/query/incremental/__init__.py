"""Changed-only refreshes, which read only the rows of vendors that changed since the last refresh."""
