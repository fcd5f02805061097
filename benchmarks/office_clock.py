"""The moment at which the made office is looked at; imports nothing, so that starts stay bare."""

AT = "2026-11-24T15:20:00+09:00"
"""A Tuesday afternoon."""
