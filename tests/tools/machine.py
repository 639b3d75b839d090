"""Reads what a site has for machines with independent libraries. Usage: machine.py SITE; prints what is wrong, a line each."""

import json
import pathlib
import sys
import xml.etree.ElementTree as xml

import feedparser
import icalendar

site = pathlib.Path(sys.argv[1])
problems = []


def check(is_right, text):
    if not is_right:
        problems.append(text)


feed = feedparser.parse((site / "feed.xml").read_bytes())
check(not feed.bozo, f"feed.xml: {feed.get('bozo_exception')}")
check(feed.version == "atom10" and feed.feed.title and feed.feed.id and feed.feed.updated_parsed, "feed.xml is no Atom feed")
check(len(feed.entries) > 20, f"feed.xml: {len(feed.entries)} entries")
check(len({entry.id for entry in feed.entries}) == len(feed.entries), "feed.xml: an entry twice")
times = [entry.updated_parsed for entry in feed.entries]
check(times == sorted(times, reverse=True), "feed.xml: the newest is not first")
for entry in feed.entries:
    check(entry.title and (site / entry.link).is_file(), f"feed.xml: {entry.title} leads to {entry.link}")

calendars = sorted(site.rglob("*.ics"))
count = 0
for path in calendars:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    check(not calendar.errors and calendar["VERSION"] == "2.0" and calendar["PRODID"], f"{path}: {calendar.errors}")
    check(calendar.subcomponents, f"{path}: a calendar holds at least one thing")
    events = calendar.walk("VEVENT")
    count = max(count, len(events))
    check(len({event["UID"] for event in events}) == len(events), f"{path}: a UID twice")
    for event in events:
        check(not event.errors and event.start < event.end and event["SUMMARY"], f"{path}: {event}")
check(count > 5, f"{count} events at most")
check((len(calendars) > 1) == (sys.argv[2] == "management"), f"{len(calendars)} calendars for {sys.argv[2]}")

badge = xml.fromstring((site / "badge.svg").read_bytes())
check(badge.get("role") == "img" and badge.get("aria-label"), "badge.svg says nothing")

pages = [path for path in site.rglob("*.html")]
for path in pages:
    data = json.loads(path.with_suffix(".json").read_bytes())
    check(data["format"] == 1 and data["page"] == path.relative_to(site).as_posix(), f"{path}: its data are another's")
check(json.loads((site / "findings/F-2025-001.json").read_bytes())["record"]["grade"] == "major", "the grade is not in the data")

print("\n".join(problems))
sys.exit(1 if problems else 0)
