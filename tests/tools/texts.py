"""Prints the texts of PDFs and workbooks as JSON, by path: what a page draws, what a screen reader is told, what the file says
of itself; every cell. Letters of a PDF are joined without blanks, since a word may be drawn in several pieces, and without
the hyphens at the ends of lines."""

import json
import re
import sys

import openpyxl
import pikepdf


def letters(font):
    """What the codes of a font stand for."""
    table, known = font.get("/ToUnicode"), {}
    if table is None:
        return known
    table = table.read_bytes().decode("latin-1")
    text = lambda code: bytes.fromhex(code).decode("utf-16-be", "replace")
    for part in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        known.update((int(code, 16), text(to)) for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", part))
    for part in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                known[int(first, 16) + step] = chr(int(to, 16) + step)
        for first, many in re.findall(r"<(\w+)>\s*<\w+>\s*\[(.*?)\]", part, re.S):
            known.update((int(first, 16) + step, text(to)) for step, to in enumerate(re.findall(r"<(\w+)>", many)))
    return known


def drawn(page):
    known, fonts = {}, page.get("/Resources", {}).get("/Font", {})
    tables = {name: letters(font) for name, font in fonts.items()}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            known = tables.get(str(operands[0]), {})
        elif str(operator) in ("Tj", "TJ", "'", '"'):
            pieces = operands[-1] if str(operator) == "TJ" else [operands[-1]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    codes = bytes(piece)
                    for at in range(0, len(codes) - 1, 2):
                        yield known.get(codes[at] << 8 | codes[at + 1], "")


def of_pdf(path):
    with pikepdf.open(path) as pdf:
        said = ["".join(letter for page in pdf.pages for letter in drawn(page))]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                said.extend(str(value) for value in thing.values() if isinstance(value, pikepdf.String))
        with pdf.open_metadata() as metadata:
            said.append(str(metadata))
        return " ".join(said).replace("\xad", "")


def of_workbook(path):
    book = openpyxl.load_workbook(path)
    said = [str(value) for value in vars(book.properties).values()]
    for sheet in book.worksheets:
        said.append(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                said.append(str(cell.value))
                said.append(cell.comment.text if cell.comment else "")
    return " ".join(said)


print(json.dumps({path: (of_pdf if path.endswith(".pdf") else of_workbook)(path) for path in sys.argv[1:]}))
