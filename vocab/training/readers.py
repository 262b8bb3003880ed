"""What `spacy train` imports before it reads a config: the reader of corpora, and fast matrix products."""

from vocab.training import corpora, train

train.use_fast_products()
__all__ = ["corpora"]
