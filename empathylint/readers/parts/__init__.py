"""What several readers need: lines, times, quoted texts, and messages put together to conversations."""
