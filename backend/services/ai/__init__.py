"""The AI that the owner may switch on: who is asked, with whose consent, and at what cost."""
