"""What a reader looks at: in the session, in the address, in links and chosen rows."""
