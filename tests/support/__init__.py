"""What tests stand on: real servers, shops, a clock, and an oracle that does not know the product; tested here, too."""
