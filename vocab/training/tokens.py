"""The tokenizer of the shipped pipeline: Universal Dependencies' cuts, and medical writing kept whole.

UD English cuts compounds at their hyphens ("long-term" is three tokens), and so do the corpora of entities
("cocaine-induced"); both keep prefixes ("anti-inflammatory", "non-avian"). Beyond them "T-cell" and "mg/dL" stay whole.
The rules are stored in the pipeline's directory, so nothing here is needed to load it.
"""

import re
from typing import Any

from spacy.language import Language
from spacy.util import compile_infix_regex, compile_suffix_regex

# Prefixes that EWT and GUM leave on their words, by count in the training parts.
PREFIXES = (
    "non|e|re|anti|co|pre|pro|mid|post|semi|sub|multi|ex|counter|mini|socio|psycho|neo|inter|intra|extra|micro|ultra|"
    "immuno|hyper|hypo|auto|bio|pseudo|para|peri|trans|tele|un|de"
)
ABBREVIATIONS = "e.g. i.e. vs. etc. approx. Dr. Mr. Mrs. Ms. Prof. St. Fig. a.m. p.m. U.S. U.K. max. min. resp. ca. cf."
UNIT = r"(?:mg|g|kg|mcg|µg|μg|ng|ml|mL|l|L|dl|dL|cm|mm|m|mmol|µmol|μmol|kcal|cal|IU|U|bpm|mmHg|km|h|min|s|day|week|hr)"
WHOLE = (
    rf"(?:{PREFIXES})-[a-z]+(?:-[a-z]+)?",
    r"[a-z]-[a-z]{2,}",  # T-cell, X-ray, C-reactive
    rf"{UNIT}(?:/{UNIT})+",
)


def teach(nlp: Language) -> None:
    """Set the tokenizer's rules: call it before any training."""
    tokenizer: Any = nlp.tokenizer
    defaults: Any = nlp.Defaults
    for word in ABBREVIATIONS.split():
        tokenizer.add_special_case(word, [{"ORTH": word}])
    tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, rf"(?<=[0-9]){UNIT}(?:/{UNIT})*"]).search
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, r"(?<=[0-9])[–—](?=[0-9])"]).finditer
    tokenizer.token_match = re.compile(f"^(?:{'|'.join(WHOLE)})$", re.IGNORECASE).match
