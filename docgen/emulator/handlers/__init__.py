"""What each kind of request of documents.batchUpdate does: pure functions ``(draft, request) -> (draft, reply)``."""
