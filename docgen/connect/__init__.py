"""The one way to a Docs and Drive service: the same code above the transport for Google and for the embedded one."""
