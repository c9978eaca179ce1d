"""Records for people and programs: values in, text out, one module a format.

Article text is foreign text. Whatever stands in it, it must come out inert: no control sequence
reaches a terminal, no CSV cell becomes a formula, no tag of an article becomes one of ours.
"""
