"""Chinese text made findable on plain PostgreSQL; knows nothing of cases and could be lifted out whole."""
