"""RTF that cites the made works in footnotes with links, in endnotes, or in a typed list."""

from tests.made_works import WORKS, Work

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}}{\info{\title Made}}" + "\n"


def plain(text: str) -> str:
    """Text as old programs write it: bytes of Windows-1252 where there are any, else Unicode with a question mark."""
    out = []
    for character in text:
        if character in "\\{}":
            out.append("\\" + character)
        elif ord(character) < 128:
            out.append(character)
        elif ord(character) < 256:
            out.append(f"\\'{ord(character):02x}")
        else:
            out.append(f"\\u{ord(character)}?")
    return "".join(out)


def _words(work: Work, *, linked: bool = False) -> str:
    author, title, outlet, date, url = work
    field = f'{{\\field{{\\*\\fldinst {{HYPERLINK "{url}"}}}}{{\\fldrslt {{\\ul {plain(url)}}}}}}}' if linked else plain(url)
    return f"{plain(author)}, \\ldblquote {plain(title)}\\rdblquote , {{\\i {plain(outlet)}}}, {date}{f', {field}' if url else ''}."


def rtf_footnotes() -> str:
    return (
        HEAD
        + "".join(
            f"\\pard The river rose.{{\\super\\chftn{{\\footnote\\pard\\plain {{\\super\\chftn}} {_words(work, linked=True)}}}}}\\par\n"
            for work in WORKS
        )
        + "}\n"
    )


def rtf_endnotes() -> str:
    note = "\\pard The river rose.{{\\super\\chftn}}{{\\*\\footnote\\ftnalt\\pard\\chftn\\tab {}}}\\par\n"
    return HEAD + "\\aftnnar" + "".join(note.format(_words(work)) for work in WORKS) + "}\n"


def rtf_list() -> str:
    said = "".join(f"The river rose for day {n} [{n}].\\par\n" for n in range(1, len(WORKS) + 1))
    entries = "".join(f"[{n}] {_words(work)}\\par\n" for n, work in enumerate(WORKS, 1))
    return f"{HEAD}{said}\\pard\\outlinelevel0 References\\par\\pard\n{entries}}}\n"
