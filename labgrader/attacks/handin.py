"""Writes an attack as the folder that its student hands in.

What code in a cell cannot do stands in the YAML of the attack:

    links   {symlink: path, to: target}, {hardlink: path, to: target}, {fifo: path}, {device: path}, {folder: path},
            {file: path, text: …}, {many: prefix, times: n} for empty files, {deep: name, times: n} for nested folders
    cells   edits of cells, found by grade_id: {cell: name, …} with one or more of
            set (of its nbgrader metadata), metadata, nested (levels of it), type, source, id, delete, copy (times);
            {notebook: {…}} for the metadata of the notebook
    own     further cells at the end: {code|markdown|raw: text, times: n, cells: n}
    raw     the bytes of the notebook: a list of [text, times]

`@COURSE@` stands for the course folder, `@HOME@` for the instructor's home, and `@PLANTED@` for a marker: an attack
that was given it shows that the judge can see one.
"""

from __future__ import annotations

import copy
import json
import os
from contextlib import suppress
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from labgrader import corpus, structure
from labgrader.attacks.hostile import Attack
from labgrader.lab import Lab


def hand_in(attack: Attack, lab: Lab, tell: str, course: Path, places: dict[str, str]) -> Path:
    """Write the folder of an attack below `submitted/`.

    Args:
        lab: the lab as it was before anything was planted in it.
        places: what stands for what, in its files.
    """

    def placed(text: str) -> str:
        for place, meant in places.items():
            text = text.replace(place, meant)
        return text

    folder = course / "submitted" / attack.student / lab.name
    folder.mkdir(parents=True)
    target = folder / f"{lab.name}.ipynb"
    if "raw" in attack.facts:
        target.write_bytes(b"".join(text.encode() * times for text, times in attack.facts["raw"]))
    else:
        # nbformat would mend what is broken on purpose
        target.write_text(placed(json.dumps(_notebook(attack, lab, tell))), encoding="utf-8")
    for name, text in attack.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(placed(text), encoding="utf-8")
    for link in attack.facts.get("links", []):
        _link(folder, {key: placed(value) if isinstance(value, str) else value for key, value in link.items()})
    return folder


def _notebook(attack: Attack, lab: Lab, tell: str) -> NotebookNode:
    place = attack.facts.get("place", "instead")
    replaced = {attack.cell: attack.sources} if place == "instead" else {}
    notebook = corpus.submission(lab, replaced, solved=attack.solved)
    at = next(i for i, cell in enumerate(notebook.cells) if structure.grade_id(cell) == attack.cell)
    if place != "instead":
        own = [nbformat.v4.new_code_cell(source, id=f"own-{i}") for i, source in enumerate(attack.sources)]
        notebook.cells[at + (place == "behind") : at + (place == "behind")] = own
    notebook.cells.insert(at, nbformat.v4.new_code_cell(tell, id="tell"))
    for edit in attack.facts.get("cells", []):
        _edit(notebook, edit)
    for number, facts in enumerate(attack.facts.get("own", [])):
        kind = next(k for k in ("code", "markdown", "raw") if k in facts)
        make = getattr(nbformat.v4, f"new_{kind}_cell")
        text = facts[kind] * facts.get("times", 1)
        notebook.cells += [make(text, id=f"more-{number}-{i}") for i in range(facts.get("cells", 1))]
    return notebook


def _edit(notebook: NotebookNode, edit: dict) -> None:
    notebook.metadata.update(edit.get("notebook", {}))
    for cell in [c for c in notebook.cells if structure.grade_id(c) == edit.get("cell", "-")]:
        cell.metadata.nbgrader.update(edit.get("set", {}))
        cell.metadata.update(edit.get("metadata", {}))
        if "nested" in edit:
            cell.metadata.nbgrader["grade_id_of"] = _nested(edit["nested"])
        cell.cell_type = edit.get("type", cell.cell_type)
        cell.source = edit.get("source", cell.source)
        cell.id = edit.get("id", cell.id)
        at = next(i for i, other in enumerate(notebook.cells) if other is cell)
        copies = 0 if edit.get("delete") else 1 + edit.get("copy", 0)
        notebook.cells[at : at + 1] = [copy.deepcopy(cell) for _ in range(copies)]


def _nested(levels: int) -> list:
    made: list = []
    for _ in range(levels):
        made = [made]
    return made


def _link(folder: Path, link: dict) -> None:
    kind = next(iter(link))
    path = folder / link[kind]
    if kind in ("symlink", "hardlink"):
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "symlink":
            path.symlink_to(link["to"])
        case "hardlink":
            path.hardlink_to(folder / link["to"])
        case "fifo":
            os.mkfifo(path)
        case "device":
            with suppress(PermissionError):  # root's alone to make; it is /dev/null
                os.mknod(path, 0o20666, os.makedev(1, 3))
        case "folder":
            path.mkdir(parents=True)
        case "file":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(link["text"], encoding="utf-8")
        case "many":
            for number in range(link["times"]):
                (folder / f"{link['many']}{number}").touch()
        case "deep":
            here = folder
            for _ in range(link["times"]):
                here = here / link["deep"]
                here.mkdir()
            (here / "bottom.txt").touch()
        case _:
            raise ValueError(f"no such link: {kind}")
