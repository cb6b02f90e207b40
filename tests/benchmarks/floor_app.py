"""The floor of start-up: a bare Textual app with a Tree, a DataTable and a Static, and nothing of ours."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Static, Tree


class Floor(App[None]):
    CSS = "Tree { height: 12; } DataTable { height: 1fr; } Static { height: 1; }"

    def compose(self) -> ComposeResult:
        tree: Tree[None] = Tree("agenda")
        for number in range(15):
            tree.root.add_leaf(f"item {number}")
        yield tree
        yield DataTable[str]()
        yield Static("READY", markup=False)

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("a", "b", "c")
        for row in range(50):
            table.add_row(str(row), "b", "c")


if __name__ == "__main__":
    Floor().run()
