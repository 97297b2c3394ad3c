"""An embedded shop that lives: what `orion-exporter demo` shows, and the tests' fixture."""
