"""`typst compile` as far as tickmark calls it."""

import argparse
import sys
from datetime import datetime, timezone

import typst

parser = argparse.ArgumentParser(prog="typst")
parser.add_argument("command", choices=["compile"])
parser.add_argument("input")
parser.add_argument("output")
parser.add_argument("--root")
parser.add_argument("--pdf-standard", action="append")
parser.add_argument("--creation-timestamp", type=int)
arguments = parser.parse_args()

try:
    typst.compile(
        arguments.input,
        output=arguments.output,
        root=arguments.root,
        format="pdf",
        pdf_standards=arguments.pdf_standard,
        timestamp=datetime.fromtimestamp(arguments.creation_timestamp, timezone.utc),
    )
except Exception as error:
    sys.exit(f"error: {error}")
