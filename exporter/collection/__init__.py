"""Which providers there are, built-in or of other packages, and how each is read into a frame."""
