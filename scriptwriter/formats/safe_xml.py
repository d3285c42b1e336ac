"""XML from strangers: no document types, no entities, limits on depth and count."""

import io
from xml.etree.ElementTree import Element, ParseError

from scriptwriter.domain.errors import BadDocument

#: Scripts and Word's documents are about twenty deep.
_MAX_DEPTH = 100
_MAX_NODES = 4_000_000


def parse(data: bytes, sorry: str) -> Element:
    """The root of an XML document.

    Raises ``BadDocument`` with ``sorry`` ("… is not a Final Draft file"), a colon and the reason.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = count = 0
    root: Element | None = None
    try:
        for event, node in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            root = node if root is None else root
            depth, count = depth + 1, count + 1
            if depth > _MAX_DEPTH or count > _MAX_NODES:
                raise BadDocument(f"{sorry}: its XML is nested too deeply or too large.")
    except DefusedXmlException:
        raise BadDocument(f"{sorry}: it defines XML entities, which is not safe.") from None
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise BadDocument(f"{sorry}: {_broken(root, line)}.") from None
    if root is None:
        raise BadDocument(f"{sorry}: it is empty.")
    return root


def _broken(root: Element | None, line: int) -> str:
    return "it is not XML" if root is None else f"its XML is broken at line {line}"
