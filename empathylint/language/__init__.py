"""Words: masks, tokens, sentences, and the phrase language that recognises what they do."""
