"""CEFR levels of words and of texts, with the reasons a teacher can use.

Scores run from 1 (A1) to 6 (C2) on one scale. A sentence's comes from its length, words and syntax, a text's from its
sentences and from what editors change when they simplify; `vocab/training/fit_levels.py` fits both and tells how well
they do. Medical terms count apart, so that one topic does not make a text C2.
"""

from vocab.levels.features import CONTENT as CONTENT
from vocab.levels.features import TERM_CAP as TERM_CAP
from vocab.levels.features import content_scores as content_scores
from vocab.levels.texts import TermBand as TermBand
from vocab.levels.texts import TextLevel as TextLevel
from vocab.levels.texts import sentence_score as sentence_score
from vocab.levels.texts import text_level as text_level
from vocab.levels.words import CEFR as CEFR
from vocab.levels.words import frequency_band as frequency_band
from vocab.levels.words import rank as rank
from vocab.levels.words import to_cefr as to_cefr
from vocab.levels.words import word_level as word_level
from vocab.levels.words import word_score as word_score
from vocab.levels.words import zipf as zipf
