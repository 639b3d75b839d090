"""Whether a PDF says that it is PDF/A-2b and is what that asks for as far as it is seen from outside: metadata, an output
intent, embedded fonts, no encryption, no script, no file within; and whether it is tagged, named and in a language. A second
argument says how many pages it has at most."""

import re
import sys

import pikepdf

with pikepdf.open(sys.argv[1]) as pdf:
    problems = list(pdf.check_pdf_syntax())
    with pdf.open_metadata() as metadata:
        if (metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")) != ("2", "B"):
            problems.append("it does not say that it is PDF/A-2b")
        if not metadata.get("dc:title"):
            problems.append("it has no title")
    root = pdf.Root
    if pdf.is_encrypted:
        problems.append("it is encrypted")
    if not root.get("/OutputIntents"):
        problems.append("it has no output intent")
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", {}).get("/Marked"):
        problems.append("it is not tagged")
    if not root.get("/Lang"):
        problems.append("it has no language")
    for name in ["/OpenAction", "/AA"]:
        if name in root:
            problems.append(f"it has {name}")
    if "/JavaScript" in root.get("/Names", {}) or "/EmbeddedFiles" in root.get("/Names", {}):
        problems.append("it has a script or a file within")
    # Whoever copies a digest is to get its letters and nothing between them.
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
            if re.search(rb"(?i)<([0-9A-F]{4})*200B([0-9A-F]{4})*>", thing.ToUnicode.read_bytes()):
                problems.append(f"{thing.get('/BaseFont')} has characters without width")
    if len(pdf.pages) > int((sys.argv[2:] or [1000])[0]):
        problems.append(f"it has {len(pdf.pages)} pages")
    fonts = 0
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/FontDescriptor":
            continue
        fonts += 1
        if not any(key in thing for key in ["/FontFile", "/FontFile2", "/FontFile3"]):
            problems.append(f"{thing.get('/FontName')} is not embedded")
    if not fonts:
        problems.append("it has no font")

for problem in problems:
    print(problem)
sys.exit(1 if problems else 0)
