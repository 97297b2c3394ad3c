"""What providers read: relations, their contract, and the SELECTs that a shop gives for them."""
