"""Recipes that turn the corpora into the weights in ``quotes/model``; never imported by the package."""
