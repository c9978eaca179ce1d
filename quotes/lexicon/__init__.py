"""Rules and word lists as reviewed data, each with its origin; read once, on first use."""
