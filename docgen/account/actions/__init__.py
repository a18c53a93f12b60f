"""An action item as people write it: what is to be done, by whom, until when, how far it is, and whose it is."""

from docgen.account.actions.line import action_item
from docgen.account.actions.persons import forms
from docgen.account.actions.row import action_row
from docgen.account.actions.said import Role, Said

__all__ = ["Role", "Said", "action_item", "action_row", "forms"]
