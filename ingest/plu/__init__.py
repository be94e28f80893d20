"""Town plans: the zones, articles and life that the rules of a PLU, PLUi or POS say of themselves."""
