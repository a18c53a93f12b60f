"""An embedded Google Docs and Drive service beneath the official client: the same answers, offline.

docs = build("docs", "v1", http=Emulator().http(), static_discovery=True)
"""

from docgen.emulator.service import Emulator

__all__ = ["Emulator"]
