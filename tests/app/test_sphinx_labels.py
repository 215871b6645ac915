"""Labels of Sphinx projects: one that no file has is reported, where nothing but the files of the project makes labels."""

from pathlib import Path

import pytest

from citecheck.app.documents import read_documents
from citecheck.config.settings import Settings

PLAIN = 'extensions = ["sphinx.ext.todo", "myst_parser"]\n'


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "conf.py").write_text(PLAIN)
    (folder / "weirs.rst").write_text(
        ".. _The Weirs:\n\nWeirs\n=====\n\n.. figure:: map.png\n   :name: river-map\n\n   A map with _`old locks`.\n"
    )
    (folder / "map.png").write_bytes(b"\x89PNG")
    (folder / "locks.md").write_text("(lock-list)=\n# Locks\n\n{#upper}\n## Upper\n")
    return folder


def broken(docs: Path, text: str, name: str = "page.rst") -> list[str]:
    (docs / name).write_text(text)
    documents, _ = read_documents([str(docs / name)], Settings(), lambda _: None)
    return [one.address.url for one in documents[0].broken_links]


@pytest.mark.parametrize(
    "role",
    [
        ":ref:`the weirs`", ":ref:`The  Weirs`", ":ref:`Weirs <the weirs>`", ":ref:`the\nweirs`", ":numref:`Map %s <river-map>`", ":ref:`old locks`",
        ":ref:`lock-list`", ":std:ref:`upper`", ":ref:`genindex`", ":ref:`http-routingtable`", ":ref:`!gone`", "``:ref:`gone` ``", ":ref:`{name}`", ":ref:`|name|`",
    ],
)  # fmt: skip
def test_a_label_that_a_file_of_the_project_or_sphinx_has_is_not_broken(docs: Path, role: str) -> None:
    assert not broken(docs, f"See {role}.\n")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("page.rst", ":ref:`gone`"), ("page.rst", ":ref:`Weirs <Gone>`"), ("page.rst", ":numref:`gone`"), ("page.md", "{ref}`gone`"),
        ("page.md", "{numref}`Figure %s <gone>`"),
    ],
)  # fmt: skip
def test_a_label_that_no_file_has_is_broken(docs: Path, name: str, role: str) -> None:
    assert broken(docs, f"See {role} and {role.replace('Gone', 'The Weirs').replace('gone', 'the weirs')}.\n", name) == ["gone"]


@pytest.mark.parametrize(
    "settings",
    [
        'extensions = ["sphinx.ext.intersphinx"]\n', 'extensions = ["sphinx.ext.autosectionlabel"]\n', 'extensions = ["labels_of_ours"]\n',
        "extensions = names()\n", PLAIN + 'extensions.append("labels_of_ours")\n', PLAIN + "extensions += more\n", "", "project = 'River'\n",
        PLAIN + "def setup(app):\n    app.add_directive('river', River)\n", PLAIN + "import subprocess\nsubprocess.run(['make', 'texts'])\n",
        PLAIN + "from subprocess import run\n", PLAIN + "import subprocess as sp\n", PLAIN + "subprocess.check_output('git log > log.rst', shell=True)\n", PLAIN + "from base import *\n",
        PLAIN + "open('made.rst', 'w').write(text)\n", PLAIN + "label = f'.. _{name}:'\n",
    ],
)  # fmt: skip
def test_where_labels_may_come_from_elsewhere_none_is_reported(docs: Path, settings: str) -> None:
    (docs / "conf.py").write_text(settings)
    assert not broken(docs, "See :ref:`gone`.\n")


def test_without_a_project_no_label_is_reported(docs: Path) -> None:
    assert not broken(docs.parent, "See :ref:`gone`.\n")


def test_hooks_and_style_sheets_make_no_labels(docs: Path) -> None:
    (docs / "conf.py").write_text(PLAIN + "def setup(app):\n    app.add_css_file('river.css')\n")
    assert broken(docs, "See :ref:`gone`.\n") == ["gone"]


def test_what_git_tells_of_a_checkout_makes_no_labels(docs: Path) -> None:
    call = "subprocess.check_output(\n    ['git', 'describe', '--always'], stderr=open(os.devnull, 'w'))"
    (docs / "conf.py").write_text(
        f"{PLAIN}import subprocess\ntry:\n    release = {call}\nexcept subprocess.CalledProcessError:\n    release = ''\n"
    )
    assert broken(docs, "See :ref:`gone`.\n") == ["gone"]


@pytest.mark.parametrize(
    "text",
    [
        "text = f'.. _lock_{name}:'\n", "text = '.. _lock_%s:\\n' % name\n", "text = '.. _lock_' + name + ':'\n", 'print(".. _lock_", name, ":")\n',
        'echo ".. _lock_$NAME:"\n', ".. _lock_{{ name }}:\n", ".. _lock_<%= name %>:\n", ".. _lock_@NAME@:\n", "(lock_${name})=\n",
        "text = f'.. figure:: map.png\\n   :name: lock_{name}\\n'\n", "text = f'the _`lock_{name}` of the river'\n", 'cout << ".. _lock_" << name << ":";\n',
    ],
)  # fmt: skip
def test_what_a_program_or_a_template_fills_in_may_be_any_text(docs: Path, text: str) -> None:
    (docs.parent / "make.in").write_text(text)
    assert broken(docs, "See :ref:`lock_upper` and :ref:`gone`.\n") == ["gone"]


@pytest.mark.parametrize(
    "text",
    [
        ".. function:: flow(**options)\n", ".. note:: *All* weirs.\n", "name: *weir\n", "label = f'{name}'\n", "id: ${name}\n", "{#*.png}\n",
        "const text = code._`${name}.length`\n", "name = '%s'\n",
    ],
)  # fmt: skip
def test_what_is_no_label_hides_none(docs: Path, text: str) -> None:
    """Emphasis, arguments of functions, and names of other things than labels."""
    (docs / "more.rst").write_text(text)
    (docs.parent / "more.js").write_text(text)
    assert broken(docs, "See :ref:`gone`.\n") == ["gone"]


def test_bytes_without_text_have_no_labels(docs: Path) -> None:
    (docs.parent / "river.doc").write_bytes(b"\x00\x01 .. _gone: \n .. _{}: \n")
    assert broken(docs, "See :ref:`gone`.\n") == ["gone"]


@pytest.mark.parametrize("line", ["/docs/api/\n", "docs/*.rst\n", "docs/reference\n"])
def test_texts_that_git_ignores_may_have_labels_and_be_documents(docs: Path, line: str) -> None:
    (docs.parent / ".gitignore").write_text(line)
    assert not broken(docs, "See :ref:`gone` and :doc:`reference/gone`.\n")
    (docs.parent / ".gitignore").write_text("/docs/_build/\npip-log.txt\n")
    assert broken(docs, "See :ref:`gone`.\n") == ["gone"]


def test_documents_of_a_table_of_contents_are_looked_for(docs: Path) -> None:
    tree = "weirs\nLocks <locks>\nweirs.rst\nlocks.rst\nself\ngenindex\nhttps://river.example/\nparts/*\nrelease-1.0\n.. gone\n\nlost\nLost <far/away>"
    indented = "".join(f"   {line}\n" for line in tree.split("\n"))
    assert broken(docs, f"Page\n====\n\n.. toctree::\n   :maxdepth: 2\n\n{indented}") == ["lost", "far/away"]


def test_documents_and_files_that_roles_of_myst_name_are_looked_for(docs: Path) -> None:
    there = "{doc}`weirs` {doc}`Locks </locks>` {download}`map.png` {download}`/map.png`"
    assert broken(docs, f"{there} {{doc}}`gone` {{doc}}`Lost </lost>` {{download}}`gone.zip`\n", "page.md") == [
        "gone",
        "/lost",
        "gone.zip",
    ]
    assert not broken(docs.parent, "{doc}`gone`\n", "page.md")


def test_files_and_documents_that_directives_of_myst_name_are_looked_for(docs: Path) -> None:
    figures = "```{figure} map.png\n```\n\n:::{image} /gone.png\n:::\n\n```{note}\n```{literalinclude} gone.py\n```\n```\n"
    trees = "```{toctree}\n---\nmaxdepth: 2\n---\nweirs\nLocks <locks.md>\nhttps://river.example/\nparts/*\nlost\n```\n\n:::{toctree}\n:hidden:\n\nfar/away\n:::\n"
    examples = "````md\n```{figure} example.png\n```\n````\n\n```\n:::{image} example.png\n:::\n```\n"
    assert broken(docs, f"{figures}\n{trees}\n{examples}", "page.md") == ["/gone.png", "gone.py", "lost", "far/away"]
    assert not broken(docs.parent, f"{figures}\n{trees}", "page.md")


def test_labels_that_a_notebook_names_have_their_place_in_its_file(docs: Path) -> None:
    text = '{"cells": [{"cell_type": "markdown",\n"source": ["See {ref}`gone` and {doc}`lost`."]}]}'
    assert broken(docs, text, "page.ipynb") == ["gone", "lost"]
    documents, _ = read_documents([str(docs / "page.ipynb")], Settings(), lambda _: None)
    spans = [one.address.span for one in documents[0].broken_links]
    assert [text[span.start : span.end] for span in spans] == ["gone", "lost"]


def test_a_fragment_of_myst_may_name_a_label_or_an_object_of_the_project(docs: Path) -> None:
    (docs / "api.rst").write_text(".. option:: --weir\n")
    text = "# Page\n\n[a](#page) [b](#lock-list) [c](#the-weirs) [d](#the%20weirs) [e](#--weir) [f](#upper)\n"
    assert broken(docs, text, "page.md") == ["#the-weirs"]
    (docs / "conf.py").write_text('extensions = ["myst_parser", "sphinx.ext.autodoc"]\n')
    assert not broken(docs, text, "page.md")


@pytest.mark.parametrize("link", ["![map](maps/river.*)", '<img src="maps/river.*">', "[maps](maps/*.png)"])
def test_a_name_with_an_asterisk_is_a_choice_of_files(docs: Path, link: str) -> None:
    assert not broken(docs, f"{link}\n", "page.md")


@pytest.mark.parametrize(
    "text",
    [
        "See `The weirs`_.\n\nThe *weirs*\n===========\n", "See `The weirs`_.\n\n.. _the weirs: https://river.example/\n", "See `the\nweirs`_ and _`the weirs`.\n",
        "See `the weirs`_.\n\n.. _`The Weirs`:\n\nText.\n", "`The weirs <https://river.example/>`_ and `the weirs`_\n", "See `1`_.\n\n.. [1] A. Moor.\n",
        "`The weirs <locks_>`_ and `the weirs`_\n\n.. _locks:\n\nText.\n", "See `the weirs`_.\n\n.. figure:: map.png\n   :name: the weirs\n",
        "See `the weirs`_.\n\n.. include:: weirs.rst\n", "``See `the weirs`_``\n", "::\n\n   See `the weirs`_\n", "See `|name|`_.\n", "See `the weirs`__.\n\n__ map.png\n",
    ],
)  # fmt: skip
def test_a_name_that_something_in_the_document_has_is_not_broken(docs: Path, text: str) -> None:
    assert not broken(docs, text)


@pytest.mark.parametrize("text", ["See `the weirs`_.\n", "See `words <the weirs_>`_.\n", "See `the\nweirs`_.\n"])
def test_a_name_that_nothing_in_the_document_has_is_broken(docs: Path, text: str) -> None:
    assert broken(docs, text) == ["#the weirs"]


@pytest.mark.parametrize("name", ["rst_prolog", "rst_epilog"])
def test_names_may_be_in_a_text_that_the_settings_add(docs: Path, name: str) -> None:
    (docs / "conf.py").write_text(f"{PLAIN}{name} = open('links.txt').read()\n")
    assert not broken(docs, "See `the weirs`_.\n")


def test_an_included_document_may_have_its_names_in_the_other(docs: Path) -> None:
    (docs / "whole.rst").write_text(".. include:: page.rst\n\n.. _the weirs:\n\nText.\n")
    assert not broken(docs, "See `the weirs`_.\n")


def test_a_role_within_code_names_no_document(docs: Path) -> None:
    assert broken(docs, "Write ``:doc:`gone```, and see :doc:`lost`.\n") == ["lost"]


def test_a_notebook_may_link_to_a_folder_that_documentation_is_written_to(docs: Path) -> None:
    (docs / "conf.py").write_text('extensions = ["sphinx.ext.autosummary"]\n')
    assert broken(docs, "[a](reference/river.rst#weir) [b](gone.md)\n", "page.md") == ["gone.md"]
