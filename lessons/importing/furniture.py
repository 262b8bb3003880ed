"""Page furniture: lines of a copied web page that are not the article."""

import re
from collections.abc import Sequence

from lessons.importing.blocks import Block

# A longer line is a sentence of the article, whatever it begins with.
MAX_WORDS = 15
# From so many words on, a full stop makes it one; notices apart.
SENTENCE = 6
_NOTICES = re.compile(r"(?i)©|\(c\)|copyright|all rights|(?:we|this (?:site|website)) uses? cookies")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
# A whole line that is one of these is furniture wherever it stands. Verbose: a space is written "\ ".
_LINES = re.compile(
    rf"""(?ix)^(?:
    home\s*[>›»/|].* | [^.?!]+\s[>›»]\s[^.?!]+\s[>›»]\s[^.?!]+
    | back\ to\ (?:the\ )?top(?:\ button)? | skip\ to\ (?:main\ )?content
    | (?:main\ )?menu | home | search | close | log\ in | sign\ in | register
    | advertisement | ad | sponsored(?:\ content)? | loading(?:\.{{3}}|…)?
    | share(?:\ (?:this|on|via|article|post|the\ article).*)?
    | (?:share|tweet|pin|print|e-?mail|save|copy\ link)(?:\ (?:it|this))?
    | (?:follow|like|join)\ us.* | facebook | twitter | x | instagram | linkedin | whatsapp | pinterest | youtube
    | subscribe.* | sign\ up(?:\ (?:for|to)\ .*)? | newsletter.*
    | (?:by|written\ by|(?:medically\ )?reviewed\ by|author:|posted\ by)(?:\s(?-i:[A-Z])[\w.,'’-]*){{1,8}}
    | (?:last\ )?(?:updated|reviewed|published|modified|posted)(?:\ on)?:?\s.{{0,40}}\d{{4}}.*
    | \d{{1,2}}\ {_MONTH}\.?,?\ \d{{4}} | {_MONTH}\.?\ \d{{1,2}},?\ \d{{4}}
    | \d+\ min(?:ute)?s?\ read | read(?:ing)?\ time:?.* | \d+\ (?:comments?|shares?|views?|likes?)
    | (?:leave|post|add)\ a\ (?:comment|reply).* | comments?(?:\ \(\d+\))? | reply
    | (?:©|\(c\)|copyright).* | all\ rights\ reserved.*
    | (?:privacy|cookie)s?\ (?:policy|notice|settings).* | terms\ (?:of\ (?:use|service)|and\ conditions).*
    | (?:we|this\ (?:site|website))\ uses?\ cookies.* | accept(?:\ all)?(?:\ cookies)?
    | (?:tags?|categor(?:y|ies)|topics?|filed\ under):.*
    | (?:table\ of\ )?contents | in\ this\ article | on\ this\ page | jump\ to.*
    | (?:previous|next|older|newer)(?:\ (?:article|post|page|story))?(?::.*)? | page\ \d+(?:\ of\ \d+)?
    | (?:read|see|learn|show|view)\ more(?:\ ?[:»›…].*)? | click\ here.* | download(?:\ (?:pdf|the\ app))?
    | (?:image|photo)(?:\ credits?|\ by|:).* | getty\ images | shutterstock.*
    | was\ this\ (?:page|article)\ helpful.*
    )$"""
)
# What stands over the links that follow an article.
_ENDINGS = re.compile(
    r"""(?ix)^(?:
    related(?:\ (?:articles?|posts?|stories|topics|links|content|reading))?
    | you\ (?:may|might)\ also\ (?:like|be\ interested\ in) | more\ (?:from|like|on|stories|articles)\b.*
    | recommended(?:\ for\ you|\ reading)? | read\ (?:next|also|this\ next)
    | popular(?:\ (?:posts|articles))? | most\ (?:read|popular|viewed) | trending(?:\ now)?
    | about\ the\ author | further\ reading | external\ links | see\ also
    | references? | sources? | bibliography | leave\ a\ (?:comment|reply) | \d*\ ?comments?
    )\s*:?$"""
)


def is_furniture(text: str) -> bool:
    """Whether a line on its own is furniture: a button, a share link, a date, an author, a notice."""
    text = text.strip()
    words = len(text.split())
    if words > MAX_WORDS or (words >= SENTENCE and text[-1:] in ".?!" and not _NOTICES.match(text)):
        return False
    return bool(_LINES.match(text) or _ENDINGS.match(text))


def split_off(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of the article, and those that are furniture."""
    last = _where_article_ends(blocks)
    kept = [block for block in blocks[:last] if not is_furniture(block.text)]
    removed = [block for block in blocks[:last] if is_furniture(block.text)] + list(blocks[last:])
    return kept, removed


def _where_article_ends(blocks: Sequence[Block]) -> int:
    """Where "Related articles" and its like begin, if all that follows are links, notices and short lines."""
    place = len(blocks)
    while place and (blocks[place - 1].kind != "paragraph" or is_furniture(blocks[place - 1].text)):
        place -= 1
    return next((at for at in range(place, len(blocks)) if _ENDINGS.match(blocks[at].text)), len(blocks))
