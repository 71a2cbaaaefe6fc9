"""Symbols below `WORD`: the marks between words. OTHER is a word that no phrase names."""

OTHER, SOFT, STOP, ASK, SHOUT, OUTCRY, QUERY, PARAGRAPH, COMMA = range(9)
WORD = 9
