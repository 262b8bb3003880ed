"""What a reader tells of themselves: the language that words are translated into, and the level of their English."""

from dataclasses import dataclass

# Levels of the Common European Framework of Reference for Languages (Council of Europe 2001).
CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")


@dataclass(frozen=True, slots=True)
class Language:
    """An ISO 639-1 code, the name in English and in the language itself, and whether it runs from right to left.

    `tag` is the BCP 47 tag for the `lang` attribute; `script` how Unicode names the characters of its words.
    """

    code: str
    name: str
    own_name: str
    script: str = "LATIN"
    is_right_to_left: bool = False
    tag: str = ""

    @property
    def lang(self) -> str:
        return self.tag or self.code

    @property
    def direction(self) -> str:
        return "rtl" if self.is_right_to_left else "ltr"


# A new language is a line here and a column of that code in the files of `vocab/glossary/`.
LANGUAGES = {
    language.code: language
    for language in (
        Language("es", "Spanish", "Español"),
        Language("pt", "Portuguese", "Português"),
        Language("fr", "French", "Français"),
        Language("pl", "Polish", "Polski"),
        Language("uk", "Ukrainian", "Українська", script="CYRILLIC"),
        Language("ar", "Arabic", "العربية", script="ARABIC", is_right_to_left=True),
        Language("zh", "Chinese", "中文", script="CJK", tag="zh-Hans"),
        Language("vi", "Vietnamese", "Tiếng Việt"),
    )
}
