"""Where a team's documents lie in Drive, as docgen.toml says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from docgen.errors import DocgenError, InputError, NotAllowedError, Place, Text
from docgen.inputs.system import shown
from docgen.settings import Settings

FOLDER_TYPE: Final = "application/vnd.google-apps.folder"
PARENT_FIELDS: Final = "mimeType,capabilities(canAddChildren)"
"""What ``Home.wrong`` wants to know of the parent."""


@dataclass(frozen=True, slots=True)
class Home:
    """A folder, a shared drive or both; neither is My Drive."""

    folder: str = ""
    drive: str = ""
    config: Path | None = None
    """The docgen.toml that says so, for messages."""

    @property
    def parent(self) -> str:
        """What new files are put into; empty for My Drive."""
        return self.folder or self.drive

    def wrong(self, look: Callable[[], Mapping[str, Any]]) -> DocgenError | None:
        """Why nothing can be made in the parent, naming the line of docgen.toml; None where that is not the reason.

        ``look`` gives what Drive says of it (``PARENT_FIELDS``) and raises ``InputError`` where it is not there.
        """
        place = self._line("folder" if self.folder else "shared_drive")
        hint = Text("Drive で開き、URL の最後の部分を書いてください", "open it in Drive, and write the end of its URL")
        try:
            found = look()
        except InputError:
            gone = Text(
                f"{self.parent} は Drive にないか、共有されていません",
                f"{self.parent} is not in Drive, or not shared with you",
            )
            return InputError(gone, place=place, hint=hint)
        except DocgenError:
            return None
        if found.get("mimeType") != FOLDER_TYPE:
            no_folder = Text(f"{self.parent} はフォルダーではありません", f"{self.parent} is not a folder")
            return InputError(no_folder, place=place, hint=hint)
        if found.get("capabilities", {}).get("canAddChildren") is False:
            return NotAllowedError(
                Text(f"{self.parent} に文書を作る権限がありません", f"no right to make documents in {self.parent}"),
                place=place,
                hint=Text("フォルダーの管理者に頼んでください", "ask who manages the folder"),
            )
        return None

    def no_drive(self, drive: str) -> InputError:
        """There is no shared drive of this id."""
        return InputError(
            Text(f"共有ドライブ {drive} が見つかりません", f"there is no shared drive {drive}"),
            place=self._line("shared_drive"),
            hint=Text(
                "共有ドライブを開き、URL の最後の部分を書いてください", "open the drive, and write the end of its URL"
            ),
        )

    def _line(self, key: str) -> Place:
        if self.config is None:
            return Place(key=key)
        from docgen.inputs.toml_source import read_toml

        try:
            return read_toml(self.config).place((key,))
        except InputError:  # it has changed since it was read
            return Place(shown(self.config), key=key)


def home_of(settings: Settings, *, local: bool) -> Home:
    """Where the documents of a workspace lie. The ``local`` service has no folders that anybody could know: nowhere in
    particular."""
    return Home() if local else Home(settings.folder, settings.shared_drive, settings.config)
