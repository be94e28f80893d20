"""One reader a format: what recognises it and what it gives back."""
