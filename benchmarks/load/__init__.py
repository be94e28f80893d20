"""Load: questions that arrive when citizens would ask them, whether or not others are answered."""
