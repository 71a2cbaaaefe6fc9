"""A linter for customer-service conversations and canned replies."""

__version__ = "0.1.0"
