"""What a stranger's page or document makes libraries say does not reach the terminal, nor the log of a CI service."""

import subprocess
import sys

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /A /Encoding /X#0A::error::owned#1B#5B31m >>"
PARTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 " + FONT + b" >> >> >>",
    b"<< /Length 25 >>\nstream\nBT /F1 9 Tf (Rivers) Tj ET\nendstream",
)
READ = """
import sys, warnings
from citecheck.cli import group
from citecheck.model.web import Response
from citecheck.pages.metadata import read_page
group.main(["explain", "CC101"], standalone_mode=False)
page = read_page(Response("https://a.example/", "https://a.example/", 200, (("Content-Type", "application/pdf"),), sys.stdin.buffer.read()))
warnings.warn("\\n::error::owned")
assert page.text == "Rivers"
"""


def pdf() -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(PARTS, 1):
        places.append(b"%010d 00000 n \n" % len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(places)
    return data + table + b"trailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def test_a_pdf_writes_no_workflow_command_into_the_log() -> None:
    said = subprocess.run([sys.executable, "-c", READ], input=pdf(), capture_output=True, check=True)
    assert said.stderr == b""
