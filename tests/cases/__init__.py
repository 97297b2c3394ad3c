"""What went wrong in real shops, each as a small shop with one change; the index names the test of every case."""
