"""Adding articles: what is given, what was found in it before it is saved, saving, the outcome."""
