"""Who may read: sign-in by OpenID Connect, a list of readers, and the page of those kept out."""
