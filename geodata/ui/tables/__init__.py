"""Tables of incidents, mentions and figures, a piece at a time."""
