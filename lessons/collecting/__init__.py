"""A long document as a collection of lessons: cut, made in the background, ordered, published together."""
