"""Text that XML can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from empathylint.printable import printable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NO_CHARACTERS = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")


def valid(text: str) -> str:
    """The text with what XML does not allow shown by its escape."""
    return printable(text).translate(_NO_CHARACTERS)


def document(root: Element) -> str:
    """An XML document, indented."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
