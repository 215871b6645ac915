"""The settings of plug-ins: the fields of their class, which is a ``msgspec.Struct`` or, at third parties, may be a dataclass."""

from typing import Any, TypeVar, cast

from msgspec import Struct, structs

P = TypeVar("P")


def has_settings(kind: type) -> bool:
    """Whether a class has its settings as fields."""
    return issubclass(kind, Struct) or hasattr(kind, "__dataclass_fields__")


def setting_names(kind: type[Any]) -> tuple[str, ...]:
    """The names of a plug-in's settings."""
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    from dataclasses import fields

    return tuple(one.name for one in fields(kind))


def with_setting(plugin: P, name: str, value: object) -> P:
    """A plug-in with another value of a setting."""
    if isinstance(plugin, Struct):
        return structs.replace(plugin, **{name: value})
    from dataclasses import replace

    return cast(P, replace(cast(Any, plugin), **{name: value}))
