"""Scoring what was found against gold annotations."""
