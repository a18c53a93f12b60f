"""Words in the two languages of docgen, as files hold them."""

from __future__ import annotations

import msgspec


class Bilingual(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in Japanese and in English."""

    ja: str
    en: str

    def to(self, language: str) -> str:
        """The text in ``language`` ("ja" or "en")."""
        return self.ja if language == "ja" else self.en
