"""The gazetteer: sources, index, names and spelling variants, look-up."""
