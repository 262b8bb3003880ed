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
    | was\ this\ (?:page|article)\ helpful.* | rate\ this\ (?:page|article).* | scroll\ to\ (?:the\ )?top
    | (?:reject|decline|manage|allow)\ (?:all|cookies|all\ cookies|settings|preferences|options|choices)
    | (?:your\ )?(?:privacy|cookie)\ (?:choices|preferences) | this\ article\ was\ (?:written|reviewed|published).*
    | listen\ to\ (?:this|the)\ article.* | (?:get|try)\ (?:our|the)\ app.* | article\ continues\ below.*
    )$"""
)
# What stands over the links that follow an article.
_ENDINGS = re.compile(
    r"""(?ix)^(?:
    related(?:\ (?:articles?|posts?|stories|topics|links|content|reading))?
    | you\ (?:may|might)\ also\ (?:like|be\ interested\ in) | more\ (?:from|like|on|stories|articles)\b.*
    | recommended(?:\ for\ you|\ reading)? | read\ (?:next|also|this\ next)
    | popular(?:\ (?:posts|articles))? | most\ (?:read|popular|viewed) | trending(?:\ now)?
    | about\ (?:the\ )?(?:author|writer)s? | further\ reading | external\ links | see\ also
    | references? | sources? | bibliography | leave\ a\ (?:comment|reply) | \d*\ ?comments?
    )\s*:?$"""
)
_AUTHOR = re.compile(r"(?i)about (?:the )?(?:author|writer)s?\s*:?$")
_COMMENTS = re.compile(
    r"(?i)(?:\d+ )?(?:comments?|responses?|replies)(?: \(\d+\))?\s*:?$|(?:leave|post|add) a (?:comment|reply)$"
)
# So many words tell who wrote it; more are the article going on.
MAX_AUTHOR = 60


def is_furniture(text: str) -> bool:
    """Whether a line on its own is furniture: a button, a share link, a date, an author, a notice."""
    text = text.strip()
    words = len(text.split())
    if words > MAX_WORDS or (words >= SENTENCE and text[-1:] in ".?!" and not _NOTICES.match(text)):
        return False
    return bool(_LINES.match(text) or _ENDINGS.match(text))


def split_off(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of the article, and those that are furniture."""
    first, last = _where_article_begins(blocks), _where_article_ends(blocks)
    kept = [block for block in blocks[first:last] if not is_furniture(block.text)]
    stays = set(map(id, kept))
    return kept, [block for block in blocks if id(block) not in stays]


def _where_article_begins(blocks: Sequence[Block]) -> int:
    """At the heading of the page, if only menus and notices stand above it."""
    for place, block in enumerate(blocks):
        if block.kind == "heading" and block.level == 1:
            return place
        if _is_prose(block):
            return 0
    return 0


def _where_article_ends(blocks: Sequence[Block]) -> int:
    """Where "Related articles" and its like begin, if only links, notices and who wrote it follow; or the comments."""
    last = _where_comments_begin(blocks)
    prose, after_author = -1, False
    for place, block in enumerate(blocks[:last]):
        if _AUTHOR.match(block.text):
            after_author = True
        elif _is_prose(block):
            prose = prose if after_author and len(block.text.split()) <= MAX_AUTHOR else place
            after_author = False
    return next((at for at in range(prose + 1, last) if _ENDINGS.match(blocks[at].text)), last)


def _where_comments_begin(blocks: Sequence[Block]) -> int:
    """Below the article: a count of comments may stand above it too."""
    lengths = [len(block.text.split()) for block in blocks]
    before, whole = 0, sum(lengths)
    for place, block in enumerate(blocks):
        if before * 3 >= whole * 2 and _COMMENTS.match(block.text):
            return place
        before += lengths[place]
    return len(blocks)


def _is_prose(block: Block) -> bool:
    return block.kind == "paragraph" and not is_furniture(block.text)
