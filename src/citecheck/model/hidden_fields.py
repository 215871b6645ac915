"""Representations without fields that logs and tracebacks must not show: secrets, and contents of files."""

from msgspec import Struct


def repr_without(value: Struct, *hidden: str) -> str:
    """What ``repr`` says of a record, without these fields."""
    shown = (f"{name}={getattr(value, name)!r}" for name in value.__struct_fields__ if name not in hidden)
    return f"{type(value).__name__}({', '.join(shown)})"
