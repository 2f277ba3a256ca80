"""Originals: allowed kind, not empty, content that fits the name."""

import hashlib
from pathlib import Path

from generator.model.document import Original
from generator.model.finding import Finding

ZIP, OLE, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
KINDS: dict[str, tuple[bytes, ...]] = {         # suffix → how such a file begins; () = text
    ".pdf": (PDF,), ".docx": (ZIP,), ".xlsx": (ZIP,), ".ofd": (ZIP,), ".doc": (OLE,), ".xls": (OLE,),
    ".wps": (OLE, ZIP), ".html": (),
}


def served_name(name: str) -> str:
    """The name under which an original is served: a saved web page must never run as one."""
    return f"{name}.txt" if name.endswith(".html") else name


def read(path: Path, file: str) -> Original | Finding:
    """Size and checksum of an original, or why it is not one."""
    raw = path.read_bytes()
    kinds = "、".join(KINDS)
    if path.suffix not in KINDS:
        cure = "扩展名请用小写" if path.suffix.lower() in KINDS else "请另存为其中一种，或不放入"
        message = f"原件应为 {kinds} 之一，实为“{path.suffix or path.name}”"
        return Finding(file=file, rule="attachment", message=message, remedy=cure)
    if not raw.strip():
        return Finding(file=file, rule="attachment", message="原件是空文件", remedy="请重新放入")
    heads = KINDS[path.suffix]
    fits = raw.startswith(heads) if heads else b"\0" not in raw[:4096]
    if not fits:
        message = f"文件内容与扩展名“{path.suffix}”不符"
        return Finding(file=file, rule="attachment", message=message, remedy="请用原软件另存后再放入")
    return Original(name=served_name(path.name), size=len(raw), sha256=hashlib.sha256(raw).hexdigest())
