"""Where things stand: a town plan's zones, its addresses, its parcels, and the look-up of a point."""
