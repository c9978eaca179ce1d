"""Who is speaking: within the article (`quotes.resolve.within`); across articles when quotes are stored.

The package itself imports nothing: the store, which searches too, needs the smallest of its modules alone.
"""
