"""Notes of LaTeX, by counting braces; what stands in definitions, comments and verbatim text is left out."""

import re

VERBATIM = re.compile(r"\\begin\{(verbatim\*?|lstlisting|minted|comment|Verbatim|alltt)\}.*?\\end\{\1\}", re.DOTALL)
CALL = re.compile(r"\\(?:footnote|footnotetext|endnote)\s*(?:\[[^\]]*\])?\s*(?=\{)")
ITEM = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]]|\[[^\]]*\])*\])?\s*\{[^}]*\}")
DEFINITION = re.compile(r"\\(?:re)?newcommand\s*\*?\{?\\?\w*\}?(?:\[\d\])*\s*\{[^\n]*$|\\[gex]?def\\\w+[^\n]*$")
HEAD = re.compile(r"\\(?:author|title|date)\s*(?=\{)")  # what a preamble holds of the text
PARAMETER = re.compile(r"(?<!\\)#\d")
LONGEST = 60_000  # characters of one argument


def latex_notes(text: str) -> list[str]:
    """Texts of footnotes, then of the items of bibliographies."""
    text = stripped(text)
    head, _, body = text.rpartition("\\begin{document}") if "\\begin{document}" in text else ("", "", text)
    named = [argument(head, match.end()) or "" for match in HEAD.finditer(head)]
    text = "\n".join([*named, body.rpartition("\\end{document}")[0] if "\\end{document}" in body else body])
    notes = []
    for match in CALL.finditer(text):
        line = text[: match.start()].rsplit("\n", 1)[-1]
        note = argument(text, match.end())
        if note is not None and not PARAMETER.search(note) and not DEFINITION.search(line):
            notes.append(words(note))
    return notes + [words(item.split("\\end{thebibliography}")[0]) for item in ITEM.split(text)[1:]]


def stripped(text: str) -> str:
    """Without comments and verbatim text."""
    text = re.sub(r"(?<!\\)%[^\n]*\n?", "\n", text)
    text = re.sub(r"\\verb\*?([^\w\s*]).*?\1", "", VERBATIM.sub("", text))
    return re.sub(r"\\iffalse\b.*?\\fi\b", "", text, flags=re.DOTALL)


def argument(text: str, start: int) -> str | None:
    """What stands between the brace at ``start`` and its partner."""
    depth = 0
    for at in range(start, min(len(text), start + LONGEST)):
        if text[at] in "{}" and text[at - 1] != "\\":
            depth += 1 if text[at] == "{" else -1
            if not depth:
                return text[start + 1 : at]
    return None


def words(text: str) -> str:
    """Without the names of commands."""
    return re.sub(r"\\[a-zA-Z]+\*?", "", text)
