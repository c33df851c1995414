"""Whatever JSON can hold, as a type."""

from typing import Union

from typing_extensions import TypeAliasType  # pydantic takes no other below Python 3.12

__all__ = ["Data"]

Data = TypeAliasType("Data", Union[bool, int, float, str, "list[Data]", "dict[str, Data]", None])
"""Whatever JSON can hold."""
