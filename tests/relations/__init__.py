"""What a shop's relations do to the numbers: the same hostile shops, behind SELECTs over tables of other names."""
