"""A README badge with the completeness, as a self-contained SVG image."""

from html import escape

from citecheck.model.completeness import of_documents
from citecheck.model.report import Report
from citecheck.reporters._reporter import reporter

LABEL = "citations"
WIDTH = 7  # pixels per character of 11 px Verdana, at most
# Minimum percentage, and a colour with a contrast of at least 4.5 to white (WCAG 2.2, 1.4.3).
COLOURS = ((90, "#2e7d32"), (60, "#8a6100"), (0, "#b3261e"))
NEUTRAL = "#555"


@reporter("badge", ".svg")
def render(report: Report) -> str:
    """Label and percentage side by side."""
    counts = of_documents(report.documents)
    value = f"{counts.percent}% complete" if counts.percent is not None else "no sources"
    colour = NEUTRAL if counts.percent is None else next(colour for least, colour in COLOURS if counts.percent >= least)
    left, right = (WIDTH * len(text) + 10 for text in (LABEL, value))
    title = escape(f"{LABEL}: {value} (citecheck)")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{title}">'
        f"<title>{title}</title>"
        f'<rect width="{left}" height="20" fill="#444"/><rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        f'<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f'<text x="{left / 2:g}" y="14">{escape(LABEL)}</text><text x="{left + right / 2:g}" y="14">{escape(value)}</text>'
        "</g></svg>\n"
    )


PLUGIN = render
