"""What kg knows before it reads: administrative divisions, national bodies, how papers shorten names."""
