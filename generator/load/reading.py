"""What the readers of one file share: where they are, what went wrong."""

from dataclasses import dataclass, field

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.model.finding import Finding


class Missing:
    """The type of MISSING: a value that could not be read; its finding has been noted."""


MISSING = Missing()


@dataclass(slots=True)
class Reading:
    """The file being read and its findings so far."""

    file: str
    findings: list[Finding] = field(default_factory=list)

    def fault(self, node: Node, rule: str, message: str, remedy: str = "") -> Missing:
        """Note a fault at the node's place; gives MISSING, so that a reader can return it."""
        mark = node.start_mark
        self.findings.append(
            Finding(file=self.file, rule=rule, message=message, remedy=remedy, line=mark.line + 1, column=mark.column + 1)
        )
        return MISSING


def is_null(node: Node) -> bool:
    """`~`, `null` or nothing at all, unquoted."""
    return isinstance(node, ScalarNode) and not node.style and node.value in ("", "~", "null", "Null", "NULL")


def shown(node: Node) -> str:
    """The node as a reader would recognise it, for messages."""
    if isinstance(node, SequenceNode):
        return f"一个 {len(node.value)} 项的列表"
    if isinstance(node, MappingNode):
        return "一组“键: 值”"
    if is_null(node):
        return "空"
    text = (node.value if len(node.value) <= 30 else node.value[:30] + "…").replace("\n", "⏎")
    return f'"{text}"（带引号）' if isinstance(node, ScalarNode) and node.style in ("'", '"') else text
