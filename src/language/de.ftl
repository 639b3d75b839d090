### Deutsch.

## Days and numbers

date-long = { $day }. { $month } { $year }
date-short = { $day }. { $month } { $year }
date-month = { $month } { $year }
span-in-month = { $day }.–{ $last }
span-in-year = { $day }. { $month } – { $last }
span-of-years = { $first } – { $last }
list-last = { $head } und { $last }
decimal-mark = ,
count-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sep.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.

## Around every page

audit-record = Aufzeichnungen der internen Audits
to-content = Zum Inhalt
kinds-of-record = Arten von Aufzeichnungen
overview = Überblick
as-of = Stand { $day }
for-public = für die Öffentlichkeit
for-management = für die Leitung
for-auditee = für die Auditierten
for-certifier = für die Zertifizierungsstelle

## Finding things

search = Suchen
search-short = Suchen ( / )
search-count = Treffer: { $count }
search-none = Nichts gefunden
search-failed = Die Suche konnte nicht geladen werden
search-more = Weitere Treffer
## Labels of fields, columns and sections

label-accepted = Akzeptiert
label-action = Maßnahme
label-actions = Maßnahmen
label-all = Alle
label-answer-due = Antwort fällig
label-answers = Behandelt
label-applies = Anwendbar
label-approved = Freigegeben
label-asked = Befragt
label-asked-for = Angefordert
label-asked-for-by = Beauftragt von
label-asked-of = Angefordert bei
label-attests = Belegt
label-audit = Audit
label-audited = Auditiert
label-audited-by = Auditiert in
label-auditee = Auditierte Person
label-auditor = Auditor/in
label-auditor-days = Auditorentage
label-audits-against = Auditiert nach
label-carried-to = Übertragen nach
label-cause = Ursache
label-certificate = Zertifikat
label-chair = Vorsitz
label-changes-that-needed-a-reason = Begründungspflichtige Änderungen
label-changes-to-the-isms = Änderungen am ISMS
label-checked = Geprüft
label-checked-by = Geprüft von
label-checklist-items = Punkte der Checkliste
label-class = Stufe
label-classification = Klassifizierung
label-clause = Abschnitt
label-closed = Abgeschlossen
label-closing-meeting = Abschlussgespräch
label-collected = Erhoben
label-collected-by = Erhoben von
label-communication = Kommunikation
label-competence = Kompetenz
label-competence-needed = Benötigte Kompetenz
label-conclusion = Schlussfolgerung
label-confidentiality-signed = Vertraulichkeit unterzeichnet
label-confirmed = Bestätigt
label-consequences = Folgen
label-control = Control
label-controls = Controls
label-correction = Korrektur
label-counts-for-coverage = Zählt für die Abdeckung
label-coverage-of-the-clauses = Abdeckung der Abschnitte
label-coverage-of-the-controls = Abdeckung der Controls
label-criteria = Kriterien
label-cycle = Zyklus
label-dates = Termin
label-day = Tag
label-decision = Entscheidung
label-decisions = Entscheidungen
label-digest = Prüfsumme
label-disagreements = Meinungsverschiedenheiten
label-disposal-approved = Vernichtung freigegeben
label-does-not-audit = Auditiert nicht
label-due = Fällig
label-due-soon = Bald fällig
label-earlier-findings = Frühere Feststellungen
label-edition = Ausgabe
label-effectiveness = Wirksamkeit
label-employment = Beschäftigung
label-escalated = Eskaliert
label-evidence = Nachweise
label-extent = Ausmaß
label-external-number = Externe Nummer
label-feedback-of-the-auditees = Rückmeldung der Auditierten
label-finding = Feststellung
label-findings = Feststellungen
label-findings-by-state-and-grade = Feststellungen nach Stand und Einstufung
label-follows = Folgt auf
label-former-roles = Frühere Rollen
label-found = Festgestellt
label-from = Von
label-from-a-distance = Aus der Ferne
label-git-addresses = Git-Adressen
label-grade = Einstufung
label-grade-reason = Grund der Einstufung
label-held = Durchgeführt
label-held-by = Durchgeführt von
label-how = Vorgehen
label-how-long-findings-stay-open = Wie lange Feststellungen offen bleiben
label-importance = Bedeutung
label-improvements = Verbesserungen
label-independence-declared = Unabhängigkeit erklärt
label-interviews = Gespräche
label-isms-owner = Verantwortung für das ISMS
label-issued = Herausgegeben
label-kept-until = Aufbewahrt bis
label-kind = Art
label-late = Verzug
label-late-steps = Verspätete Schritte
label-lead = Auditleitung
label-left-out = Ausgenommen
label-lessons = Erkenntnisse
label-limitations = Einschränkungen
label-location = Ablageort
label-looks-back-on = Blickt zurück auf
label-manager = Leitung
label-methods = Methoden
label-minutes-approved = Protokoll freigegeben
label-next = Was ansteht
label-dates-ahead = Termine
label-dates-past = Verstrichene Termine
label-next-review = Nächste Bewertung
label-note = Anmerkung
label-notes = Notizen
label-notes-on-the-opening = Notizen zur Eröffnung
label-number = Nummer
label-objectives = Ziele
label-on-forges = Auf Git-Plattformen
label-opening-meeting = Eröffnungsgespräch
label-owner = Verantwortlich
label-people = Beschäftigte
label-personal-data = Personenbezogene Daten
label-plan = Plan
label-planned = Geplant
label-position = Funktion
label-present = Anwesend
label-invited = Eingeladen
label-process = Prozess
label-processes = Prozesse
label-programme = Auditprogramm
label-programme-manager = Leitung des Auditprogramms
label-proposed = Vorgeschlagen
label-raised-by = Festgestellt von
label-reason = Anlass
label-recipients = An
label-recommendation = Empfehlung
label-records-of = Aufzeichnungen von
label-referred-to-by = Verweise hierher
label-related = Verwandt
label-repeats = Wiederholt
label-replaced-by = Ersetzt durch
label-report = Bericht
label-reports-to = Berichtet an
label-requirement = Anforderung
label-resources = Mittel
label-result = Ergebnis
label-reviewed = Durchgesehen
label-reviews-of-the-programme = Bewertungen des Auditprogramms
label-rhythm = Rhythmus
label-risk-accepted = Risiko akzeptiert
label-risks-of-that = Risiken dabei
label-risks-to-the-programme = Risiken für das Auditprogramm
label-role = Rolle
label-rules-that-differ-from-the-default = Vom Standard abweichende Regeln
label-sample = Stichprobe
label-scope = Umfang
label-scope-document = Dokument zum Anwendungsbereich
label-scope-since = Anwendungsbereich seit
label-sender = Von
label-sent-to = Verteiler
label-shows = Zeigt
label-site = Standort
label-sites = Standorte
label-source = Quelle
label-sponsor = Auftraggeber/in
label-state = Stand
label-systemic = Systematisch
label-tag = Git-Tag
label-takes-the-place-of = Tritt an die Stelle von
label-team = Auditteam
label-technical-tests = Technische Prüfungen
label-the-audits = Die Audits
label-the-state-of-the-internal-audits = Stand der internen Audits
label-the-ten-inputs = Die zehn Eingaben
label-time-zone = Zeitzone
label-timetable = Zeitplan
label-to = Bis
label-to-begin-with = Für den Anfang
label-to-check = Zu prüfen von
label-to-do = Zu erledigen
label-tools = Werkzeuge
label-top-management = Oberste Leitung
label-trend = Tendenz
label-unit = Einheit
label-units = Einheiten
label-version = Version
label-waivers = Ausnahmen
label-what = Was
label-what-is-missing-here = Was hier fehlt
label-what-is-so = Was ist
label-what-it-means = Was das bedeutet
label-what-must-be-shown = Was zu zeigen ist
label-what-needs-somebody = Was jemanden braucht
label-what-should-be-so = Was sein soll
label-what-was-seen = Was zu sehen war
label-when = Wann
label-where = Wo
label-who = Wer
label-why = Grund
label-why-or-why-not = Warum, oder warum nicht
label-window = Zeitraum
label-withdrawn = Zurückgezogen
label-worked-before-in = Früher tätig in

## Sentences and parts of them on the pages

made-by = Von tickmark aus den Aufzeichnungen in Git erstellt; maßgeblich bleiben diese. Beurteilt zum Stand { $day }, geschrieben { $audience }.
made-by-without-names = Von tickmark aus den Aufzeichnungen in Git erstellt; maßgeblich bleiben diese. Beurteilt zum Stand { $day }, geschrieben { $audience }: An der Stelle von Namen stehen Funktionen.
internal-audits = Interne Audits
this-record = Diese Aufzeichnung
this-page = Was diese Seite sagt,
edit-record = Diese Aufzeichnung ändern
last-changed = { $what } wurde zuletzt am { $day } mit dem Commit { $commit } geändert.
last-changed-path = { $what } wurde zuletzt am { $day } mit dem Commit { $commit } geändert; { $command } zeigt ihren Werdegang.
not-yet-committed = Dieser Text ist so, wie er hier steht, noch nicht committet.
newest-change = Die jüngste Änderung an diesen Aufzeichnungen ist vom { $day }, Commit { $commit }.
of-commit = Die Aufzeichnungen des Commits { $commit } vom { $day }.
based-on-commit = Die Aufzeichnungen im Arbeitsverzeichnis, einige davon noch nicht committet, auf der Grundlage des Commits { $commit } vom { $day }.
none-yet = Es gibt noch keine.
none-known = Es gibt keine, die sich lesen lassen.
own-page = Was auf eine einzelne Person wartet, steht auf deren Seite: { $people }.
overdue-note = Offen über den geltenden Termin hinaus; ein früher zugesagter Termin ist durchgestrichen.
begin-note = Was vor dem ersten Audit da sein muss, in dieser Reihenfolge; { $command } sagt, wie es jeweils geht.
begin-scope = Sagen, was das ISMS umfasst
begin-applicability = Über die Controls der Erklärung zur Anwendbarkeit entscheiden
begin-auditor = Jemanden zulassen, der Audits leitet und nichts betreibt, was auditiert wird
begin-programme = Die Audits des Jahres planen
begin-schedule = Audits in das Programm aufnehmen
begin-approval = Das Programm als oberste Leitung genehmigen
begin-audit = Das Audit beginnen, das im Programm steht
begin-checklist = Die Checkliste schreiben
late-steps-note = Ein Plan, ein Bericht oder ein anderer Schritt, dessen Tag verstrichen ist: verspätet, aber keine zugesagte Arbeit, die überfällig wäre.
nothing-late = Nichts ist über seinen Termin hinaus offen.
nothing-late-known = Nichts, was sich lesen lässt, ist über seinen Termin hinaus offen.
past = verstrichen
nothing-planned = Nichts ist geplant.
next-undated = { $count ->
    [one] Geplant, noch ohne Tag: { $audits }
   *[other] Geplant, noch ohne Tage: { $audits }
}
ageing-note = An diesem Tag offen, nach Tagen seit der Feststellung; jedes Zeichen ist eine Feststellung.
coverage-note = Schwerwiegendstes Ergebnis der Audits, über die im jeweiligen Jahr berichtet wurde, { $from } bis { $to }:
coverage-own-only = Was die Zertifizierungsstelle auditiert, zählt nicht als abgedeckt.
cell-major = Hauptabweichung
cell-minor = Nebenabweichung
cell-nonconform = Abweichung ohne Einstufung
cell-carried = Abweichung eines früheren Jahres nicht abgeschlossen
cell-carried-beside = { $own }; { $carried } eines früheren Jahres nicht abgeschlossen
cell-beside = Abweichung neben einer eines früheren Jahres, die nicht abgeschlossen ist
cell-observation = Beobachtung oder Verbesserungspotenzial
cell-conform = konform
cell-late = geplant und bis zu seinem Tag nicht durchgeführt
cell-planned = geplant
cell-gap = nicht auditiert
controls-by-year-unstated = { $count ->
    [one] { $count } Control, Jahr für Jahr: keine Erklärung zur Anwendbarkeit sagt, ob es anwendbar ist
   *[other] { $count } Controls, Jahr für Jahr: keine Erklärung zur Anwendbarkeit sagt, welche anwendbar sind
}
controls-by-year = { $count ->
    [one] { $count } anwendbares Control, Jahr für Jahr
   *[other] { $count } anwendbare Controls, Jahr für Jahr
}
not-shown = { $count ->
    [one] { $count } Datei konnte nicht gelesen oder gezeigt werden; { $command } sagt, warum.
   *[other] { $count } Dateien konnten nicht gelesen oder gezeigt werden; { $command } sagt, warum.
}
judged-early = Die Aufzeichnungen sind die vom { $committed } und werden nach dem Stand vom { $day } beurteilt, der früher liegt: Was seither geschrieben wurde, steht trotzdem hier, und was seither geschlossen wurde, zählt als geschlossen. Mit --at { $iso } sind sie zu sehen, wie sie an dem Tag waren.
named-early = { $name } (Aufzeichnungen vom { $committed }, Stand { $day })
incomplete = { $count ->
    [one] Diese Seite ist unvollständig: Eine Datei lässt sich nicht als Aufzeichnung lesen, und was sie sagt, fehlt hier.
   *[other] Diese Seite ist unvollständig: { $count } Dateien lassen sich nicht als Aufzeichnungen lesen, und was sie sagen, fehlt hier.
}
not-shown-taken = ihre Seite wäre { $address }, die schon eine andere ist
not-shown-unreadable = sie ließ sich nicht als Aufzeichnung lesen
days-late = { $count ->
    [one] { $count } Tag überfällig
   *[other] { $count } Tage überfällig
}
in-days = { $count ->
    [one] in { $count } Tag
   *[other] in { $count } Tagen
}
today = heute
yes = ja
no = nein
ahead = steht bevor
waits-since = Wartet seit { $day }
approved-by = freigegeben von { $who }
commit-approved-by = Commit freigegeben von { $who }
agreed-by = vereinbart mit { $who }
for-records = für { $records }
taken-over-before = Aus früheren Registern übernommen ist, was vor dem { $day } erledigt war, wofür { $who } einsteht
waived-until = bis { $day }, freigegeben von { $who }
extent-checked = Geprüft, ob es dasselbe anderswo gibt
extent-not-checked = Nicht geprüft, ob es dasselbe anderswo gibt
similar-found = { $count } ähnliche gefunden
still-to-be-made = noch vorzunehmen
days-planned = { $count } geplant
days-used = { $count } aufgewendet
days-are-planned = geplant
decision-is = Beschluss
report-number = Bericht { $number }
answer-due = Antwort fällig am { $day }
objectives-met = Die Ziele wurden erreicht.
objectives-not-met = Die Ziele wurden nicht erreicht.
samples-note = Ein Audit betrachtet Stichproben: Dass nichts gefunden wurde, beweist nicht, dass da nichts ist.
version-number = Version { $number }
auditees-told = Auditierte unterrichtet am { $day }
all-criteria = alle
checklist = Checkliste { $workpaper }
score = { $score } von 5
through-rules = über { $rules }
answers-criteria = entspricht { $criteria }
risk-rated = Risiko { $rating }
corrective-action = Korrekturmaßnahme { $action }
owned-by = verantwortlich: { $who }
decided-by = { $outcome } von { $who }
until = bis { $day }
escalated-to = { $day } an { $who }
issued-on = ausgestellt am { $day }
valid-until = gültig bis { $day }
ran-out-on = abgelaufen am { $day }
waits-for = wartet auf { $who }
next-audit-on = nächstes Audit am { $day }
answers-within = { $count ->
    [one] Antworten innerhalb von { $count } Tag
   *[other] Antworten innerhalb von { $count } Tagen
}
blackout = kein Audit { $period }
every-months = { $count ->
    [one] jeden Monat
   *[other] alle { $count } Monate
}
outside-the-scope = außerhalb des Anwendungsbereichs
for-catalogues = für { $catalogues }
knows = kennt { $topics }
count-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
planned-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
no-record-yet = noch keine Aufzeichnung
no-audit-scheduled = Noch ist kein Audit angesetzt.
auditor-days-a-year = { $count ->
    [one] { $count } Auditorentag im Jahr
   *[other] { $count } Auditorentage im Jahr
}
not-there-yet = liegt noch nicht vor
soa-approved-by = Freigegeben von { $who }
applies = anwendbar
excluded = ausgeschlossen
looked-at = betrachtet am { $day }
control-designed = ausgelegt
control-in-place = eingeführt
control-works = wirkt
of-population = von { $count }
sample-seed = Startwert { $seed }
asked-by = Befragt von { $who }
about-topics = zu { $topics }
interview-items = Punkte
input-previous-actions = Maßnahmen früherer Bewertungen
input-context-changes = Änderungen innen und außen
input-interested-party-changes = Änderungen bei den Erfordernissen interessierter Parteien
input-nonconformities-and-actions = Abweichungen und Korrekturmaßnahmen
input-measurement-results = Überwachung und Messung
input-audit-results = Auditergebnisse
input-objectives = Ziele
input-interested-party-feedback = Rückmeldungen interessierter Parteien
input-risk-and-treatment = Risiken und ihre Behandlung
input-improvement-opportunities = Möglichkeiten zur Verbesserung
somebody = jemand
an-address = (E-Mail-Adresse)
somebody-not-on-record = jemand, der nicht verzeichnet ist
duty-action = Maßnahme
duty-effectiveness = Prüfung der Wirksamkeit
duty-decision = Entscheidung
duty-response = Antwort an die Zertifizierungsstelle
duty-evidence = angeforderter Nachweis
duty-audit = Audit abzuhalten
duty-risk = akzeptiertes Risiko, neu zu entscheiden
errand-answer = Korrekturmaßnahme zu planen
errand-plan = Plan vorzulegen
errand-acceptance = Plan anzunehmen
errand-effectiveness = Prüfung der Wirksamkeit
errand-closure = abzuschließen
errand-acknowledgement = Stellungnahme abzugeben
errand-decision = zu entscheiden
errand-escalation = der obersten Leitung vorzulegen
errand-review = Managementbewertung abzuhalten
errand-programme = nächstes Auditprogramm
errand-verification = Nachweis zu prüfen
errand-writing = Text zu schreiben
errand-external = keine Aufzeichnung über das Audit der Zertifizierungsstelle
errand-external-audit = keine Aufzeichnung, dass es stattfand
errand-approval = Zulassung zum Auditieren zu erneuern
errand-audit-planned = zu planen und anzukündigen
errand-audit-postponed = neu zu planen
errand-audit-confirmed = Eröffnungsgespräch
errand-audit-in-progress = Checkliste, Abschlussgespräch und Schlussfolgerung
errand-audit-drafted = Bericht herauszugeben
errand-audit-issued = abzuschließen

## Kinds of record, grades, small numbers

kinds-isms = ISMS
kinds-person = Personen
count-person = { $count ->
    [one] { $count } Person
   *[other] { $count } Personen
}
kinds-catalogue = Kriterien
count-catalogue = { $count ->
    [one] { $count } Katalog
   *[other] { $count } Kataloge
}
kinds-soa = Anwendbarkeit
kinds-programme = Auditprogramme
count-programme = { $count ->
    [one] { $count } Auditprogramm
   *[other] { $count } Auditprogramme
}
kinds-audit = Audits
count-audit = { $count ->
    [one] { $count } Audit
   *[other] { $count } Audits
}
kinds-workpaper = Arbeitspapiere
count-workpaper = { $count ->
    [one] { $count } Arbeitspapier
   *[other] { $count } Arbeitspapiere
}
kinds-evidence = Nachweise
count-evidence = { $count ->
    [one] { $count } Nachweis
   *[other] { $count } Nachweise
}
kinds-finding = Feststellungen
count-finding = { $count ->
    [one] { $count } Feststellung
   *[other] { $count } Feststellungen
}
kinds-action = Maßnahmen
count-action = { $count ->
    [one] { $count } Korrekturmaßnahme
   *[other] { $count } Korrekturmaßnahmen
}
kinds-review = Bewertungen
count-review = { $count ->
    [one] { $count } Managementbewertung
   *[other] { $count } Managementbewertungen
}
grade-major = Hauptabweichung
count-grade-major = { $count ->
    [one] { $count } Hauptabweichung
   *[other] { $count } Hauptabweichungen
}
grade-minor = Nebenabweichung
count-grade-minor = { $count ->
    [one] { $count } Nebenabweichung
   *[other] { $count } Nebenabweichungen
}
grade-observation = Beobachtung
count-grade-observation = { $count ->
    [one] { $count } Beobachtung
   *[other] { $count } Beobachtungen
}
grade-opportunity = Verbesserungspotenzial
count-grade-opportunity = { $count ->
    [one] { $count } Verbesserungspotenzial
   *[other] { $count } Verbesserungspotenziale
}
grade-strength = Stärke
count-grade-strength = { $count ->
    [one] { $count } Stärke
   *[other] { $count } Stärken
}
letter-major = H
letter-minor = N
letter-observation = B
letter-opportunity = V
letter-strength = S
title-soa = Erklärung zur Anwendbarkeit
number-1 = eins
number-2 = zwei
number-3 = drei
number-4 = vier
number-5 = fünf
number-6 = sechs
number-7 = sieben
number-8 = acht
number-9 = neun
number-10 = zehn
number-11 = elf
number-12 = zwölf

## The sentence at the head of a page

state-late = { $count ->
    [one] Eine Sache ist überfällig, seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
   *[other] { $number } Sachen sind überfällig, die älteste seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
}
state-steps-late = { $count ->
    [one] Ein weiterer Schritt ist verspätet, seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
   *[other] { $number } weitere Schritte sind verspätet, der älteste seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
}
state-nothing-late = Nichts ist überfällig.
state-accepted = { $count ->
    [one] Ein Risiko ist akzeptiert.
   *[other] { $number } Risiken sind akzeptiert.
}
state-incomplete = { $count ->
    [one] Eine Datei lässt sich nicht lesen, dies ist also nicht alles.
   *[other] { $count } Dateien lassen sich nicht lesen, dies ist also nicht alles.
}
state-late-known = { $count ->
    [one] Mindestens eine Sache ist überfällig, seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
   *[other] Mindestens { $count } Sachen sind überfällig, die älteste seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
}
state-nothing-late-known = Nichts, was sich lesen lässt, ist überfällig.
state-majors-known = { $count ->
    [0] Keine Hauptabweichung, die sich lesen lässt, ist offen.
    [one] Mindestens eine Hauptabweichung ist offen.
   *[other] Mindestens { $count } Hauptabweichungen sind offen.
}
state-no-audit = Über noch kein Audit wurde berichtet: was die Audits finden werden, weiß niemand.
state-majors = { $count ->
    [0] Keine Hauptabweichung ist offen.
    [one] Eine Hauptabweichung ist offen.
   *[other] { $number } Hauptabweichungen sind offen.
}
state-pace = { $covered } % der Abschnitte sind auditiert, { $elapsed } % des Auditzyklus { $years } sind vergangen.
state-gaps = { $count ->
    [one] Ein Abschnitt oder eine Maßnahme ist weder auditiert noch geplant.
   *[other] { $number } Abschnitte oder Maßnahmen sind weder auditiert noch geplant.
}
figure-more = und { $count } mehr
figure-incomplete = { $count ->
    [one] unvollständig: eine Datei lässt sich nicht lesen
   *[other] unvollständig: { $count } Dateien lassen sich nicht lesen
}
figure-majors = offene Hauptabweichungen
figure-overdue = überfällig
figure-late-steps = { $count ->
    [one] und ein verspäteter Schritt
   *[other] und { $count } verspätete Schritte
}
figure-on-time = zum zuerst zugesagten Termin erledigt
figure-on-time-none = in 12 Monaten war nichts fällig
figure-on-time-span = in 12 Monaten
figure-on-time-note = { $kept } von { $all } in 12 Monaten
figure-coverage = Abschnitte abgedeckt
figure-coverage-note-no-programme = { $covered } von { $all } Abschnitten, { $controls } von { $all-controls } Controls; kein Programm läuft
figure-coverage-note-not-begun = { $all } Abschnitte und { $all-controls } Controls sind abzudecken; noch ist kein Programm genehmigt
figure-coverage-note = bei { $elapsed } % des Zyklus; { $covered } von { $all } Abschnitten, { $controls } von { $all-controls } Controls
figure-uncured = nicht behobene Mängel in { $months } Monaten
figure-uncured-note = { $findings ->
    [one] { $findings } wiederholte Feststellung
   *[other] { $findings } wiederholte Feststellungen
}, { $actions ->
    [one] { $actions } unwirksame Maßnahme
   *[other] { $actions } unwirksame Maßnahmen
}; beides zu einem Mangel zählt einmal
band-days = { $least }–{ $most } Tage
band-over = über { $days } Tage
next-audit = Audit, { $state }
next-programme = Audit des Programms
next-review = Managementbewertung
next-review-title = Managementbewertung
next-review-minutes = laut Protokoll der letzten Bewertung
next-certification = Audit durch die Zertifizierungsstelle
certificate-expires = Das Zertifikat läuft ab
index-evidence = { $withheld ->
    [0] { $all }
   *[other] { $all }, davon { $withheld } hier nicht gezeigt
}
index-audits = { $all }, davon { $issued } berichtet
index-open = { $late ->
    [0] { $all }, davon { $open } offen{ $accepted ->
        [0] {""}
       *[other] , { $accepted } mit akzeptiertem Risiko
    }, nichts verspätet
   *[other] { $all }, davon { $open } offen{ $accepted ->
        [0] {""}
       *[other] , { $accepted } mit akzeptiertem Risiko
    }, { $late } verspätet
}
withheld-in-list = hier nicht gezeigt
withheld = Dieser Nachweis wird hier nicht gezeigt; seine Aufzeichnung liegt im Repository.
finding-draft = { $grade }, festgestellt am { $found }, noch ein Entwurf.
finding-strength = { $grade }, gesehen am { $found }.
finding-closed-on = { $grade }, festgestellt am { $found }, abgeschlossen am { $day }.
finding-accepted-until = { $grade }, festgestellt am { $found }, das Risiko ist bis { $day } akzeptiert.
finding-acceptance-ended = { $grade }, festgestellt am { $found }. Die Akzeptanz des Risikos endete am { $day }: Darüber ist neu zu entscheiden, oder die Feststellung ist wieder zu öffnen und zu beheben.
finding-accepted = { $grade }, festgestellt am { $found }, das Risiko ist akzeptiert.
finding-ended = { $grade }, festgestellt am { $found }, { $state }.
finding-open =
    { $grade }, festgestellt am { $found } und seit { $age ->
        [one] { $age } Tag
       *[other] { $age } Tagen
    } offen{ $progress }.
progress-contested = , bestritten
progress-planned = ; ihre Korrekturmaßnahme ist akzeptiert
progress-implemented = ; ihre Korrekturmaßnahme ist erledigt und noch nicht geprüft
progress-verified = ; ihre Korrekturmaßnahme wurde für wirksam befunden
action-lede = { $state }: { $progress }.
action-progress-cancelled = { $count ->
    [one] auch ihr einziger Punkt ist abgebrochen
   *[other] auch ihre { $count } Punkte sind abgebrochen
}
action-progress = { $left ->
    [0] { $all ->
        [0] noch ist nichts vereinbart
        [one] ihr einziger Punkt ist erledigt
       *[other] alle { $all } Punkte erledigt
    }
   *[other] { $done } von { $all ->
        [one] { $all } Punkt
       *[other] { $all } Punkten
    } erledigt
}
audit-ahead = { $state } für { $when }.
audit-ahead-undated = { $state }, noch ohne Termin.
audit-not-held =
    Es war bis zum { $day } durchzuführen und hat nicht begonnen: seit { $days ->
        [one] { $days } Tag überfällig.
       *[other] { $days } Tagen überfällig.
    }
audit-in-progress = Läuft, Termin { $when }.
audit-in-progress-undated = Läuft, noch ohne Termin.
audit-drafted = Die Arbeit ist getan; der Bericht wird geschrieben.
audit-other = { $state }.
audit-reported = Bericht vom { $day }: { $conforms }{ $effective }. { $findings }
audit-no-conclusion = keine Schlussfolgerung angegeben
audit-conforms = das Auditierte ist konform
audit-with-exceptions = das Auditierte ist mit Ausnahmen konform
audit-does-not-conform = das Auditierte ist nicht konform
audit-effective = { " " }und wirksam
audit-partly = { " " }und teilweise wirksam
audit-not-effective = { " " }und nicht wirksam
no-findings-known = Keine Feststellungen, die sich lesen lassen.
no-findings = Keine Feststellungen.
programme-lede =
    { $span ->
        [none] { $state }
       *[other] { $state }, { $span }
    }: { $all ->
        [0] Noch kein Audit ist angesetzt.
        [one] Berichte liegen zu { $issued } von { $all } Audit vor.
       *[other] Berichte liegen zu { $issued } von { $all } Audits vor.
    }
told-by-the-records = Noch nicht geschrieben. Die Aufzeichnungen sagen:
review-ahead = Angesetzt für den { $day }; { $ready } von 10 Eingaben liegen vor.
review-not-held =
    War für den { $day } angesetzt, und es ist nicht verzeichnet, dass sie stattfand: seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    } verspätet; { $ready } von 10 Eingaben liegen vor.
review-held =
    Durchgeführt am { $day }; { $decisions ->
        [one] { $decisions } Entscheidung
       *[other] { $decisions } Entscheidungen
    }, { $open ->
        [0] keine davon offen
       *[other] { $open } davon offen
    }.
review-judged = Die oberste Leitung befand das ISMS für { $words }.
isms-suitable = geeignet
isms-not-suitable = nicht geeignet
isms-adequate = angemessen
isms-not-adequate = nicht angemessen
isms-effective = wirksam
isms-not-effective = nicht wirksam
person-left = { $position }: nicht mehr in dieser Rolle.
role-not-held = nicht mehr in dieser Rolle
person-known = { $position }: Lesen lassen sich { $late } überfällige und { $ahead } anstehende Aufgaben; es können mehr sein.
person-dates =
    { $position }: Nichts ist zu erledigen{ $past ->
        [0] {""}
        [one] , aber ein Termin ist verstrichen, ohne dass verzeichnet ist, dass er stattfand
       *[other] , aber { $past } Termine sind verstrichen, ohne dass verzeichnet ist, dass sie stattfanden
    }{ $count ->
        [0] .
        [one] ; ein Termin liegt voraus.
       *[other] ; { $count } Termine liegen voraus.
    }
person-idle = { $position }: Nichts wartet.
person-ahead =
    { $position }: { $count ->
        [one] { $count } Aufgabe steht
       *[other] { $count } Aufgaben stehen
    } an, nichts ist überfällig.
person-late = { $ahead ->
    [0] { $position }: { $count ->
        [one] { $count } Aufgabe
       *[other] { $count } Aufgaben
    } überfällig.
   *[other] { $position }: { $count ->
        [one] { $count } Aufgabe
       *[other] { $count } Aufgaben
    } überfällig, { $ahead } weitere.
}
things-late = { $count ->
    [one] Eine Sache ist überfällig, seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
   *[other] { $count } Sachen sind überfällig, die älteste seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
}
steps-late = { $count ->
    [one] Ein Schritt ist verspätet, seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
   *[other] { $count } Schritte sind verspätet, der älteste seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    }.
}
evidence-verified = im Audit geprüft
evidence-requested = angefordert, liegt noch nicht vor
evidence-requested-late =
    angefordert bis zum { $day } und liegt nicht vor, seit { $days ->
        [one] { $days } Tag
       *[other] { $days } Tagen
    } überfällig
evidence-attests = , belegt { $span }
evidence-kept = , aufbewahrt bis { $day }
evidence-lede = { $type }, { $state }{ $attests }{ $kept }.
workpaper-lede =
    { $answered } von { $all ->
        [one] { $all } Punkt
       *[other] { $all } Punkten
    } beantwortet, { $exceptions ->
        [one] { $exceptions } Auffälligkeit
       *[other] { $exceptions } Auffälligkeiten
    }.
catalogue-lede =
    { $what } mit { $count ->
        [one] { $count } Anforderung
       *[other] { $count } Anforderungen
    } als Auditkriterien.
catalogue-built-in =
    Eine Norm mit { $count ->
        [one] { $count } Anforderung
       *[other] { $count } Anforderungen
    } als Auditkriterien: Nummern und Kurztitel, in tickmark enthalten.
catalogue-standard = Eine Norm
catalogue-own = Eigene Regeln
catalogue-law = Ein Gesetz
catalogue-contract = Ein Vertrag
soa-lede =
    Version { $version }: { $applied } von { $all ->
        [one] { $all } Control
       *[other] { $all } Controls
    } sind anwendbar, davon { $implemented } umgesetzt{ $unstated ->
        [0] {""}
       *[other] , zu { $unstated } fehlt die Angabe
    }; { $excluded ->
        [0] keines ist ausgeschlossen.
        [one] { $excluded } ist ausgeschlossen{ $unreasoned ->
            [0] , mit Begründung.
           *[other] , ohne Begründung.
        }
       *[other] { $excluded } sind ausgeschlossen{ $unreasoned ->
            [0] , jedes mit Begründung.
           *[other] , davon { $unreasoned } ohne Begründung.
        }
    }
step-open = Offen
step-planned = Geplant
step-implemented = Umgesetzt
step-verified = Verifiziert
step-closed = Abgeschlossen
step-draft = Entwurf
step-proposed = Vorgeschlagen
step-accepted = Akzeptiert
step-effective = Wirksam
step-ineffective = Unwirksam
step-risk-accepted = Risiko akzeptiert

## Words of the records

word-accepted = akzeptiert
word-active = aktiv
word-agreed = anerkannt
word-allow = erlaubt
word-analysis = Auswertung
word-approved = freigegeben
word-auditee = Auditierte
word-auditor = Auditor/in
word-awareness = Sensibilisierung
word-baseline = Grundlage
word-better = besser
word-business = Geschäft
word-cancelled = abgesagt
word-carried = übertragen
word-certificate = Zertifikat
word-certification-body = Zertifizierungsstelle
word-certified = zertifiziert
word-certifier = Zertifizierungsstelle
word-change = Änderung
word-chat = Chat
word-closed = abgeschlossen
word-closing-meeting = Abschlussgespräch
word-competence = Kompetenz
word-competent = kompetent
word-complaint = Beschwerde
word-confidential = vertraulich
word-configuration = Konfiguration
word-confirmed = bestätigt
word-conform = konform
word-conforms = konform
word-contested = bestritten
word-contract = Vertrag
word-contractor = Auftragnehmer/in
word-control = Control
word-correction = Korrektur
word-corrective = Korrekturmaßnahme
word-cpd = Weiterbildung
word-critical = kritisch
word-culture = Kultur
word-cycle = Zyklus
word-data-analysis = Datenanalyse
word-decision = Entscheidung
word-declined = abgelehnt
word-disposed = vernichtet
word-document = Dokument
word-document-review = Dokumentenprüfung
word-does-not-conform = nicht konform
word-done = erledigt
word-draft = Entwurf
word-drafted = Bericht in Arbeit
word-education = Ausbildung
word-effective = wirksam
word-employee = angestellt
word-error = Fehler
word-escalation = Eskalation
word-evaluation = Beurteilung
word-experience = Erfahrung
word-expired = abgelaufen
word-external-auditor = externe/r Auditor/in
word-external-report = externer Bericht
word-fault-tree = Fehlerbaum
word-finding = Feststellung
word-fishbone = Ursache-Wirkungs-Diagramm
word-five-whys = 5-Why-Methode
word-follow-up = Nachaudit
word-full = vollständig
word-guide = Betreuer/in
word-held = durchgeführt
word-high = hoch
word-implemented = umgesetzt
word-importance = Bedeutung
word-improvement = Verbesserung
word-in-progress = in Arbeit
word-incident = Vorfall
word-ineffective = unwirksam
word-info = Hinweis
word-internal = intern
word-interview = Gespräch
word-interview-note = Gesprächsnotiz
word-intranet = Intranet
word-isms-change = Änderung am ISMS
word-issued = herausgegeben
word-judgement = nach Ermessen
word-law = Gesetz
word-lead-auditor = Auditleitung
word-leadership-message = Botschaft der Leitung
word-log-extract = Protokollauszug
word-low = gering
word-mail = E-Mail
word-major = Hauptabweichung
word-management = Leitung
word-management-request = Wunsch der Leitung
word-medium = mittel
word-meeting = Besprechung
word-met = erfüllt
word-minor = Nebenabweichung
word-monitoring = Überwachung
word-needs-development = mit Entwicklungsbedarf
word-late = verspätet
word-moved = verschoben
word-no-action = keine Maßnahme
word-nonconform = nicht konform
word-none = gar nicht
word-not-applicable = nicht anwendbar
word-not-assessed = nicht beurteilt
word-not-competent = nicht kompetent
word-not-effective = nicht wirksam
word-not-met = nicht erfüllt
word-not-tested = nicht geprüft
word-notice = Ankündigung
word-observation = Beobachtung
word-observation-note = Beobachtungsnotiz
word-observer = Beobachter/in
word-open = offen
word-opening-meeting = Eröffnungsgespräch
word-opportunity = Verbesserungspotenzial
word-other = Sonstiges
word-own = eigene Regeln
word-partial = teilweise
word-partly = teilweise
word-per-cycle = je Zyklus
word-photo = Foto
word-plan = Plan
word-planned = geplant
word-policy = Richtlinie
word-postponed = verschoben
word-previous-results = frühere Ergebnisse
word-procedure = Verfahren
word-process = Prozess
word-programme-manager = Leitung des Auditprogramms
word-proposed = vorgeschlagen
word-public = öffentlich
word-random = zufällig
word-received = erhalten
word-recertification = Rezertifizierung
word-record = Aufzeichnung
word-reported = berichtet
word-rejected = abgelehnt
word-remote = aus der Ferne
word-report = Bericht
word-requested = angefordert
word-resource = Ressourcen
word-responsibility = Zuständigkeit
word-restricted = streng vertraulich
word-review = Managementbewertung
word-risk = Risiko
word-risk-acceptance = Risikoakzeptanz
word-sampling = Stichprobe
word-screenshot = Bildschirmfoto
word-self-reported = selbst gemeldet
word-site-tour = Rundgang
word-soa = Erklärung zur Anwendbarkeit
word-special = Sonderaudit
word-stage-1 = Stufe 1
word-stage-2 = Stufe 2
word-standard = Norm
word-starter = Einstieg
word-steady = gleichbleibend
word-stratified = geschichtet
word-strength = Stärke
word-superseded = abgelöst
word-supplier = Lieferant
word-surveillance = Überwachungsaudit
word-team-meeting = Teambesprechung
word-technical-expert = Fachexperte/-expertin
word-technical-test = technische Prüfung
word-ticket = Ticket
word-timeline = Zeitstrahl
word-tooling = Werkzeuge
word-top-management = oberste Leitung
word-trainee = Auditor/in in Ausbildung
word-training = Schulung
word-verified = verifiziert
word-warning = Warnung
word-with-exceptions = mit Ausnahmen
word-withdrawn = zurückgezogen
word-witnessed-audit = begleitetes Audit
word-worse = schlechter
word-yearly = jährlich
calendar = Kalender
feed = Feed der Änderungen
page-data = Daten dieser Seite
feed-title = { $organisation }: Änderungen des Stands
calendar-incomplete = { $name } (unvollständig)
calendar-name = { $organisation }: Audits
calendar-of = { $organisation }: Audits, { $person }
calendar-audit = Audit
calendar-review = Managementbewertung
calendar-action = Korrekturmaßnahme fällig
calendar-effectiveness = Wirksamkeitsprüfung
calendar-decision = Entscheidung fällig
calendar-response = Antwort an die Zertifizierungsstelle
calendar-evidence = angeforderter Nachweis
calendar-certification-audit = Audit durch { $body }
calendar-certificate-expires = Das Zertifikat läuft ab
badge-label = Audits
badge-none = nichts überfällig
badge-incomplete = unvollständig
badge-at-least = mindestens { $what }
badge-early = { $what }, Stand { $day }
badge-overdue = { $count } überfällig
badge-steps = { $count ->
    [one] { $count } Schritt verspätet
   *[other] { $count } Schritte verspätet
}
table-filter = Filtern
table-all = alle
table-sort = Sortieren nach
table-order = wie aufgeführt
table-shown = { $shown } von { $all }

## Two cycles compared

comparison-cycles = Zyklen im Vergleich
comparison-of-programme = Was daraus wurde und was davor anders war:
comparison-title = { $before } und { $after }
comparison-lede = Was aus { $before } in { $after } wurde: Abdeckung, Feststellungen, Zusagen und Pläne zweier Auditzyklen, nach den Aufzeichnungen an ihrem Ende und der Geschichte dazwischen.
comparison-as-of = Stand { $day }
comparison-running = läuft noch
comparison-by-days = nach dem Ende übernommen, daher nach den aufgezeichneten Tagen
comparison-figures = Zahlen
comparison-figure = Kennzahl
comparison-change = Änderung
comparison-dash = Ein Strich: Die beiden sind Teile verschiedener Gesamtzahlen, oder eine von ihnen fehlt; eine Änderung wird nicht genannt.
comparison-share = { $part } von { $all }
comparison-median = { $days } (aus { $count })
comparison-show-all = Alle { $count } zeigen
comparison-nothing = Nichts hat sich geändert.
comparison-others = Weitere Zyklen:
comparison-stamp = Verglichen nach den Commits am Ende der Zyklen:
comparison-no-reason = kein Grund aufgezeichnet
comparison-new-in-cycle = neu in diesem Zyklus
comparison-repeats = wiederholt { $ids }
comparison-before-report = vor dem Bericht
comparison-ends-here = nichts knüpft daran an
comparison-goes-on = fortgesetzt in { $ids }
comparison-moved = { $times ->
    [one] { $days }
   *[other] { $days } in { $times } Schritten
}
comparison-no-row = keine Zeile
comparison-not-applicable = nicht anwendbar
comparison-applicable = anwendbar
comparison-versions = Version { $before } → { $after }.
comparison-joined = neu im Team
comparison-left = nicht mehr dabei
comparison-stayed = in beiden
comparison-ran-out = zu erneuern bis { $day }
comparison-totals = { $held } von { $all } Audits durchgeführt, { $used } von { $planned } Tagen der eigenen verbraucht
comparison-plan-note = { $after }; im Zyklus davor: { $before }.
comparison-planned-for = geplant für { $span }
comparison-days = { $used } von { $planned } Tagen
comparison-unplanned = außerhalb des Plans
comparison-dropped = nicht mehr verzeichnet
comparison-done-on = erledigt am { $day }
comparison-due-on = fällig am { $day }
comparison-coverage = Abdeckung
comparison-coverage-note = { $kept ->
    [one] Eine Anforderung wurde in beiden Zyklen auditiert
   *[other] { $kept } Anforderungen wurden in beiden Zyklen auditiert
}, { $neither } in keinem.
comparison-gained = Gewonnen: { $count } nur im späteren Zyklus auditiert
comparison-lost = Verloren: { $count } nur im früheren Zyklus auditiert
comparison-findings = Feststellungen
comparison-new = { $count } neu
comparison-carried = { $count } übernommen: an keinem der beiden Enden abgeschlossen
comparison-repeated = { $count } wiederholt: der Mangel wurde schon früher festgestellt
comparison-reopened = { $count } wieder geöffnet
comparison-closed = { $count } abgeschlossen
comparison-accepted = { $count } als Risiko akzeptiert, weder offen noch abgeschlossen
comparison-gone = { $count } nicht mehr verzeichnet
comparison-promises = Einstufungen, Termine und Prüfungen
comparison-grades = Geänderte Einstufungen: { $count }
comparison-slips = Auf einen späteren Tag verschobene Termine: { $count }
comparison-ineffective = Maßnahmen, die nicht oder nur zum Teil wirkten: { $count }
comparison-soa = Erklärung zur Anwendbarkeit
comparison-controls = { $count ->
    [one] Ein Control geändert
   *[other] { $count } Controls geändert
}
comparison-people = Personen
comparison-team = Im Auditteam: { $count }
comparison-standings = Geänderte Zulassungen zum Auditieren: { $count }
comparison-learned = Neu zur Kompetenz verzeichnet: { $count }
comparison-plan = Plan und Wirklichkeit
comparison-audits = Audits des späteren Zyklus: { $count }
comparison-postponed = Unterwegs verschoben: { $count }
comparison-decisions = Entscheidungen der Managementbewertungen
comparison-open-decisions = Am Ende des früheren Zyklus offen: { $count }
comparison-new-decisions = Neu: { $count }
comparison-outcome-reported = berichtet
comparison-outcome-under-way = im Gange
comparison-outcome-ahead = steht bevor
comparison-outcome-missed = versäumt
comparison-outcome-postponed = verschoben
comparison-outcome-cancelled = abgesagt
comparison-figure-clauses-audited = Auditierte Abschnitte
comparison-figure-controls-audited = Auditierte anwendbare Controls
comparison-figure-audits-reported = Berichtete Audits, auch die der Zertifizierungsstelle
comparison-figure-audits-in-window = Berichtete Audits im vorgesehenen Zeitraum
comparison-figure-findings-major = Hauptabweichungen
comparison-figure-findings-minor = Nebenabweichungen
comparison-figure-findings-observation = Beobachtungen
comparison-figure-findings-opportunity = Verbesserungspotenziale
comparison-figure-findings-strength = Stärken
comparison-figure-repeats = Abweichungen, die eine frühere wiederholen
comparison-figure-open-at-end = Offene Feststellungen am Ende
comparison-figure-open-nonconformities-at-end = Offene Abweichungen am Ende
comparison-figure-overdue-at-end = Überfälliges am Ende
comparison-figure-done-by-first-date = Zum zuerst zugesagten Tag Erledigtes
comparison-figure-days-to-closure = Tage bis zum Abschluss einer Abweichung (Median)
comparison-figure-days-to-report = Tage bis zum Bericht der eigenen Audits (Median)
comparison-figure-actions-effective = Geprüfte Maßnahmen, die wirken
comparison-figure-risks-accepted-at-end = Akzeptierte Risiken am Ende

## Two cycles compared by the command line

cycles-at = bei { $commit }
cycles-span = { $from } bis { $to }
cycles-check = Prüfung
cycles-none = keine
cycles-no-change = keine Änderung
cycles-by-earlier-audit = aus einem Audit eines früheren Zyklus
cycles-found-on = festgestellt am { $day }
cycles-on = am { $day }
cycles-checked-on = geprüft am { $day }
cycles-answers = beantwortet { $ids }
cycles-version = Version { $before } → { $after }
cycles-then = { $before }, dann { $after }
cycles-topics = neue Themen { $topics }
cycles-days-planned = { $planned } Tage geplant
cycles-days-used = { $used } von { $planned } Tagen der eigenen Audits verbraucht
cycles-held = { $all ->
    [one] { $held } von 1 Audit durchgeführt
   *[other] { $held } von { $all } Audits durchgeführt
}
cycles-totals = { $after }; davor: { $before }
cycles-moved = { $count } verschoben, zusammen um { $days }
cycles-grades = Geänderte Einstufungen
cycles-slips = Verschobene Termine
cycles-ineffective = Maßnahmen, die nicht wirkten
cycles-group-gained = Gewonnen: nur im späteren Zyklus auditiert
cycles-group-lost = Verloren: nur im früheren Zyklus auditiert
cycles-group-new = Neu
cycles-group-carried = Übernommen: an keinem der beiden Enden abgeschlossen
cycles-group-repeated = Wiederholt: neu, und der Mangel wurde schon früher festgestellt
cycles-group-reopened = Wieder geöffnet
cycles-group-closed = Abgeschlossen
cycles-group-accepted = Als Risiko akzeptiert, weder offen noch abgeschlossen
cycles-group-gone = Nicht mehr verzeichnet
cycles-group-audited = Im Auditteam
cycles-group-approvals = Zulassung zum Auditieren
cycles-group-competence = Kompetenz
cycles-group-postponed = Unterwegs verschoben
cycles-group-open-before = Am Ende des früheren Zyklus offen
cycles-count-gained = { $count } gewonnen
cycles-count-lost = { $count } verloren
cycles-count-in-both = { $count } in beiden auditiert
cycles-count-in-neither = { $count } in keinem
cycles-other-rules = { $count ->
    [one] 1 davon ist neben Abschnitten und Controls eine eigene Regel oder aus einem anderen Katalog
   *[other] { $count } davon sind neben Abschnitten und Controls eigene Regeln oder aus anderen Katalogen
}
cycles-through = nur über { $rules }, was dafür steht
cycles-count-new = { $count } neu
cycles-count-carried = { $count } übernommen
cycles-count-repeated = { $count } wiederholt
cycles-count-reopened = { $count } wieder geöffnet
cycles-count-closed = { $count } abgeschlossen
cycles-count-accepted = { $count } als Risiko akzeptiert
cycles-count-gone = { $count } nicht mehr verzeichnet
cycles-count-changed = { $count } geändert
cycles-count-judged = { $count } so beurteilt
cycles-count-controls-changed = { $count ->
    [one] 1 Control geändert
   *[other] { $count } Controls geändert
}
cycles-count-controls-reworded = { $count ->
    [one] 1 Control nur umformuliert
   *[other] { $count } Controls nur umformuliert
}
cycles-count-joined = { $count } neu in den Teams
cycles-count-left = { $count } auditierten nicht wieder
cycles-count-approved = { $count } neu oder anders zugelassen
cycles-count-learned = { $count } neu zur Kompetenz verzeichnet
cycles-count-of-them-open = { $count } davon noch offen
cycles-count-of-new-open = { $count } der neuen offen
cycles-count-unplanned = { $count } außerhalb des Plans
cycles-count-postponed = { $count } verschoben
cycles-count-cancelled = { $count } abgesagt

## Reports

report-accepted-until = Akzeptiert bis
report-acceptance = Risiko akzeptiert
report-accepted-by = Angenommen von
report-acknowledged = Stellungnahme der auditierten Stelle
report-actions = Maßnahmen
report-activity = Tätigkeit
report-add-audit-results = was daraus folgt.
report-add-context-changes = was sich außerhalb verändert hat.
report-add-improvement-opportunities = Vorschläge.
report-add-interested-party-changes = was interessierte Parteien anders brauchen, und was daraus folgt.
report-add-interested-party-feedback = was Kunden, Beschäftigte und Behörden gesagt haben.
report-add-measurement-results = Messwerte des ISMS aus anderen Quellen.
report-add-nonconformities-and-actions = was die Zahlen bedeuten.
report-add-objectives = eine Tabelle mit Ziel, Zielwert und Erreichtem.
report-add-previous-actions = eine Anmerkung zu dem, was offen ist.
report-add-risk-and-treatment = wo der Risikobericht liegt und was darin neu ist.
report-added = hinzugefügt
report-adequate = Angemessen
report-after-window = { $days } nach dem Zeitraum
report-agreed-by = Zugestimmt hat
report-all-criteria = alle Kriterien
report-analysed = Untersucht von
report-applied = Angewendet
report-approval = Freigabe
report-approved = Freigegeben
report-approved-by = Freigegeben von
report-incomplete = Unvollständig
report-judged-early = Aufzeichnungen eines späteren Tages
report-lacks = { $count ->
    [one] Eine Datei lässt sich nicht als Aufzeichnung lesen, und was sie sagt, fehlt hier.
   *[other] { $count } Dateien lassen sich nicht als Aufzeichnungen lesen, und was sie sagen, fehlt hier.
}
report-issued-by-commit = Ja, nach dem Commit, der ihn herausgab; es ist der oben genannte. Das Tag { $tag } nennt einen anderen, { $commit }, aus dem ein anderer Bericht würde.
report-tag-moved = Dieses Tag nennt { $commit }, der den Bericht nicht herausgab.
report-as-issued = Wie herausgegeben
report-changes-since = Änderungen gezählt ab
report-changes-unknown =
    Die Geschichte der Aufzeichnungen reicht nicht { $day ->
        [none] so weit
       *[other] bis zum { $day }
    } zurück; was sich seitdem geändert hat, sagt sie daher nicht.
report-effort-of-body = Tage der Audits der Zertifizierungsstelle
report-open-then = An dem Tag offen
report-pack-older = Berichte, die vor dem { $day } und damit vor dem Zyklus herausgegeben wurden, liegen nicht bei: { $audits }. Ihre Tags werden mit den anderen geprüft.
report-period-not-begun = Der Zeitraum hat noch nicht begonnen: { $span }.
report-raised-before-is-so-far = Der Zeitraum läuft noch; vorbei sind bisher: { $days }. Davor festgestellt: in der gleich langen Zeit unmittelbar davor, { $span }.
report-records-as-of = Aufzeichnungen mit dem Stand vom
report-review-dated =
    Die Geschichte der Aufzeichnungen reicht nicht { $day ->
        [none] so weit
       *[other] bis zum { $day }
    } zurück. Hier steht nur, wofür die heutigen Aufzeichnungen einen Tag nennen, und nichts davon, was damals offen oder überfällig war.
report-unlike-issued = Nein: Der Bericht, wie er herausgegeben wurde, ist der des Tags { $tag }, Stand { $day }
report-as-of = Stand
report-ask = Zu erfragen bei
report-asked = Angefordert
report-asked-by = Gefragt hat
report-asked-of = Angefordert: bei wem
report-asked-who = Befragt
report-attendance = Teilnahme und Freigabe
report-attests = Was er belegt
report-audit = Audit
report-audit-data = Das Audit
report-auditee = Auditierte Person
report-auditees = Auditierte
report-auditor = Auditorin oder Auditor
report-auditor-pool = Auditorinnen und Auditoren
report-basis = Wofür sie steht
report-blocked = Wartet auf
report-budget = Budget
report-bytes = Bytes
report-car = Korrekturmaßnahme
report-car-acceptance = Annahme des Plans
report-car-changes = Änderungen am ISMS
report-car-closure = Abschluss
report-car-effectiveness = Wirksamkeit
report-car-history = Verlauf
report-car-implementation = Umsetzung
report-car-lapse = Abweichung
report-car-response = Antwort der verantwortlichen Stelle
report-carried-to = Übertragen auf
report-catalogues = Kataloge
report-category = Wo sie liegt
report-cause = Ursache
report-causes = Ursachen, letzte 24 Monate
report-certification-accepted = Feststellungen mit akzeptiertem Risiko
report-certification-findings = Feststellungen nach Stand
report-certification-how = Aus den Aufzeichnungen in einem Git-Repository erzeugt, zu dem Commit, der oben steht; Berichte gelten so, wie sie herausgegeben wurden, in den Ständen, die ihre Tags nennen. Was jemand nicht sehen darf, fehlt. Liegt ein Nachweis anderswo, nennt das Verzeichnis, wen man danach fragt. Die vollständigen Aufzeichnungen, die Berichte, wie sie herausgegeben wurden, und die Befehle, die sie prüfen, liegen in den Unterlagen für die Zertifizierung.
report-certification-issued = Herausgegebene Berichte
report-certification-open = Offene Abweichungen
report-chair = Vorsitz
report-changes = Änderungen und ihre Gründe
report-checked = Geprüft von
report-checked-by = Geprüft von
report-checked-on = Geprüft am
report-checklist = Checkliste mit Ergebnissen
report-chosen = Auswahl
report-classification = Klassifizierung
report-clauses = Abgedeckte Abschnitte
report-clauses-covered = Abschnitte: { $covered } von { $all } berichtet
report-client = Auftrag von
report-closed = Abgeschlossen
report-closed-by = Abgeschlossen von
report-closed-in-period = Im Zeitraum abgeschlossen
report-closing = Abschlussgespräch
report-collected = Erhoben
report-column-by = { $what }: durch
report-column-from = { $what }: von
report-column-on = { $what }: am
report-column-remark = { $what }: Anmerkung
report-column-until = { $what }: bis
report-comment = Anmerkung
report-commit = Commit
report-communications = Wer was mitgeteilt bekam
report-competence = Kompetenz
report-conclusion = Schlussfolgerung
report-conclusions = Schlussfolgerungen je Anforderung
report-confidentiality = Vertraulichkeit und Nachweise
report-confidentiality-text = Das Team behält für sich, was es erfährt. Es hält fest, wo ein Nachweis liegt und woran man erkennt, dass er unverändert ist, kopiert so wenig wie möglich und nimmt keine personenbezogenen Daten in seine Aufzeichnungen auf.
report-confirmed = Bestätigt
report-conforms-conforms = Was geprüft wurde, erfüllt die Anforderungen.
report-conforms-does-not-conform = Was geprüft wurde, erfüllt die Anforderungen nicht.
report-conforms-with-exceptions = Was geprüft wurde, erfüllt die Anforderungen mit Ausnahmen.
report-consequences = Umgang mit den Folgen
report-control = Control
report-controls = Controls
report-controls-covered = Anwendbare Controls: { $covered } von { $all } berichtet
report-correction = Sofortmaßnahme
report-correction-done = Berichtigt
report-correction-suffices = Warum die Sofortmaßnahme genügt
report-counts = Zählt für die Abdeckung
report-coverage = Abdeckung
report-coverage-marks = ● berichtet, ○ geplant, ! geplant und bis zu seinem Tag nicht durchgeführt, ▷ verschoben, – nicht in diesem Jahr, ✕ in keinem Jahr. ◆ steht, wo nur über eine eigene Regel auditiert wurde, die der Anforderung entspricht: Kein Prüfpunkt nennt sie.
report-criteria = Kriterien
report-criterion = Woran man den Erfolg sieht
report-cycle = Zyklus
report-dates = Termin
report-day = Tag
report-days = Tage
report-days-a-year = Audittage im Jahr
report-days-in-schedule = Audittage im Terminplan
report-days-late = Tage überfällig
report-days-open = Tage offen
report-decimal = ,
report-decision = Entscheidung
report-decisions = Entscheidungen
report-designed = Ausgelegt
report-deviation = Abweichung vom Plan
report-digest = Prüfsumme
report-disagreements = Meinungsverschiedenheiten und ihre Klärung
report-disposed = Vernichtet
report-distribution = Verteiler
report-document = Dokument
report-done-by = Erledigt von
report-done-on = Erledigt am
report-due = Fällig
report-effective = Wirksam
report-effective-effective = Es ist wirksam.
report-effective-not-effective = Es ist nicht wirksam.
report-effective-partly = Es ist teilweise wirksam.
report-effectiveness = Wirksamkeit
report-effort-planned = Geplante Audittage
report-effort-used = Verbrauchte Audittage
report-empty-register = Es gibt keine.
report-escalated = An die oberste Leitung gegeben
report-evidence = Nachweise
report-evidence-index = Nachweise
report-exclusions = Ausgenommen
report-extent = Ausmaß
report-external = Durchgeführt von
report-external-help = Hilfe von außen
report-external-id = Nummer im früheren Register
report-external-ref = Nummer in deren Bericht
report-feedback = Rückmeldung der Auditierten
report-finding = Feststellung
report-findings = Feststellungen
report-findings-by-grade = Feststellungen
report-findings-in-detail = Die Feststellungen im Einzelnen
report-findings-of-cycle = Feststellungen, { $cycle }
report-findings-order = Feststellungen: Hauptabweichung / Nebenabweichung / Beobachtung.
report-findings-overview = Die Feststellungen im Überblick
report-promises-declared = Zuerst zugesagte Tage und Verschiebungen stehen hier so, wie die Aufzeichnungen sie nennen; die Historie lag nicht vor.
report-first-due = Zuerst zugesagt
report-fix-due = Behoben bis
report-follow-up = Nachverfolgung früherer Feststellungen
report-frequency = Warum in diesem Rhythmus
report-from = Von
report-from-git = Aus der Historie des Repositorys
report-from-records = Aus den Aufzeichnungen
report-from-whom = Von wem
report-grade = Einstufung
report-grade-reason = Grund der Einstufung
report-grades-order = Feststellungen: Hauptabweichung / Nebenabweichung / Beobachtung / Verbesserungspotenzial / Stärke.
report-hours = Stunden
report-how = Wie
report-id = Kennung
report-identification = Angaben
report-impact = Wirkung auf die Systeme
report-implemented = Umgesetzt
report-importance = Bedeutung
report-improvements = Was besser wird
report-independence = Erklärung der Unabhängigkeit
report-ineffective = Im Zeitraum für unwirksam befunden
report-input-audit-results = Ergebnisse der Audits
report-input-context-changes = Veränderungen in der Organisation und um sie herum
report-input-improvement-opportunities = Was besser werden kann
report-input-interested-party-changes = Veränderungen dessen, was andere erwarten
report-input-interested-party-feedback = Was andere gesagt haben
report-input-measurement-results = Was gemessen wurde
report-input-nonconformities-and-actions = Abweichungen und Korrekturmaßnahmen
report-input-objectives = Ziele
report-input-previous-actions = Entscheidungen früherer Bewertungen
report-input-risk-and-treatment = Risiken und ihre Behandlung
report-interval = Abstand
report-interviews = Befragungen
report-issue = Herausgabe dieses Berichts
report-issued = Herausgegeben von
report-issued-on = Herausgegeben
report-item = Punkt
report-items = Punkte der Checkliste
report-items-done = Punkte erledigt
report-items-of-action = Punkte
report-justification = Begründung
report-kept-until = Aufbewahrt bis
report-kind-action = Korrekturmaßnahme
report-kind-audit = Auditbericht
report-kind-certification = Übersicht für den Zertifizierungsauditor
report-kind-pack = Unterlagen für die Zertifizierung
report-kind-plan = Auditplan
report-kind-programme = Auditprogramm
report-kind-register = Register
report-kind-review = Eingaben zur Managementbewertung
report-last-audit = Letztes Audit
report-late-by = { $days } überfällig
report-late-steps = Verspätete Schritte
report-lead-auditor = Auditleitung
report-lessons = Was das Team künftig anders macht
report-level = Stufe
report-limitations = Grenzen des Audits
report-limitations-unsaid = Ob etwas nicht geprüft werden konnte, ist nicht aufgezeichnet.
report-links = Verweise
report-looked-for = Anderswo gesucht
report-looks-back-on = Blickt zurück auf
report-manager = Programmleitung
report-master = Aus Aufzeichnungen erzeugt; maßgeblich ist das Repository.
report-measured = Was gemessen wurde
report-message = Mitteilung
report-method = Vorgehen
report-methods = Vorgehen
report-minutes = Protokoll freigegeben
report-name = Name
report-needed-for = Gebraucht für
report-next-audit = Nächstes Audit
report-next-due = Nächster Termin
report-next-review = Nächste Bewertung
report-next-steps = Nächste Schritte
report-next-steps-text = Wer für eine Abweichung verantwortlich ist, schlägt bis zum ersten Termin einen Plan vor: was sofort berichtigt wurde, wie weit der Mangel reicht, warum es dazu kam und was eine Wiederholung verhindert.
report-no = Nein
report-no-conclusion = Noch ist keine Schlussfolgerung aufgezeichnet.
report-no-disagreements = Keine aufgezeichnet.
report-no-findings = Es gibt keine Feststellungen.
report-no-history = Die Historie des Repositorys lag nicht vor.
report-no-isms-change = Warum nichts geändert werden muss
report-no-items = Es ist keine Checkliste aufgezeichnet.
report-no-limitations = Alles Geplante konnte geprüft werden.
report-no-next-steps = Keine Abweichung verlangt eine Antwort.
report-no-record = Noch keine Aufzeichnung
report-nobody = Niemand
report-not-agreed = Nicht einig
report-not-applied = Nicht angewendet
report-not-distributed = Wer den Bericht bekam, ist nicht aufgezeichnet.
report-not-issued = Dieser Bericht ist nicht herausgegeben.
report-not-set = Noch nicht aufgezeichnet.
report-not-tested = Nicht geprüft
report-not-yet = Noch nicht.
report-to-be-decided = von der Bewertung zu entscheiden
report-nothing-to-correct = Warum nichts zu berichtigen war
report-notified = Auditierte benachrichtigt am
report-objection = Einwände gegen ein Mitglied des Teams
report-objection-text = Wer an der Unabhängigkeit eines Mitglieds zweifelt, sagt das { $who } vor dem { $day } und nennt den Grund. Der Einwand und was aus ihm wurde, werden aufgezeichnet.
report-objectives = Ziele
report-objectives-and-criteria = Ziele, Umfang und Kriterien
report-objectives-met = Die Ziele des Audits wurden erreicht.
report-objectives-not-met = Die Ziele des Audits wurden nicht erreicht.
report-of = { $some } von { $all }
report-oldest = Älteste offene
report-on-disk = Dateien auf der Platte, einige davon noch nicht committet, ausgehend von
report-on-time = Zum zuerst zugesagten Tag erledigt
report-open-now = Jetzt offen
report-opening = Eröffnungsgespräch
report-opportunities = Verbesserungspotenziale
report-out-of-turn = Außer der Reihe wegen
report-overdue = Überfällig
report-owner = Verantwortlich
report-pack-auditors = Auditorinnen, Auditoren und ihre Unabhängigkeit
report-pack-chain = SHA-256 über die Kennungen aller Commits
report-pack-changes = Änderungen seit dem letzten externen Audit
report-pack-check = Die Prüfsummen aller Dateien und die Commits aller Tags lassen sich allein mit sha256sum und git prüfen, mit den Befehlen in dieser Datei:
report-pack-check-commit = REPOSITORY ist der Ordner eines Klons. Er enthält den Commit, aus dem dies erzeugt wurde.
report-pack-check-signatures = Die Tags sind signiert, wie ihre Schlüssel es sagen. Die Liste der Schlüssel, die gelten, liegt im Klon in { $list }. An ihr hängt, wer signieren darf: Vergleichen Sie sie mit den Schlüsseln, die Sie von den Unterzeichnenden selbst haben.
report-pack-check-signatures-unlisted = Die Tags sind signiert, wie ihre Schlüssel es sagen. Welche Schlüssel gelten, bestimmen die Einstellungen Ihres Git: Nehmen Sie sie von den Unterzeichnenden selbst.
report-pack-check-sums = In diesem Ordner: keine Datei ist anders als bei der Erstellung.
report-pack-check-tags = Jeder herausgegebene Bericht hat seinen Tag an dem Commit, aus dem seine Seite erzeugt wurde.
report-pack-clean = Keine Regel meldet etwas.
report-pack-commits = Nachvollzogene Commits
report-pack-contents = Inhalt
report-pack-count = Anzahl
report-pack-guide = Wie man dies liest
report-pack-history = Historie
report-pack-how = Alle Seiten öffnen sich offline und ohne Skripte. Sie sind aus Aufzeichnungen in einem Git-Repository erzeugt, zu einem Commit, der oben auf jeder Seite steht; herausgegebene Berichte aus den Commits, die ihre Tags nennen. Was jemand nicht sehen darf, fehlt. Liegt ein Nachweis anderswo, nennt das Verzeichnis, wen man danach fragt.
report-pack-integrity = Unversehrtheit
report-pack-lapses = Was Commits brachten und Regeln melden
report-pack-last = Letztes externes Audit
report-pack-lint = Was die Regeln melden
report-pack-no-changes = Keine Änderung ist bekannt.
report-pack-no-history = Die Historie lag nicht vor, sodass keine Regel laufen konnte, die sie betrachtet.
report-pack-raised-by-body = Feststellungen der Zertifizierungsstelle
report-pack-of-body = Korrekturmaßnahmen zu diesen Feststellungen
report-pack-of-ours = Korrekturmaßnahmen zu anderen Feststellungen
report-pack-body-left-out = Nicht in diesen Unterlagen, weil sie Feststellungen aus der Zeit vor dem { $day } beantworten, als der Zyklus begann, und erledigt sind: { $actions }.
report-pack-ours-left-out = { $count ->
    [one] Eine weitere ist nicht in diesen Unterlagen: Sie war vor dem { $day } erledigt, ebenso die Feststellungen, die sie beantwortet.
   *[other] { $count } weitere sind nicht in diesen Unterlagen: Sie waren vor dem { $day } erledigt, ebenso die Feststellungen, die sie beantworten.
}
report-pack-part-of = Teil von
report-pack-the-guide = Unterlagen für die Zertifizierung: alle Seiten
report-pack-page = Seite
report-pack-requirements = Abschnitte und Controls und was zu ihnen vorliegt
report-pack-rules = Regeln
report-pack-taken-over = Übernommen, erledigt vor
report-pack-same = Wie damals
report-pack-sealed = Was herausgegeben oder abgeschlossen wurde
report-pack-left-out = { $count ->
        [one] Eine Aufzeichnung enthalten die Einstellungen der Organisation diesen Lesern vor; sie fehlt hier.
       *[other] { $count } Aufzeichnungen enthalten die Einstellungen der Organisation diesen Lesern vor; sie fehlen hier.
    }
report-pack-since = Änderungen und Maßnahmen seit
report-pack-soa = Anwendungsbereich und Anwendbarkeitserklärung
report-pack-tool = Erzeugt von
report-pack-verify = Wie man es prüft
report-pack-waivers = Ausnahmen von Regeln
report-pack-where = Wo
report-page = Seite { $page } von { $pages }
report-period = Aufzeichnungen von
report-personal-data = Personenbezogene Daten
report-place = Ort
report-plan-accepted = Plan angenommen
report-plan-audit = Das Audit
report-other-records = Maßnahmen und andere Aufzeichnungen
report-age = Tage offen
report-ageing = Offene Feststellungen nach Alter
report-raised-before = Davor festgestellt
report-raised-before-is = Davor festgestellt: in der gleich langen Zeit unmittelbar davor, { $span } ({ $days }).
report-cycle-elapsed = Vergangener Anteil des Zyklus
report-percent = { $share } %
report-programme-delivery = Audits
report-days-used-of-planned = Verbrauchte von geplanten Auditorentagen, in den eigenen Audits mit beidem
report-measured-in-cycle = Im Zyklus, { $span }
report-measured-in-years = In den Jahren davor, ohne laufendes Programm
report-measured-in-period = Im Zeitraum, { $span }
report-measured-in-months = In den { $months } Monaten davor
report-measured-of-programme = Im Programm { $programme }{ $span ->
    [none] {""}
   *[other] , { $span }
}
report-measured-on-record = Über alles, was aufgezeichnet ist
report-measured-so-far = Im Zeitraum bisher, { $span }
report-check-planned = geplant für { $day }
report-lead-time = Von der Abschlussbesprechung zum Bericht
report-median-closed = Median { $days }, aus { $count ->
    [one] { $count } abgeschlossenen Feststellung
   *[other] { $count } abgeschlossenen Feststellungen
}
report-median = Median { $days }, aus { $count ->
    [one] { $count } Bericht
   *[other] { $count } Berichten
}
report-time-to-close = Von der Feststellung zum Abschluss
report-slippage = Verschobene Termine
report-slippage-of = { $items } { $items ->
    [one] Punkt
   *[other] Punkte
}, zusammen um { $days }
report-effective-actions = Wirksame von geprüften Maßnahmen
report-repeating = Abweichungen, die eine frühere wiederholen
report-decisions-on-time = Rechtzeitig erledigte von fälligen Beschlüssen
report-evidence-quality = Nachweise
report-evidence-quality-of = { $hashed } von { $all } mit Prüfsumme, { $stale } veraltet, { $rejected } abgelehnt
report-reopened = Wieder geöffnete Feststellungen
report-contact = Kontakt
report-last-witnessed = Zuletzt beobachtet
report-last-evaluated = Zuletzt beurteilt
report-last-reviewed = Zuletzt geprüft
report-cpd-hours = Lernstunden in 12 Monaten
report-plan-due = Plan fällig
report-plan-version = Fassung des Plans
report-planned-on = Zu prüfen am
report-points = Worauf es ankommt
report-population = Von wie vielen
report-job = Funktion
report-position = Haltung
report-position-number = Nr.
report-previous = Folgt auf
report-process = Prozess
report-processes = Prozesse
report-programme = Programm
report-programme-line = Im Programm
report-programme-reviews = Bewertungen des Programms
report-programme-lessons = Erkenntnisse der Audits
report-programme-risks = Risiken des Programms
report-proposed = Plan vorgeschlagen am
report-question = Was zu zeigen ist
report-plan-due-or-accepted = Plan fällig oder angenommen
report-due-on = fällig { $day }
report-raised = Festgestellt
report-raised-by = Festgestellt von
report-raised-in-period = Im Zeitraum festgestellt
report-reason = Grund
report-reasons = Gründe
report-recheck = Frühere Feststellungen, die nachgeprüft werden
report-recommendation = Empfehlung
report-record = Aufzeichnung
report-records = Aufzeichnungen
report-records-tell-nothing = Die Aufzeichnungen sagen dazu nichts.
report-register-action-items = Einzelmaßnahmen
report-register-soa = Erklärung zur Anwendbarkeit
report-register-people = Personen
report-register-checklist = Prüfpunkte
report-register-workpapers = Arbeitspapiere
report-register-programmes = Auditprogramme
report-register-schedule = Zeitplan
report-register-reviews = Managementbewertungen
report-register-decisions = Beschlüsse der Managementbewertungen
report-unit = Einheit
report-employment = Bindung
report-reports-to = Berichtet an
report-register-actions = Korrekturmaßnahmen
report-register-audits = Audits
report-register-evidence = Nachweise
report-register-findings = Feststellungen
report-related = Hängt zusammen mit
report-remarks = Bemerkungen
report-remote = Aus der Ferne
report-remote-risks = Risiken daraus
report-removed = entfernt
report-renewed-by = Zu erneuern bis
report-repeat-of = Wiederholt
report-repeats = Wiederholungen innerhalb von { $months } Monaten
report-replaces = Ersetzt
report-report-by = Bericht bis
report-reporting = Berichterstattung
report-requests = Vorab angeforderte Unterlagen
report-requirement = Was sein soll
report-requirements = Anforderung
report-resources = Mittel
report-response = Umgang damit
report-response-due = Antwort fällig
report-result = Ergebnis
report-reviewed = Durchgesehen von der Auditleitung
report-risk = Was es bedeutet
report-risk-of-programme = Risiko
report-risks = Risiken
report-role = Rolle
report-rule = Regel
report-said = Was gesagt wurde
report-sample = Betrachtet
report-samples = Stichproben
report-sampling-approach = Stichproben werden so gezogen, dass sie etwas über das Ganze sagen; der Bericht nennt zu jeder, wie viele es gab, wie viele betrachtet und wie sie ausgewählt wurden.
report-sampling-caveat = Ein Audit betrachtet an wenigen Tagen Stichproben. Dass irgendwo nichts gefunden wurde, beweist nicht, dass dort nichts ist.
report-schedule = Terminplan
report-scope = Anwendungsbereich des ISMS
report-scope-document = Dokument zum Anwendungsbereich
report-scope-of-audit = Umfang
report-score = { $score } von 5
report-seed = Startwert
report-seen = Was zu sehen war
report-selected = Welche
report-share = Anteil
report-shown-by = Was es zeigt
report-competence-shown = Was die Kompetenz belegt
report-provider = Durch wen
report-signature = Unterschrift
report-similar = Weitere Fälle gefunden
report-sites = Standorte
report-slips = Verschoben
report-soa = Anwendbarkeitserklärung
report-source = Anlass
report-source-ref = Verweis
report-sponsor = Auftraggeber in der Leitung
report-state = Stand
report-state-now = Stand jetzt
report-state-then = Stand zu Beginn
report-statement = Was ist
report-status-reason = Warum
report-strengths = Stärken
report-suitable = Geeignet
report-summary = Inhalt
report-summary-for-management = Zusammenfassung für die Leitung
report-supersedes = Anstelle von
report-systemic = Systematisch
report-systems = Systeme
report-tag = Tag (Git)
report-team = Auditteam
report-tests = Technische Prüfungen
report-the-review = Die Bewertung
report-timetable = Zeitplan
report-title = Titel
report-to = An
report-to-add = Zu ergänzen
report-tools = Werkzeuge
report-topics = Themen
report-trend = Richtung
report-type = Art
report-units = Einheiten
report-unknown-criteria = In keinem Katalog
report-until = Bis
report-used-by = Verwendet in
report-verified = Für wirksam befunden
report-verified-by = Geprüft von
report-version = Fassung
report-version-of = Fassung { $version }
report-waivers = Ausnahmen von Regeln
report-what = Was
report-what-changed = Was sich änderte
report-what-was-done = Was getan wurde
report-when = Wann
report-where = Wo er liegt
report-where-looked = Prozesse und Standorte
report-who = Wer
report-who-has-it = Wer sie hat
report-why = Warum es geschah
report-window = Zeitraum
report-withheld = Für diesen Kreis zurückgehalten; die Aufzeichnung liegt im Repository.
report-yes = Ja
report-count-major = { $count ->
    [one] Hauptabweichung
   *[other] Hauptabweichungen
}
report-count-minor = { $count ->
    [one] Nebenabweichung
   *[other] Nebenabweichungen
}
report-count-observation = { $count ->
    [one] Beobachtung
   *[other] Beobachtungen
}
report-count-opportunity = { $count ->
    [one] Verbesserungspotenzial
   *[other] Verbesserungspotenziale
}
report-count-strength = { $count ->
    [one] Stärke
   *[other] Stärken
}
report-decide-on-others = { $count ->
    [one] Eine Beobachtung oder ein Verbesserungspotenzial wartet auf eine Entscheidung: erledigt oder mit Grund abgelehnt.
   *[other] { $count } Beobachtungen und Verbesserungspotenziale warten auf eine Entscheidung: erledigt oder mit Grund abgelehnt.
}
report-draft = Dies ist ein Entwurf: Der Bericht ist nicht herausgegeben, und was er sagt, kann sich noch ändern.
report-since = Seit dem Audit davor
report-since-alike = Verglichen mit { $audit }, dem letzten Audit dieser Art, das mindestens zur Hälfte dasselbe geprüft hat.
report-since-other = Verglichen mit { $audit }, dem letzten Audit dieser Art. Es hat überwiegend anderes geprüft, sodass die Zahlen wenig übereinander sagen.
report-then = Damals
report-now = Jetzt
report-since-closed = Erledigte Feststellungen des Audits davor
report-since-open = Noch nicht abgeschlossene Feststellungen des Audits davor
report-since-tested = Geprüfte Anforderungen
report-since-tested-counts = { $now }, davor { $before }; { $both } in beiden
report-since-gained = Nur jetzt geprüft
report-since-lost = Nur damals geprüft
report-unheld-ahead = Das Audit steht noch bevor: Nichts hier sagt, ob die Anforderungen erfüllt sind.
report-unheld-cancelled = Das Audit wurde abgesagt: Nichts hier sagt, ob die Anforderungen erfüllt sind.
report-unheld-postponed = Das Audit wurde verschoben: Nichts hier sagt, ob die Anforderungen erfüllt sind.
report-work-done = Die Checklisten haben { $items ->
    [one] einen Punkt
   *[other] { $items } Punkte
}; geprüft: { $answered }. { $interviews ->
    [0] Keine Befragung ist
    [one] Eine Befragung ist
   *[other] { $interviews } Befragungen sind
} aufgezeichnet, und die Arbeit stützt sich auf { $evidence ->
    [one] einen Nachweis.
   *[other] { $evidence } Nachweise.
}
report-months = { $count ->
    [one] { $count } Monat
   *[other] { $count } Monate
}
found-finding = Feststellung
found-action = Korrekturmaßnahme
found-audit = Audit
found-review = Managementbewertung
found-programme = Auditprogramm
found-evidence = Nachweis
found-workpaper = Arbeitspapier
found-catalogue = Kriterienkatalog
found-person = Person
found-soa = Erklärung zur Anwendbarkeit
found-isms = ISMS
found-requirement = Anforderung
## Register: Seiten, die aus vielen Aufzeichnungen sammeln

more = Mehr
register-coverage = Abdeckung
register-processes = Prozesse
register-communications = Kommunikation
register-improvements = Verbesserungen
register-resources = Ressourcen und Kompetenz
register-requests = Angeforderte Nachweise
register-laws = Gesetze und Verträge
register-clauses = Verzeichnis der Anforderungen
register-rules = Regeln und Ausnahmen
register-integrity = Unversehrtheit
label-became = Was daraus wurde
label-available = Vorhanden
label-count = Gefunden
label-cpd-hours = Fortbildung in 12 Monaten (Stunden)
label-days-open = Tage offen
label-days-plan = Tage laut Plan
label-days-programme = Tage laut Programm
label-days-of-body = Zertifizierungsstelle
label-days-of-ours = Summe der eigenen
label-days-used = Tage verbraucht
label-default = Voreinstellung
label-deviation = Gegenüber dem Zeitfenster
label-knows = Kennt
label-last-audit = Letztes Audit
label-last-evaluated = Beurteilt
label-last-witnessed = Begleitet
label-level = Stufe
label-needed-for = Gebraucht für
label-next-audit = Nächstes Audit
label-record = Aufzeichnung
label-rule = Regel
label-since = Seit
label-sum = Summe
label-topics = Themen
label-used-by = Verwendet in
label-valid-until = Gültig bis
label-waived = Ausgenommen
coverage-lede = { $clauses } von { $all-clauses } Abschnitten und { $controls } von { $all-controls } { $is-stated ->
    [0] Controls
   *[other] anwendbaren Controls
} sind durch berichtete Audits abgedeckt; { $late ->
    [0] {""}
    [one] { $late } Anforderung wartet auf ein Audit, das geplant und bis zu seinem Tag nicht durchgeführt ist;{" "}
   *[other] { $late } Anforderungen warten auf ein Audit, das geplant und bis zu seinem Tag nicht durchgeführt ist;{" "}
}{ $gaps ->
    [0] nichts bleibt ungeplant.
    [one] { $gaps } Anforderung ist weder abgedeckt noch geplant.
   *[other] { $gaps } Anforderungen sind weder abgedeckt noch geplant.
}
coverage-lede-not-begun = Noch ist nichts geplant oder auditiert: { $all-clauses } Abschnitte und { $all-controls } { $is-stated ->
    [0] Controls
   *[other] anwendbare Controls
} sind abzudecken.
coverage-not-begun = Die Audits eines Programms decken die Anforderungen ab, jede zu ihrem Termin. Noch gibt es weder ein genehmigtes Programm noch ein Audit, so dass darin nichts fehlen kann.
coverage-legend = Was die Audits vom { $from } bis zum { $to } abdecken, Jahr für Jahr. Jedes Zeichen führt zu seinem Audit; die Tabelle der Audits darunter sagt dasselbe in Worten.
mark-reported = berichtet
mark-planned = geplant
mark-moved = in ein anderes Jahr verschoben, vertagt oder abgesagt
mark-through = nur über eine eigene Regel, die der Anforderung entspricht; kein Prüfpunkt nennt sie
mark-gap = Lücke: weder abgedeckt noch rechtzeitig geplant
cell-mark = { $word }: { $audit }
coverage-clauses = Abschnitte
coverage-controls = Controls
coverage-yearly = In jedem Jahr abzudecken.
coverage-per-cycle = Einmal im Zertifizierungszyklus abzudecken.
coverage-audits = Die Audits: Plan und Ergebnis
outside-the-programme = außerhalb des Programms
in-its-window = im Zeitfenster
processes-lede = { $count ->
    [0] Kein Prozess ist aufgezeichnet.
    [one] { $count } Prozess, { $idle ->
        [0] mindestens einmal auditiert.
       *[other] ohne aufgezeichnetes Audit, über das berichtet wurde.
    }
   *[other] { $count } Prozesse, { $idle ->
        [0] alle mindestens einmal auditiert.
       *[other] davon { $idle } ohne aufgezeichnetes Audit, über das berichtet wurde.
    }
}
never = keines aufgezeichnet
all-of-them = alle
none-planned = keines geplant
due-by = fällig bis { $day }
communications-lede = { $count ->
    [0] Noch ist nichts festgehalten.
    [one] Eine Mitteilung ist festgehalten, vom { $day }.
   *[other] { $count } Mitteilungen sind festgehalten, die letzte vom { $day }.
}
improvements-lede = { $count ->
    [one] { $count } Idee zur Verbesserung
   *[other] { $count } Ideen zur Verbesserung
}, davon { $open } noch offen{ $silent ->
    [0] .
   *[other] ; bei { $silent }, deren letzte Spalte leer ist, ist nicht festgehalten, was daraus wurde.
}
improvement-opportunity = Verbesserungspotenzial
improvement-recommendation = Empfehlung
improvement-lesson = Erkenntnis des Auditteams
lesson-taken-up = Aufgegriffen
improvement-programme = Bewertung des Programms
improvement-decision = Entscheidung der Leitung
resources-lede = { $running ->
    [none] An diesem Tag läuft kein Programm.
    [unplanned] Das laufende Programm plant noch keine Auditorentage.
   *[other] Im laufenden Programm sind { $used } von { $planned } geplanten Auditorentagen verbraucht.
} { $auditors ->
    [0] Noch ist niemand als Auditorin oder Auditor zugelassen.
   *[other] { $valid } von { $auditors } Auditoren sind gültig zugelassen.
}
competent-as-of = { $by ->
    [then] Wer am { $day } zugelassen war, nach dem Stand der Aufzeichnungen am Ende dieses Tages.
    [audits] Wer am { $day } zugelassen war, soweit die Aufzeichnungen es heute wissen: Eine Verlängerung tritt an die Stelle der Zulassung davor, daher zählt als zugelassen, wer im Zyklus auditiert hat.
   *[today] Wer am { $day } zugelassen ist.
}
competence-required = Nötige und vorhandene Kompetenz
approval-ran-out = abgelaufen; in keinem Team, das noch zu auditieren hat, daher wartet nichts auf die Verlängerung
nobody = niemand
auditors-as-of = Auditoren, Stand { $day }
auditors-recorded-on = Auditoren, wie am { $day } aufgezeichnet
has-left = ausgeschieden
requests-lede = { $count ->
    [0] Kein Nachweis steht aus
    [one] Ein Nachweis steht aus
   *[other] { $count } Nachweise stehen aus
}{ $late ->
    [0] {""}
   *[other] , davon { $late } überfällig
}{ $unchecked ->
    [0] .
    [one] ; einer ist da und wartet auf die Prüfung durch einen Auditor.
   *[other] ; { $unchecked } sind da und warten auf die Prüfung durch einen Auditor.
}{ $resting ->
    [0] {""}
    [one] {" "}Ein weiterer ist da und wartet auf keine Prüfung; warum, steht unten.
   *[other] {" "}{ $resting } weitere sind da und warten auf keine Prüfung; warum, steht unten.
}
requests-none = Nichts ist angefordert.
requests-outstanding = Angefordert und noch nicht da
requests-unchecked = Da und noch nicht geprüft
requests-resting = Da, und wartet auf keine Prüfung
requests-resting-note = Erhalten, und nicht als geprüft vermerkt. Eine Prüfung steht aus, solange über ein Audit, das sich auf den Nachweis stützt, nicht berichtet ist, und von dem Tag an, an dem seine Maßnahme umgesetzt ist, bis diese geprüft ist.
resting-ahead = Seine Maßnahme ist noch nicht umgesetzt; wer sie dann prüft, sieht ihn an
resting-checked = Seine Maßnahme ist geprüft und noch abzuschließen
resting-over = Seine Maßnahme ist zu Ende
resting-reported = Über das, was sich auf ihn stützt, ist berichtet
resting-otherwise = Kein hier gezeigtes Audit und keine Maßnahme stützt sich auf ihn
laws-lede = { $catalogues ->
    [0] Kein Gesetz oder Vertrag wird als Katalog geführt.
    [one] Ein Gesetz oder Vertrag: { $covered } von { $all } Anforderungen sind durch ein berichtetes Audit abgedeckt.
   *[other] { $catalogues } Gesetze und Verträge: { $covered } von { $all } Anforderungen sind durch ein berichtetes Audit abgedeckt.
}
laws-none-planned = kein Audit geplant
laws-planned-late = das geplante Audit kommt zu spät
laws-none = Ein Katalog der Art Gesetz oder Vertrag lässt seine Anforderungen hier erscheinen.
clauses-earlier = davor
clauses-lede = { $clauses } Abschnitte und { $controls } Controls, jeweils mit den Aufzeichnungen dazu; { $silent ->
    [0] jede ist durch ein berichtetes Audit abgedeckt.
   *[other] { $silent } ohne ein berichtetes Audit, das zählt.
}
clauses-none = Kein Katalog ist in Gebrauch.
no-soa-row = keine Zeile
rules-lede = { $rules } Regeln gelten: Sie finden an diesem Tag { $errors } Fehler und { $warnings ->
    [one] { $warnings } Warnung
   *[other] { $warnings } Warnungen
}. { $waivers ->
    [0] Keine Ausnahme gilt.
    [one] Eine Ausnahme gilt.
   *[other] { $waivers } Ausnahmen gelten.
}
rules-lede-public = { $rules } Regeln gelten. { $waivers ->
    [0] Keine Ausnahme gilt.
    [one] Eine Ausnahme gilt.
   *[other] { $waivers } Ausnahmen gelten.
}
rules-profile = Profil: { $profile }
rules-found = Was die Regeln heute finden
rules-nothing = Die Regeln finden nichts.
rules-as-shipped = Alle Regeln haben die Stufe, mit der sie ausgeliefert werden.
no-waivers = Keine Ausnahme von einer Regel ist festgehalten.
ran-out = abgelaufen
integrity-unknown = Die Historie war nicht zur Hand, als diese Seite entstand; deshalb sagt sie nichts darüber.
integrity-lede = { $commits ->
    [one] Ein Commit wurde
   *[other] { $commits } Commits wurden
} nachvollzogen: { $broken ->
    [0] { $sealed ->
        [0] Noch ist nichts herausgegeben oder abgeschlossen
        [one] Die eine herausgegebene oder abgeschlossene Aufzeichnung ist, wie sie war
       *[other] Alle { $sealed } herausgegebenen oder abgeschlossenen Aufzeichnungen sind, wie sie waren
    }
    [one] Eine von { $sealed } herausgegebenen oder abgeschlossenen Aufzeichnungen ist nicht, wie sie war
   *[other] { $broken } von { $sealed } herausgegebenen oder abgeschlossenen Aufzeichnungen sind nicht, wie sie waren
}; { $errors ->
    [0] { $warnings ->
        [0] kein Commit hat eine Regel gebrochen.
        [one] keine Fehler, 1 Warnung.
       *[other] keine Fehler, { $warnings } Warnungen.
    }
    [one] 1 Fehler, { $warnings ->
        [0] keine Warnungen.
        [one] 1 Warnung.
       *[other] { $warnings } Warnungen.
    }
   *[other] { $errors } Fehler, { $warnings ->
        [0] keine Warnungen.
        [one] 1 Warnung.
       *[other] { $warnings } Warnungen.
    }
}
integrity-sealed = Herausgegeben und abgeschlossen
integrity-issued = Version { $version } herausgegeben
integrity-closed = abgeschlossen
integrity-intact = wie es war
integrity-taken-over = übernommen; nach eigener Angabe vom { $day }
integrity-regraded = bis auf die Einstufung, seither begründet geändert:
integrity-exchanged = Nachweis seither ausgetauscht:
integrity-superseded = durch eine spätere Fassung ersetzt
integrity-reopened = seither wieder geöffnet
integrity-changed = seither geändert
integrity-differs = anders als Version { $version }
integrity-same-as = sagt dasselbe wie Version { $version }
integrity-part-new = neu
integrity-part-gone = nicht mehr darin
integrity-untold = kein Eintrag in `changes` sagt es
integrity-imports = Von anderswo übernommen
integrity-imports-note = Wann das entstanden ist, zeigt diese Historie nicht: Es beruht auf dem Wort derer, die es gebracht haben.
integrity-import = { $records ->
    [one] eine Aufzeichnung
   *[other] { $records } Aufzeichnungen
}{ $decided ->
    [0] {""}
   *[other] , davon { $decided } anderswo genehmigt, herausgegeben, geprüft oder abgeschlossen
}
integrity-carried = Entscheidungen, die Beteiligte eingebracht haben
integrity-carried-note = Den Commit hat jemand gemacht, um dessen eigene Arbeit es geht, und als Urheber steht darin, wer entschieden hat: So macht es ein Rebase, und so kann es jeder. Wer wirklich entschieden hat, würde eine Signatur zeigen, oder die Plattform.
integrity-carried-by = entschieden von { $who }, eingebracht von { $committer }
integrity-as-a-whole = die Historie im Ganzen
integrity-waived = Verstöße mit Ausnahme
integrity-signed-tags = { $all ->
    [0] Es gibt kein Tag eines Berichts.
   *[other] { $signed } von { $all } Tags von Berichten sind von Personen signiert, die verzeichnet sind.
}
integrity-signed-commits = Seit tickmark.yaml sagt, was signiert sein muss, sind { $signed } von { $all } Commits, die Aufzeichnungen oder Dateien von Nachweisen berühren, von verzeichneten Personen signiert.
integrity-signed-unasked = Nach Signaturen der Commits wurde nicht gesehen: tickmark.yaml sagt nicht, was signiert sein muss.
tag-digest = nennt diesen SHA-256
tag-other-digest = nennt einen anderen SHA-256
tag-merged = neben der Hauptlinie, zusammengeführt durch
label-waiver = Ausnahme
signature-absent = nicht signiert
signature-by = signiert von
signature-by-nobody = mit einem Schlüssel signiert, der zu niemandem gehört
signature-void = die Signatur beweist nichts
integrity-digest = SHA-256 dessen, was sich nicht ändern darf
tag-beside = benennt einen anderen Commit als den, der den Bericht herausgab; er sagt dort dasselbe
tag-sound = benennt den herausgegebenen Stand
tag-missing = das Tag fehlt
tag-elsewhere = gehört nicht zu dieser Historie
tag-renamed = verweist auf ein anderes Tag:
tag-other = benennt einen anderen Stand
integrity-lapses = Was Commits brachten und Regeln melden
integrity-no-lapses = Kein Commit hat eine Regel für Änderungen gebrochen.
integrity-receipt = Quittung
integrity-receipt-note = Diese drei Werte gehören an einen anderen Ort: Wer die Historie neu schreibt, kann sie nicht wieder passend machen.
integrity-commits = Commits der Hauptlinie
integrity-head = Neuester Commit
integrity-receipt-digest = SHA-256 ihrer Kennungen
integrity-wording = Wortlaut der Regel (englisch)
integrity-yourself = Selbst prüfen
integrity-yourself-note = Ein Klon des Repositorys mit seiner ganzen Historie, Git und sha256sum genügen.
integrity-how-digest = Der Wert der Quittung
integrity-how-tag = Das Tag eines Berichts
integrity-how-record = Das Leben einer Aufzeichnung
integrity-how-evidence = Ein Nachweis gegen den SHA-256 auf seiner Seite
integrity-how-all = Diese ganze Seite
integrity-rests-on = Tage und Urheber sind die der Commits, und die kann jeder wählen, der pushen darf. Dass die Hauptlinie nur wächst, zeigt der Schutz des Branches auf der Plattform oder eine aufbewahrte Quittung. Mehr beweist eine Signatur, wo tickmark.yaml sagt, wessen Schlüssel gelten.
previous-record = Zurück:
next-record = Weiter:
calendar-personal = Kalender des Fälligen

## Bilder und Kennzahlen

figures = Kennzahlen
figures-all = Alle Kennzahlen
figures-lede = Was die Aufzeichnungen in Zahlen sagen, Stand { $day }; jede Kennzahl führt zu den Aufzeichnungen, die sie zählt.
figures-cautions = Weniger Feststellungen sind für sich noch keine Verbesserung, und schnelles Schließen sagt nichts darüber, was wirkt: Daneben gehören „Wer es zuerst fand“ und „Ob es gewirkt hat“. Eine einzige Punktzahl gibt es nicht, denn sie lüde dazu ein, milder einzustufen. Zeiten stehen als Median und 90. Perzentil da; bei weniger als zwanzig Dingen stehen Zahlen und keine Prozente.
figures-of-commit = Die Kennzahlen gelten für Commit { $commit } vom { $day }.
figures-of-disk = Die Kennzahlen gelten für die Aufzeichnungen auf der Platte, einige davon noch nicht committet, auf der Grundlage von Commit { $commit } vom { $day }.
fig-numbers = Zahlen und Aufzeichnungen
fig-none = Es gibt noch nichts zu zählen.
fig-none-for = Noch nichts zu zählen:
fig-latest = Gezeichnet sind die letzten { $count } von { $all }; die Zahlen haben alle.
fig-percent = { $percent } % ({ $part } von { $all })
fig-share = { $part } von { $all }
fig-decimal = { $whole },{ $part }
fig-today = heute
fig-group-audits = Audits und Abdeckung
fig-group-findings = Feststellungen
fig-group-actions = Korrekturmaßnahmen
fig-group-management = Nachweise, Controls, Leitung
fig-no-process = kein Prozess genannt
fig-nobody = niemand genannt
fig-what = Was
fig-day = Tag
fig-from = Von
fig-to = Bis
fig-count = Anzahl
fig-days = Tage
fig-year = Jahr
fig-state = Zustand
fig-reason = Grund
fig-who = Wer
fig-records = Aufzeichnungen
fig-findings = Feststellungen
fig-finding = Feststellung
fig-actions = Maßnahmen
fig-audit = Audit
fig-audits = Audits
fig-review = Bewertung
fig-grade = Einstufung
fig-process = Prozess
fig-result = Ergebnis
fig-requirement = Anforderung
fig-clauses = Abschnitte
fig-controls = Controls
fig-covered = Abgedeckt
fig-share-head = Anteil
fig-coverage = Abdeckung der Abschnitte und Controls
fig-coverage-note = Ein Quadrat ist ein Abschnitt oder ein anwendbares Control; es zeigt das schwerste Ergebnis der im Jahr berichteten Audits. Es zählen die eigenen Audits, nicht die der Zertifizierungsstelle; wo nichts Neues festgestellt wurde, aber eine Abweichung eines früheren Jahres am Ende des Jahres oder heute nicht abgeschlossen war, steht das da.
fig-coverage-through = nur über eine eigene Regel auditiert (bei Konformem das Zeichen selbst, sonst in der Ecke)
fig-coverage-beside = Balken links: daneben eine Abweichung eines früheren Jahres, die nicht abgeschlossen ist; rot, wenn schwer
fig-pace = Fortschritt der Abdeckung
fig-pace-note = Anteil, den berichtete Audits der Zeit vom { $from } bis { $to } abgedeckt haben, neben dem Anteil dieser Zeit, der vergangen ist.
fig-pace-time = Zeit
fig-delivery = Umsetzung des Programms
fig-delivery-note = Von den Audits wurden { $share } bis zum Ende ihres Zeitfensters durchgeführt und berichtet; in den eigenen Audits, von denen beides bekannt ist, wurden { $used } von { $planned } geplanten Auditorentagen gebraucht{ $body ->
    [counted] ; die Tage der Zertifizierungsstelle stehen in der Tabelle und nicht in der Summe
   *[none] {""}
}. Ein Balken ist das Quartal, in dem die Zeitfenster enden.
fig-delivery-in-window = im Zeitfenster
fig-delivery-late = später durchgeführt
fig-delivery-begun = begonnen
fig-delivery-ahead = steht bevor
fig-delivery-missed = Zeitfenster verpasst
fig-delivery-postponed = verschoben
fig-delivery-cancelled = abgesagt
fig-window = Zeitfenster
fig-held-by = Durch
fig-held-by-us = uns
fig-held-by-body = Zertifizierungsstelle
fig-days-planned = Tage geplant
fig-days-used = Tage gebraucht
fig-lead = Vom Abschlussgespräch zum Bericht
fig-lead-note = Tage bis zur Ausgabe des Berichts; vereinbart sind { $days }.
fig-lead-in-time = rechtzeitig
fig-lead-late = später
fig-closing = Abschlussgespräch
fig-issued = Bericht
fig-feedback = Was die Auditierten davon hielten
fig-feedback-note = Noten von 1 (schlecht) bis 5 (sehr gut); der Median von { $count } ist { $median }.
fig-score = Note
fig-timeline = Die Tage dieses Audits
fig-timeline-note = Vom Zeitfenster im Programm bis zum letzten Abschluss, soweit die Aufzeichnungen die Tage kennen.
fig-timeline-window = Zeitfenster
fig-timeline-plan = Plan genehmigt
fig-timeline-notified = Angekündigt
fig-timeline-work = Auditarbeit
fig-timeline-opening = Eröffnungsgespräch
fig-timeline-closing = Abschlussgespräch
fig-timeline-issued = Bericht ausgegeben
fig-timeline-accepted = Pläne angenommen
fig-timeline-closed = Abgeschlossen
fig-grades = Feststellungen je Audit
fig-grades-note = Berichtete Feststellungen nach Einstufung. Stärken zählen nicht in die Zahl je zehn geprüfte Punkte, die ab zehn Punkten angegeben wird.
fig-cycles = Feststellungen je Zyklus
fig-cycles-note = Dasselbe je Auditprogramm.
fig-tested = Punkte geprüft
fig-per-ten = Je zehn Punkte
fig-places = Wo Feststellungen liegen
fig-places-note = Prozesse und Kapitel der Norm. Die Zahl ist ein Gewicht: Eine Hauptabweichung zählt fünf, eine Nebenabweichung zwei, eine Beobachtung eins. Eine Feststellung zu mehreren Kapiteln steht in jedem davon.
fig-chapter = Kapitel
fig-weight = Gewicht
fig-flow = Feststellungen im Lauf der Zeit
fig-flow-note = Wie viele Feststellungen am Ende jedes Tages in welchem Zustand waren, nach der Geschichte der Aufzeichnungen; die Zahlen haben eine Zeile je Monat, mit dem Stand nach der letzten Änderung darin. Stärken und Entwürfe bleiben weg.
fig-ages = Wie lange Feststellungen offen sind
fig-ages-note = Heute offen, nach den Tagen seit der Feststellung. Entwürfe sind ausgenommen.
fig-age-band = { $least }–{ $most } Tage
fig-age-over = über { $days } Tage
fig-age = Alter
fig-repeats = Was wiederkam
fig-repeats-note = Nach Feststellungen gezählt: Von den Abweichungen der letzten { $months } Monate wiederholen { $share } eine frühere. Ein Balken ist eine Kette von Feststellungen desselben Mangels, benannt nach der letzten; mehr als zwei heißen, dass die Ursache nicht getroffen wurde.
fig-chain = Kette, die älteste zuerst
fig-reopened = Wieder geöffnete Feststellungen
fig-reopened-note = Abgeschlossene Feststellungen, die laut Historie wieder geöffnet wurden, mit dem Grund aus der Aufzeichnung.
fig-found = Wer es zuerst fand
fig-found-note = { $count ->
    [0] Abweichungen und andere Ereignisse danach, wer darauf stieß. Die Zertifizierungsstelle fand nichts, was nicht schon in den zwölf Monaten davor bei uns aufgefallen war.
   *[other] Abweichungen und andere Ereignisse danach, wer darauf stieß. Bei diesen war die Zertifizierungsstelle zuerst da; keine eigene Feststellung der zwölf Monate davor betraf dieselbe Anforderung: { $ids }.
}
fig-found-note-no-body = Abweichungen und andere Ereignisse danach, wer darauf stieß. Kein Audit der Zertifizierungsstelle ist erfasst.
fig-found-internal = eigene Audits
fig-found-external = Zertifizierungsstelle
fig-found-incident = Vorfälle
fig-found-others = andere Quellen
fig-closure = Dauer bis zum Abschluss
fig-closure-note = Tage von der Feststellung bis zum Abschluss der abgeschlossenen Feststellungen nach Einstufung: der Median aus so vielen, darunter die Mediane der drei Teile des Wegs, jeder für sich genommen, aus denen, von denen alle drei Tage bekannt sind, sodass sie sich nicht zum ganzen Weg addieren müssen.
fig-closure-response = bis zur Annahme des Plans
fig-closure-implementation = bis alles erledigt war
fig-closure-verification = bis zur Verifizierung und zum Abschluss
fig-closure-of = { $grade }, aus { $count }
fig-closure-parts-count = Alle drei bekannt
fig-closure-whole = von der Feststellung bis zum Abschluss
fig-closed-count = Geschlossen
fig-median = Median
fig-p90 = 90 % innerhalb
fig-longest = Längste
fig-punctuality = Pünktlich nach der ersten Zusage
fig-punctuality-note = Bis zu ihrem Tag erledigte Punkte, von denen, deren Tag in die zwölf Monate bis zum jeweiligen Quartalsende fiel: nach dem zuerst zugesagten Tag und nach dem geltenden. Was zwischen den Linien liegt, ist verschoben.
fig-by-first = erste Zusage
fig-due-by-first = danach fällig
fig-by-current = geltender Tag
fig-slippage = Wie weit Tage verschoben wurden
fig-slippage-note = Von den Punkten mit einem Termin haben ihn { $share } nach hinten verschoben. Ein Ring ist die erste Zusage, eine Scheibe der geltende Tag; gezeichnet sind die zehn, die am weitesten wanderten.
fig-item = Punkt
fig-by-first-day = Erste Zusage
fig-due-now = Gilt jetzt
fig-moves = Verschoben
fig-owners = Überfällig nach Verantwortlichen
fig-owners-note = Ein Balken ist so lang, wie das Späteste überfällig ist; die Zahl in Klammern zählt, was überfällig ist.
fig-processes = Überfällig nach Prozess
fig-processes-note = Überfällige Punkte und Prüfungen von Maßnahmen, nach dem Prozess der Feststellungen, auf die sie antworten. Ein Balken ist so lang, wie das Späteste überfällig ist; die Zahl in Klammern zählt sie.
fig-worst = Tage überfällig
fig-effects = Ob es gewirkt hat
fig-effects-note = Von allen bisher geprüften Maßnahmen waren { $share } wirksam; was zum Teil wirkt, zählt nicht als wirksam. Ein Mangel kann hier stehen, mit seiner Maßnahme, und bei dem, was wiederkam, mit der Feststellung, die ihn wiederholt.
fig-effects-overdue = Prüfung überfällig
fig-effects-ahead = Prüfung steht bevor
fig-causes = Wo Ursachen liegen
fig-causes-note = Ursachen der Korrekturmaßnahmen für das, was in den letzten { $months } Monaten festgestellt wurde, die häufigste zuerst; die Linie zählt sie zusammen.
fig-cause = Ursache
fig-cause-unknown = noch nicht bekannt
fig-running = Zusammengezählt
fig-pool = Auditorinnen und Auditoren
fig-pool-note = { $count ->
    [0] Zugelassene Auditorinnen und Auditoren und die eigenen Audits, an denen sie beteiligt waren. Die Zahl zeigt den Wechsel und kein Verdienst. Keinem Thema des laufenden Programms fehlt jemand.
   *[other] Zugelassene Auditorinnen und Auditoren und die eigenen Audits, an denen sie beteiligt waren. Die Zahl zeigt den Wechsel und kein Verdienst. Themen des laufenden Programms, die keine gültige Zulassung abdeckt: { $topics }.
}
fig-pool-note-no-programme = Zugelassene Auditorinnen und Auditoren und die eigenen Audits, an denen sie beteiligt waren. Die Zahl zeigt den Wechsel und kein Verdienst. Es läuft kein Programm, dessen Themen sie kennen müssten.
fig-pool-led = geleitet
fig-pool-took-part = beteiligt
fig-pool-valid = gültig
fig-pool-expiring = läuft bald ab
fig-pool-expired = abgelaufen
fig-auditor = Auditor/in
fig-approval = Zulassung
fig-renew = Zu erneuern bis
fig-topics = Themen
fig-led-head = Geleitet
fig-evidence = Worauf die Audits beruhen
fig-evidence-note = Dateien mit Prüfsumme: { $hashed }. Geprüfte Punkte, die allein auf Gesprächen beruhen: { $said }.
fig-evidence-hashed = Datei mit Prüfsumme
fig-evidence-unhashed = Datei ohne Prüfsumme
fig-evidence-stale = zu alt für das Audit
fig-evidence-outstanding = angefragt, überfällig
fig-evidence-rejected = abgelehnt
fig-evidence-said = Punkt nur aus Gesprächen
fig-evidence-unsupported = Punkt ohne Nachweis
fig-decisions = Entscheidungen der Bewertungen
fig-decisions-note = Was aus den Entscheidungen jeder durchgeführten Managementbewertung wurde.
fig-decisions-on-time = rechtzeitig erledigt
fig-decisions-late = spät erledigt
fig-decisions-open = offen
fig-decisions-overdue = überfällig
fig-decisions-carried = übertragen
fig-decisions-cancelled = nicht verfolgt
fig-risks = Akzeptierte Risiken
fig-risks-note = Feststellungen, deren Risiko auf Zeit akzeptiert ist, von der Genehmigung bis zum Ende.
fig-days-left = Tage übrig
fig-risks-over = vor { $days ->
    [one] { $days } Tag abgelaufen
   *[other] { $days } Tagen abgelaufen
}
fig-risks-endless = ohne Ende
fig-health = Was die Regeln melden
fig-health-note = Fehler, Warnungen und was Ausnahmen von beiden zurückhalten, am Ende jedes Monats: der Stand jenes Tages nach seinen eigenen Einstellungen und nach den Regeln dieser Version von tickmark.
fig-errors = Fehler
fig-warnings = Warnungen
fig-waivers = durch Ausnahmen zurückgehalten
fig-soa = Controls nach Themen
fig-soa-note = Wie weit die Controls der Erklärung zur Anwendbarkeit umgesetzt sind.
fig-soa-unstated = ohne Angabe
fig-soa-excluded = nicht angewendet
fig-theme = Thema

## What has to be signed

word-approvals = Genehmigungen
word-commits = Commits
word-tags = Tags

## Felder der Aufzeichnungen, wo eine Historie sie nennt

field-in-acknowledged-position = Haltung
field-in-finding-acknowledged = Stellungnahme
field-in-isms-scope = Anwendungsbereich des ISMS
field-in-communications-to = An
field-in-auditor-review-due = Zulassung zu erneuern bis
field-acceptance = Akzeptanz des Risikos
field-acknowledged = Empfang bestätigt
field-activity = Tätigkeit
field-actual-days = Verbrauchte Tage
field-agreed = Zugestimmt
field-allowed-signers = Datei der Signierschlüssel
field-analysed-by = Untersucht von
field-applicable = Anwendbar
field-approved-by = Genehmigt von
field-attendees = Teilnehmende
field-audience = Leserkreis
field-audiences = Leserkreise
field-audit-results = Auditergebnisse
field-auditable = Auditierbar
field-auditees = Auditierte
field-basis = Grundlage
field-before-days = Tage vorher
field-blackout = Sperrzeit
field-blocked = Wartet
field-body = Zertifizierungsstelle
field-by = Von
field-carry-to = Übertragen auf
field-catalogues = Kataloge
field-category = Kategorie
field-certification = Zertifizierung
field-certifier = Zertifizierungsauditor
field-changes = Begründete Änderungen
field-channel = Weg
field-checked-on = Geprüft am
field-clauses = Abschnitte
field-client = Auftraggeber
field-collected-on = Erhoben am
field-comment = Kommentar
field-communications = Kommunikation
field-competence-required = Nötige Kompetenz
field-competence-review-months = Monate zwischen Kompetenzprüfungen
field-confidentiality-on = Vertraulichkeit erklärt am
field-conflicts = Konflikte
field-conforms = Konformität
field-context-changes = Änderungen im Umfeld
field-cooling-off-months = Monate Karenz
field-correction-suffices = Korrektur genügt
field-criterion = Maßstab
field-cycle-years = Jahre eines Zyklus
field-date = Tag
field-days = Tage
field-days-per-year = Tage im Jahr
field-declared-on = Erklärt am
field-designed = Ausgelegt
field-detected-on = Festgestellt am
field-disposed = Vernichtung
field-distribution = Verteiler
field-document = Dokument
field-done-on = Erledigt am
field-due-soon-days = Tage der Vorwarnung
field-effectiveness-after-days = Wirksamkeit frühestens nach Tagen
field-effectiveness-within-days = Wirksamkeit spätestens nach Tagen
field-effort = Aufwand
field-end = Ende
field-entries = Einträge
field-escalation-days = Tage bis zur Eskalation
field-evaluated-by = Beurteilt von
field-evidence-max-age-months = Monate, die ein Nachweis frisch bleibt
field-exclusions = Ausschlüsse
field-expires = Läuft ab
field-external-id = Nummer anderswo
field-external-ref = Verweis anderswo
field-feedback = Rückmeldung
field-field = Feld
field-fix-days = Tage zur Behebung
field-for = Für
field-forge = Forge
field-format = Format
field-former = Früher
field-frequency-basis = Grundlage der Häufigkeit
field-git = Git-Adressen
field-github = Name auf GitHub
field-gitlab = Name auf GitLab
field-headcount = Zahl der Beschäftigten
field-held-on = Gehalten am
field-hide = Verborgene Aufzeichnungen
field-hide-fields = Verborgene Felder
field-hours = Stunden
field-id = Kennung
field-ignore = Ausgenommene Pfade
field-impact = Auswirkung
field-implemented = Umgesetzt
field-improvement-opportunities = Möglichkeiten zur Verbesserung
field-in-scope = Im Anwendungsbereich
field-independence = Unabhängigkeit
field-inputs = Eingaben
field-interested-party-changes = Änderungen bei interessierten Parteien
field-interested-party-feedback = Rückmeldungen interessierter Parteien
field-interval-months = Abstand in Monaten
field-interviewee = Befragte
field-interviewer = Fragende
field-isms-changes = Änderungen am ISMS
field-items = Punkte
field-justification = Begründung
field-language = Sprache
field-last-reviewed = Zuletzt überprüft
field-lesson = Erkenntnis
field-lesson-decisions = Entscheidungen über Erkenntnisse
field-levels = Stufen
field-links = Verweise
field-major = Bei Hauptabweichung
field-management = Leitung
field-maps-to = Entspricht
field-max-slips = Erlaubte Verschiebungen
field-measurement-results = Messergebnisse
field-measures = Kennzahlen
field-method = Methode
field-minor = Bei Nebenabweichung
field-minutes = Protokoll
field-n = Nummer
field-name = Name
field-next-on = Nächste Bewertung
field-no-isms-change = Keine Änderung am ISMS
field-nonconformities-and-actions = Abweichungen und Korrekturmaßnahmen
field-none = Nichts zu korrigieren
field-notice-days = Tage der Ankündigung
field-notified-on = Angekündigt am
field-objective = Ziel
field-objectives-met = Ziele erreicht
field-organisation = Organisation
field-outcome = Ausgang
field-overdue-every-days = Tage zwischen Erinnerungen
field-past-roles = Frühere Rollen
field-path = Pfad
field-period = Zeitraum
field-person = Person
field-place = Ort
field-plan-days = Tage zur Planung
field-planned-days = Geplante Tage
field-planned-on = Geplant am
field-population = Grundgesamtheit
field-previous = Frühere Maßnahme
field-previous-actions = Frühere Beschlüsse
field-previous-findings = Frühere Feststellungen
field-profile = Profil
field-proposed-on = Vorgeschlagen am
field-provider = Anbieter
field-public = Öffentlich
field-question = Frage
field-rating = Bewertung
field-reasons = Gründe
field-records = Aufzeichnungen
field-ref = Verweis
field-refs = Verweise
field-remarks = Bemerkungen
field-reminders = Erinnerungen
field-remote = Aus der Ferne
field-remote-risks = Risiken der Ferne
field-repeat-of = Wiederholt
field-repeat-window-months = Monate, in denen eine Wiederholung zählt
field-report-days = Tage bis zum Bericht
field-report-ref = Bericht anderswo
field-repository = Repository
field-requested-from = Erbeten von
field-requested-on = Erbeten am
field-required = Verlangt
field-response = Antwort
field-response-days = Tage zur Antwort
field-response-due = Antwort fällig
field-restricted-evidence = Eingeschränkte Nachweise
field-retain-until = Aufbewahrt bis
field-review = Managementbewertung
field-review-due = Überprüfung fällig
field-review-interval-months = Monate zwischen Bewertungen
field-reviews = Bewertungen
field-risk = Risiko
field-risk-and-treatment = Risiken und ihre Behandlung
field-risk-ref = Eintrag im Risikoregister
field-risks = Risiken
field-roles = Rollen
field-rules = Regeln
field-schedule = Terminplan
field-score = Note
field-seed = Startwert
field-selected = Ausgewählt
field-sha256 = SHA-256
field-signing = Signieren
field-similar-found = Ähnliche Fälle
field-start = Beginn
field-statement = Aussage
field-status = Stand
field-status-reason = Grund des Stands
field-summary = Zusammenfassung
field-supersedes = Tritt an die Stelle von
field-system = System
field-text = Text
field-thresholds = Grenzwerte
field-time = Uhrzeit
field-timezone = Zeitzone
field-title = Titel
field-type = Art
field-until = Bis
field-url = Adresse
field-verified-by = Geprüft von

## Das Leben einer Aufzeichnung und was sich änderte

life = Verlauf in Git
life-unknown = Die Historie war nicht zur Hand, als diese Seite entstand.
life-not-committed = Noch nicht committet.
life-earlier = { $count ->
    [one] Ein früheres Ereignis
   *[other] { $count } frühere Ereignisse
}
life-begun = begonnen
life-deleted = gelöscht
life-moved = in eine andere Datei verschoben
life-broken = ab hier nicht lesbar
life-mended = wieder lesbar
life-state = { $from } → { $to }
life-grade = Einstufung { $from } → { $to }
life-due = Termin um { $days ->
    [one] einen Tag
   *[other] { $days } Tage
} { $way ->
    [earlier] vorgezogen
   *[later] nach hinten verschoben
}, von { $from } auf { $to }{ $times ->
    [1] {""}
   *[other] ; { $times }. Verschiebung
}
life-of = { $part }: { $what }
change-item = Punkt { $number }
change-of-several = { $what } ({ $items })
change-added = { $field }: hinzugekommen
change-removed = { $field }: weggefallen
change-step = { $field }: { $from } → { $to }
change-set = { $field }: { $to }
change-taken = { $field }: { $from } → nichts
change-gained = { $field }: dazu { $to }
change-lost = { $field }: ohne { $from }
change-none = { $field }: keine
change-unsaid = { $field }: nicht mehr gesagt, dass es keine gibt
change-members = { $field }: ohne { $from }, dazu { $to }
life-more = { $count ->
    [one] und eins mehr
   *[other] und { $count } mehr
}
life-fields = Geändert:
changed = Seit der letzten Bewertung geändert
changed-unknown = Es gibt keine Historie oder keine Bewertung, von der aus zu zählen wäre.
changed-nothing = Nichts seit { $review } vom { $day }.
changed-since = Seit { $review } vom { $day }, das Neueste zuerst.
changed-left = { $count ->
    [one] Eine frühere Änderung steht auf der Seite ihrer Aufzeichnung.
   *[other] { $count } frühere Änderungen stehen auf den Seiten ihrer Aufzeichnungen.
}
all-coverage = Alle Abschnitte und Controls, auch die geplanten
see-coverage = Siehe auch: { $coverage }, { $processes }, { $resources }.
role-auditee = auditiert
findings-to-answer = Feststellungen in eigener Verantwortung
effectiveness-planned = Wirksamkeit zu prüfen am { $day }

## Die Einstellungen des ISMS

count-years = { $count ->
    [one] { $count } Jahr
   *[other] { $count } Jahre
}
count-months = { $count ->
    [one] { $count } Monat
   *[other] { $count } Monate
}
count-times = { $count ->
    [0] nie
    [one] einmal
    [2] zweimal
   *[other] { $count }-mal
}
count-bytes = { $count ->
    [one] { $count } Byte
   *[other] { $count } Bytes
}
every-days = { $count ->
    [one] täglich
   *[other] alle { $count } Tage
}
label-imported-from = Kennung in der Quelle
label-size = Größe
label-rule-profile = Profil der Regeln
label-thresholds = Grenzwerte, die vom Standard abweichen
thresholds-note = Woran Regeln und Kennzahlen messen. Ein Grenzwert, der hier fehlt, hat den Wert, den tickmark mitbringt.
threshold-cycle-years = Zertifizierungszyklus
threshold-clauses = Abschnitte werden auditiert
threshold-controls = Controls werden auditiert
threshold-notice = Ankündigung vor einem Audit
threshold-report = Vom Abschlussgespräch zum Bericht
threshold-plan = Vom Bericht zum angenommenen Plan
threshold-fix = Vom Bericht zum letzten Termin
threshold-effectiveness-after = Vom letzten Punkt zur Wirksamkeitsprüfung, mindestens
threshold-effectiveness-within = Vom letzten Punkt zur Wirksamkeitsprüfung, höchstens
threshold-escalation = Eine Hauptabweichung erreicht die oberste Leitung binnen
threshold-due-soon = Bald fällig heißt: binnen
threshold-slips = Ein Termin darf verschoben werden
threshold-cooling-off = Wer einen Prozess verlassen hat, auditiert ihn nicht vor Ablauf von
threshold-review = Zwischen zwei Managementbewertungen
threshold-evidence-age = Nachweise sind zu alt nach
threshold-competence = Zwischen zwei Beurteilungen eines Auditors
threshold-repeat = Ein Mangel gilt als wiederholt binnen
label-record-keeping = Wie die Aufzeichnungen geführt werden
label-reminders-before = Erinnerung vor einem Termin
label-reminders-overdue = Erinnerung danach
label-signing-required = Zu signieren
label-signing-keys = Gültige Schlüssel
label-evidence-repositories = Repositorys mit Nachweisen
label-ignored-paths = Dateien, die keine Aufzeichnungen sind
label-publication = Veröffentlichung
label-publication-url = Adresse dieser Site
label-publication-audience = Veröffentlicht für
label-publication-language = Sprache
label-publication-repository = Wo Aufzeichnungen bearbeitet werden
label-publication-hidden = Nie veröffentlicht
publication-without = Ohne { $records }
publication-without-fields = Ohne die Felder
publication-restricted = Mit streng vertraulichen Nachweisen
publication-not-restricted = Ohne streng vertrauliche Nachweise

## Der Bericht eines Audits

audit-since = Seit dem Audit davor
since-alike = Verglichen mit { $audit }, dem letzten Audit dieser Art, das mindestens zur Hälfte dasselbe geprüft hat.
since-other = Verglichen mit { $audit }, dem letzten Audit dieser Art. Es hat überwiegend anderes geprüft, sodass die Zahlen wenig übereinander sagen.
since-then = Damals
since-now = Jetzt
since-repeats = Wiederholt
since-closed = Erledigte Feststellungen des Audits davor
since-open = Noch nicht abgeschlossene Feststellungen des Audits davor
since-tested = Geprüfte Anforderungen
since-tested-counts = { $now }, davor { $before }; { $both } in beiden
since-gained = Nur jetzt geprüft
since-lost = Nur damals geprüft
audit-summary = Zusammenfassung für die Leitung
audit-weightiest = Das Wichtigste
audit-data = Das Audit
audit-work = Was getan wurde
audit-work-ahead = Was angesehen werden soll
audit-by-criterion = Ergebnisse nach Kriterium
audit-to-check = Was geprüft wird
audit-findings = Feststellungen im Überblick
audit-findings-in-detail = Feststellungen im Einzelnen
audit-strengths = Stärken
audit-opportunities = Verbesserungspotenziale
audit-earlier = Nachverfolgung früherer Feststellungen
audit-next = Nächste Schritte
audit-issue = Verteiler und Ausgabe
label-conformity = Konformität
label-not-tested = Nicht geprüft
label-samples = Stichproben
label-items-done = Punkte erledigt
label-other-records = Maßnahmen und andere Aufzeichnungen
label-plan-due = Plan fällig
label-then = Zur Zeit des Audits
label-now = Heute
carried-to = übertragen auf { $audit }
work-items = { $answered } von { $all } beantwortet
work-evidence = { $count ->
    [one] { $count } Nachweis
   *[other] { $count } Nachweise
}
label-suitable = Geeignet
label-adequate = Angemessen
label-effective = Wirksam
review-held-only = Durchgeführt am { $day }.

## Prozesse in ihrem Zyklus

label-interval = Abstand
label-systems = Systeme
label-budget = Budget
label-external = Externe Auditoren
processes-counted = Feststellungen: Hauptabweichungen / Nebenabweichungen / Beobachtungen vom { $from } bis { $to }.
processes-findings = { $count } insgesamt
coverage-picture = Als Bild, Abschnitte und Controls
search-key = Die Taste / führt zur Suche

# Wovon die Abschnitte und Controls von ISO/IEC 27001:2022 handeln, kurz und in unseren Worten: nicht der Wortlaut der Norm. Auf
# Englisch steht das im eingebauten Katalog.
iso27001-2022-4 = Kontext der Organisation
iso27001-2022-4-1 = Die Organisation und ihr Umfeld
iso27001-2022-4-2 = Was interessierte Parteien brauchen und erwarten
iso27001-2022-4-3 = Anwendungsbereich des ISMS
iso27001-2022-4-4 = Das Managementsystem als Ganzes
iso27001-2022-5 = Führung
iso27001-2022-5-1 = Führung und Verpflichtung der Leitung
iso27001-2022-5-2 = Leitlinie zur Informationssicherheit
iso27001-2022-5-3 = Rollen, Verantwortung und Befugnisse
iso27001-2022-6 = Planung
iso27001-2022-6-1 = Umgang mit Risiken und Chancen
iso27001-2022-6-1-1 = Allgemeines (Risiken und Chancen)
iso27001-2022-6-1-2 = Risiken beurteilen
iso27001-2022-6-1-3 = Risiken behandeln
iso27001-2022-6-2 = Ziele und der Weg dorthin
iso27001-2022-6-3 = Änderungen planen
iso27001-2022-7 = Unterstützung
iso27001-2022-7-1 = Ressourcen
iso27001-2022-7-2 = Kompetenz
iso27001-2022-7-3 = Bewusstsein
iso27001-2022-7-4 = Kommunikation
iso27001-2022-7-5 = Dokumentierte Information
iso27001-2022-7-5-1 = Allgemeines (dokumentierte Information)
iso27001-2022-7-5-2 = Dokumente erstellen und aktualisieren
iso27001-2022-7-5-3 = Dokumente lenken
iso27001-2022-8 = Betrieb
iso27001-2022-8-1 = Betrieb planen und steuern
iso27001-2022-8-2 = Risikobeurteilung (Durchführung)
iso27001-2022-8-3 = Risikobehandlung (Umsetzung)
iso27001-2022-9 = Bewertung der Leistung
iso27001-2022-9-1 = Überwachen, messen, auswerten und bewerten
iso27001-2022-9-2 = Internes Audit
iso27001-2022-9-2-1 = Allgemeines (internes Audit)
iso27001-2022-9-2-2 = Programm der internen Audits
iso27001-2022-9-3 = Managementbewertung
iso27001-2022-9-3-1 = Allgemeines (Managementbewertung)
iso27001-2022-9-3-2 = Managementbewertung: was einfließt
iso27001-2022-9-3-3 = Managementbewertung: was herauskommt
iso27001-2022-10 = Verbesserung
iso27001-2022-10-1 = Fortlaufende Verbesserung
iso27001-2022-10-2 = Abweichungen und Korrekturmaßnahmen
iso27001-2022-A-5 = Organisatorische Controls
iso27001-2022-A-5-1 = Richtlinien zur Informationssicherheit
iso27001-2022-A-5-2 = Rollen und Verantwortung in der Informationssicherheit
iso27001-2022-A-5-3 = Aufgaben trennen
iso27001-2022-A-5-4 = Verantwortung der Führungskräfte
iso27001-2022-A-5-5 = Kontakt zu Behörden
iso27001-2022-A-5-6 = Kontakt zu Fachkreisen
iso27001-2022-A-5-7 = Erkenntnisse über Bedrohungen
iso27001-2022-A-5-8 = Informationssicherheit in Projekten
iso27001-2022-A-5-9 = Inventar von Informationen und anderen Werten
iso27001-2022-A-5-10 = Zulässiger Gebrauch von Informationen und anderen Werten
iso27001-2022-A-5-11 = Rückgabe von Werten
iso27001-2022-A-5-12 = Informationen einstufen
iso27001-2022-A-5-13 = Informationen kennzeichnen
iso27001-2022-A-5-14 = Informationen übermitteln
iso27001-2022-A-5-15 = Zugang steuern
iso27001-2022-A-5-16 = Identitäten verwalten
iso27001-2022-A-5-17 = Passwörter und andere Mittel der Anmeldung
iso27001-2022-A-5-18 = Zugangsrechte
iso27001-2022-A-5-19 = Informationssicherheit bei Lieferanten
iso27001-2022-A-5-20 = Informationssicherheit in Verträgen mit Lieferanten
iso27001-2022-A-5-21 = Informationssicherheit in der IKT-Lieferkette
iso27001-2022-A-5-22 = Dienste von Lieferanten überwachen, prüfen und ändern
iso27001-2022-A-5-23 = Informationssicherheit bei Cloud-Diensten
iso27001-2022-A-5-24 = Auf Vorfälle vorbereitet sein
iso27001-2022-A-5-25 = Ereignisse beurteilen und über sie entscheiden
iso27001-2022-A-5-26 = Auf Vorfälle reagieren
iso27001-2022-A-5-27 = Aus Vorfällen lernen
iso27001-2022-A-5-28 = Beweismittel sammeln
iso27001-2022-A-5-29 = Informationssicherheit bei Störungen
iso27001-2022-A-5-30 = IKT für den Notbetrieb bereithalten
iso27001-2022-A-5-31 = Pflichten aus Gesetzen und Verträgen
iso27001-2022-A-5-32 = Geistiges Eigentum
iso27001-2022-A-5-33 = Aufzeichnungen schützen
iso27001-2022-A-5-34 = Datenschutz und personenbezogene Daten
iso27001-2022-A-5-35 = Unabhängige Überprüfung der Informationssicherheit
iso27001-2022-A-5-36 = Einhalten von Richtlinien, Regeln und Normen
iso27001-2022-A-5-37 = Dokumentierte Betriebsabläufe
iso27001-2022-A-6 = Personenbezogene Controls
iso27001-2022-A-6-1 = Überprüfung vor der Einstellung
iso27001-2022-A-6-2 = Bedingungen der Beschäftigung
iso27001-2022-A-6-3 = Bewusstsein, Ausbildung und Schulung
iso27001-2022-A-6-4 = Vorgehen bei Verstößen
iso27001-2022-A-6-5 = Pflichten nach dem Ende oder Wechsel der Beschäftigung
iso27001-2022-A-6-6 = Vereinbarungen zur Vertraulichkeit
iso27001-2022-A-6-7 = Arbeiten aus der Ferne
iso27001-2022-A-6-8 = Ereignisse melden
iso27001-2022-A-7 = Physische Controls
iso27001-2022-A-7-1 = Grenzen gesicherter Bereiche
iso27001-2022-A-7-2 = Zutritt
iso27001-2022-A-7-3 = Büros, Räume und Einrichtungen sichern
iso27001-2022-A-7-4 = Räume und Gelände überwachen
iso27001-2022-A-7-5 = Schutz vor physischen und umweltbedingten Gefahren
iso27001-2022-A-7-6 = Arbeiten in Sicherheitsbereichen
iso27001-2022-A-7-7 = Aufgeräumter Schreibtisch und gesperrter Bildschirm
iso27001-2022-A-7-8 = Geräte aufstellen und schützen
iso27001-2022-A-7-9 = Werte außerhalb der eigenen Räume
iso27001-2022-A-7-10 = Speichermedien
iso27001-2022-A-7-11 = Versorgung mit Strom und anderem
iso27001-2022-A-7-12 = Verkabelung
iso27001-2022-A-7-13 = Geräte instand halten
iso27001-2022-A-7-14 = Geräte sicher entsorgen oder weitergeben
iso27001-2022-A-8 = Technische Controls
iso27001-2022-A-8-1 = Endgeräte
iso27001-2022-A-8-2 = Privilegierte Zugangsrechte
iso27001-2022-A-8-3 = Zugang zu Informationen beschränken
iso27001-2022-A-8-4 = Zugang zum Quelltext
iso27001-2022-A-8-5 = Sichere Anmeldung
iso27001-2022-A-8-6 = Kapazitäten steuern
iso27001-2022-A-8-7 = Schutz vor Schadsoftware
iso27001-2022-A-8-8 = Umgang mit technischen Schwachstellen
iso27001-2022-A-8-9 = Konfigurationen verwalten
iso27001-2022-A-8-10 = Informationen löschen
iso27001-2022-A-8-11 = Daten maskieren
iso27001-2022-A-8-12 = Abfluss von Daten verhindern
iso27001-2022-A-8-13 = Informationen sichern (Backup)
iso27001-2022-A-8-14 = Redundanz der Systeme
iso27001-2022-A-8-15 = Protokollieren
iso27001-2022-A-8-16 = Systeme überwachen
iso27001-2022-A-8-17 = Uhren abgleichen
iso27001-2022-A-8-18 = Privilegierte Hilfsprogramme
iso27001-2022-A-8-19 = Software auf produktiven Systemen installieren
iso27001-2022-A-8-20 = Sicherheit der Netze
iso27001-2022-A-8-21 = Sicherheit von Netzdiensten
iso27001-2022-A-8-22 = Netze trennen
iso27001-2022-A-8-23 = Webfilter
iso27001-2022-A-8-24 = Einsatz von Kryptografie
iso27001-2022-A-8-25 = Sicher entwickeln von Anfang bis Ende
iso27001-2022-A-8-26 = Sicherheit als Anforderung an Anwendungen
iso27001-2022-A-8-27 = Sichere Architektur und Konstruktion von Systemen
iso27001-2022-A-8-28 = Sicher programmieren
iso27001-2022-A-8-29 = Sicherheit testen in Entwicklung und Abnahme
iso27001-2022-A-8-30 = Entwicklung durch Dritte
iso27001-2022-A-8-31 = Entwicklung, Test und Produktion trennen
iso27001-2022-A-8-32 = Umgang mit Änderungen
iso27001-2022-A-8-33 = Testdaten
iso27001-2022-A-8-34 = Systeme bei Audits schützen

# Was jede Regel meldet. Auf Englisch steht das bei der Regel selbst.
rule-acceptance-extended = Ein Risiko ist länger akzeptiert, als genehmigt wurde
rule-acceptance-changed-after-approval = Warum oder welches Risiko akzeptiert ist, ist nicht mehr, was genehmigt wurde
rule-acceptance-expired = Die Akzeptanz eines Risikos ist abgelaufen
rule-acceptance-incomplete = Ein Risiko wurde ohne Befugnis, Begründung, Enddatum oder Eintrag im Risikoregister akzeptiert
rule-action-cancelled-without-reason = Was vereinbart war, ist gestrichen, und niemand außer den Verantwortlichen sagt das
rule-action-changed-after-closure = Eine Korrekturmaßnahme sagt etwas anderes als zu dem Zeitpunkt, zu dem sie geprüft oder geschlossen wurde
rule-action-due-soon = Ein Maßnahmenpunkt ist bald fällig
rule-action-incomplete = Einem Punkt eines vorgelegten Plans fehlt die Frist oder die Art
rule-action-overdue = Ein Maßnahmenpunkt ist nach Ablauf seiner Frist noch offen
rule-address-remapped = Die Mailmap hält die Adresse der einen Person für die einer anderen
rule-answered-after-closing = Ergebnisse einer Checkliste stehen erst seit der Zeit nach dem Abschlussgespräch da
rule-address-shared = Zwei Personen haben dieselbe Adresse, sodass niemand sagen kann, von wem ein Commit ist
rule-approval-unsigned = Eine Genehmigung ist nicht von der Person signiert, die sie erteilt
rule-approver-without-authority = Jemand hat einen Plan angenommen oder genehmigt, der dabei nichts zu sagen hat
rule-audit-cancelled-by-auditee = Wer auditiert werden sollte, hat das Audit abgesagt
rule-audit-closed-without-plans = Ein Audit wurde geschlossen, bevor es zu jeder Abweichung einen angenommenen Plan gibt
rule-audit-not-in-review = Die Managementbewertung hat ein Audit aus ihrem Zeitraum nicht betrachtet
rule-audit-overdue = Die Zeit für ein Audit ist vorbei, und es hat nicht begonnen
rule-audit-postponed-without-reason = Ein Audit wurde verschoben, und nirgends steht, warum
rule-audit-removed = Eine Zeile eines genehmigten Programms ist verschwunden
rule-auditee-answer-changed = Was ein Auditierter zu einer berichteten Feststellung sagte, wurde von jemand anderem geändert oder entfernt
rule-auditor-changed-after-approval = Ein Auditor darf mehr als genehmigt wurde, und die Zulassung ist noch die alte
rule-auditor-not-evaluated = Ein zugelassener Auditor wurde seit Langem nicht bewertet
rule-auditor-not-in-team = Jemand auditiert und gehört nicht als Auditor zum Team
rule-auditor-not-independent = Ein Auditor auditiert, was er selbst verantwortet
rule-auditor-not-qualified = Jemand hat in einem Audit eine Rolle, für die keine Zulassung vorliegt
rule-auditor-owns-action = Wer eine Feststellung erhoben hat, verantwortet auch ihre Korrekturmaßnahme
rule-auditor-recent-role = Jemand auditiert einen Prozess, aus dem er erst kürzlich ausgeschieden ist
rule-auditor-reports-to-auditee = Jemand auditiert die Person, der er unterstellt ist
rule-auditor-self-approved = Ein Auditor hat sich selbst als solchen zugelassen
rule-backdated-entry = Ein eingetragener Tag liegt lange vor dem Commit, der ihn einträgt
rule-blackout-conflict = Ein Audit findet an Tagen statt, die ein Prozess freigehalten haben wollte
rule-cause-or-remedy-in-finding = Eine Feststellung sagt, warum etwas so ist oder was zu tun ist, statt was ist
rule-change-entry-rewritten = Ein Eintrag unter `changes` fehlt oder sagt etwas anderes, oder eine Eskalation oder eine Lehre steht nicht mehr da
rule-change-not-in-history = Ein Eintrag unter `changes` berichtet von einer Änderung, die es nie gab
rule-change-without-audit = Das ISMS hat sich seit dem letzten Audit verändert, und kein anstehendes Audit betrachtet das Neue
rule-checklist-gap = Kein Punkt der Checkliste betrachtet ein Kriterium des Audits
rule-clause-interval-exceeded = Ein jährlich zu auditierender Abschnitt wurde vor zu langer Zeit auditiert
rule-clause-not-covered = Ein Abschnitt von 4 bis 10 ist im Zyklus weder auditiert noch eingeplant
rule-clause-requirement-accepted = Das Risiko, einen Abschnitt der Norm nicht zu erfüllen, wurde akzeptiert
rule-closed-with-open-items = Ein Datensatz geht weiter, als wäre alles erledigt, obwohl ein Teil davon offen ist
rule-commit-backdated = Ein Commit trägt einen früheren Tag als Commits, auf die er folgt, einen späteren als solche, die auf ihn folgen, oder einen, der noch bevorsteht
rule-commit-unsigned = Ein Commit, der signiert sein muss, ist es nicht, oder mit einem Schlüssel, den niemand zugelassen hatte
rule-competence-expired = Zulassung oder Zertifikat eines Auditors enden vor dem Audit
rule-competence-rewritten = Jemand hat geändert, was andere zur eigenen Kompetenz festgestellt hatten
rule-competence-without-evidence = Ein zugelassener Auditor hat Schulungen oder Zertifikate, die nichts belegt
rule-conclusion-contradicts-findings = Das Fazit eines Audits fällt besser aus als seine Feststellungen
rule-conclusion-missing = Ein Audit kommt zu keinem vollständigen Fazit
rule-confidentiality-missing = Ein Auditor hatte bei Beginn des Audits keine Vertraulichkeitserklärung unterschrieben
rule-contested-unresolved = Eine Feststellung ist seit Wochen strittig
rule-control-not-covered = Ein anwendbares Control ist im Zyklus weder auditiert noch eingeplant
rule-correction-missing = Ein vorgelegter Plan sagt nicht, was sofort gegen den Mangel getan wurde
rule-correction-only = Der Mangel ist behoben, aber nichts verhindert, dass er wieder auftritt
rule-coverage-from-wrong-audit = Ein Audit zählt zur Abdeckung, obwohl es kein internes Audit ist
rule-cpd-missing = Ein zugelassener Auditor hat sich seit einem Jahr nicht fortgebildet
rule-criterion-changed-by-auditee = Wer eine Feststellung zu beantworten hat oder auditiert wird, hat geändert, woran gemessen wird, und niemand sonst stimmte zu
rule-criterion-unknown = Ein Kriterium steht in keinem der Kataloge
rule-dangling-reference = Ein Verweis nennt einen Datensatz, Prozess, Standort oder Punkt, den es nicht gibt
rule-date-order = Etwas geschah vor dem, was zuerst kommen muss
rule-decided-after-leaving = Jemand hat etwas an einem Tag entschieden, an dem er schon ausgeschieden war
rule-decider-changed = Eine Entscheidung trägt eine andere Person als zuvor und noch ihren alten Tag
rule-decision-incomplete = Ein Beschluss einer Managementbewertung hat keine verantwortliche Person oder keinen Termin
rule-decision-overdue = Ein Beschluss der Managementbewertung ist über seinen Termin hinaus offen
rule-declared-conflict-assigned = Jemand auditiert, was er nach eigener Erklärung nicht auditieren darf
rule-dispute-settled-by-party = Eine bestrittene Feststellung gilt wieder, und niemand hat das gesagt, der den Streit zu entscheiden hat
rule-done-without-evidence = Ein Maßnahmenpunkt ist erledigt, und nichts zeigt es
rule-due-date-beyond-limit = Eine Maßnahme ist später fällig, als ihre Feststellung erlaubt
rule-due-date-moved-when-overdue = Eine Frist wurde verschoben, nachdem sie abgelaufen war
rule-due-date-slipped = Die Frist eines vereinbarten Maßnahmenpunkts wurde auf einen späteren Tag verschoben
rule-duplicate-id = Zwei Datensätze oder zwei Teile eines Datensatzes haben dieselbe Kennung
rule-effectiveness-checked-by-owner = Jemand prüft, ob die eigene Maßnahme gewirkt hat
rule-effectiveness-criterion-missing = Ein angenommener Plan sagt nicht, woran der Erfolg zu erkennen ist
rule-effectiveness-not-assessed = Controls wurden in Ordnung gefunden, und niemand hat beurteilt, ob sie wirken
rule-effectiveness-not-checked = Niemand hat geprüft, ob die Maßnahme gewirkt hat
rule-effectiveness-too-early = Eine Maßnahme wurde beurteilt, bevor jemand sehen konnte, ob sie wirkt
rule-effectiveness-without-evidence = Eine Wirksamkeitsprüfung stützt sich auf nichts, was nach der Maßnahme entstanden ist
rule-effort-overrun = Ein Audit brauchte weit mehr Tage als geplant
rule-escalation-missing = Eine Maßnahme ist lange überfällig, und niemand wurde unterrichtet
rule-evidence-changed-after-check = Ein geprüfter Nachweis belegt angeblich etwas anderes als bei der Prüfung
rule-evidence-drifted = Ein Nachweis ist nicht mehr so wie bei der Prüfung durch den Auditor
rule-evidence-hash-mismatch = Die Datei eines Nachweises ist nicht die, die erfasst wurde
rule-evidence-hash-missing = Eine geprüfte Datei hat keinen Hashwert
rule-evidence-missing = Ein Nachweis ist nicht, wo sein Datensatz ihn nennt, oder der Datensatz nennt keinen Ort
rule-evidence-not-here = Ein festgehaltener Nachweis konnte nicht geprüft werden, weil seine Bytes nicht vorliegen
rule-evidence-outside = Der Ort eines Nachweises führt aus dem Repository hinaus oder lässt sich nicht verfolgen
rule-evidence-outside-period = Ein Nachweis belegt eine andere Zeit als die, die das Audit betrachtet
rule-evidence-removed-early = Ein Nachweis ist vor Ende seiner Aufbewahrungsfrist verschwunden
rule-evidence-reused = Dieselbe Datei ist Nachweis in zwei Audits
rule-evidence-self-verified = Ein Nachweis wurde von der Person geprüft, die ihn geliefert hat
rule-evidence-sensitive-in-repo = Personenbezogene oder eingeschränkte Nachweise liegen im Git-Repository
rule-evidence-stale = Ein Audit stützt sich auf einen Nachweis, der dafür zu alt war
rule-exception-without-finding = Ein Punkt der Checkliste ist eine Abweichung, und daraus wurde keine Feststellung
rule-exclusion-contradicted = Ein ausgeschlossenes Control wird trotzdem verwendet
rule-extent-not-evaluated = Niemand hat geprüft, ob derselbe Mangel auch anderswo besteht
rule-external-deadline = Die Zertifizierungsstelle wartet auf die Antwort zu einer Feststellung, oder bald vergeblich
rule-feedback-missing = Niemand hat die Auditierten gefragt, was sie vom Audit hielten
rule-finding-added-after-issue = Eine Feststellung oder ein Arbeitspapier kam zu einem Audit hinzu, dessen Bericht ohne sie herausgegeben wurde
rule-finding-closed-by-auditee = Eine Nichtkonformität wird von der Person festgestellt oder geschlossen, um deren Arbeit es geht
rule-finding-changed-after-closure = Eine geschlossene Feststellung sagt etwas anderes als bei ihrem Abschluss
rule-finding-changed-after-issue = Eine berichtete Feststellung wiegt weniger, als der Bericht sagte, oder heißt anders, und nichts sagt, dass sie es darf
rule-finding-incomplete = Eine berichtete Abweichung sagt nicht, was sein sollte, wo sie liegt oder wer sie verantwortet
rule-finding-names-person = Eine Feststellung nennt eine Person
rule-finding-not-acknowledged = Ein Auditierter hat nicht gesagt, ob er einer Abweichung zustimmt
rule-finding-outside-audit = Eine Feststellung liegt außerhalb dessen, was ihr Audit betrachtet
rule-finding-without-criteria = Eine Abweichung sagt nicht, welche Anforderung nicht erfüllt ist
rule-finding-without-evidence = Eine Abweichung stützt sich auf keinen geprüften Nachweis
rule-future-date = Etwas soll an einem Tag geschehen sein, der noch nicht gekommen ist
rule-grade-lowered-by-auditee = Eine Feststellung wurde von jemandem, den sie betrifft, milder eingestuft oder in einer anderen zusammengeführt
rule-grade-lowered-without-justification = Eine Feststellung wurde milder eingestuft, und niemand mit der Befugnis dazu sagt, warum
rule-history-unavailable = Dem Klon fehlt ein Teil der Historie, sodass manche Regeln nicht gefragt werden konnten
rule-id-matches-filename = Die Kennung eines Datensatzes ist nicht der Name seiner Datei
rule-id-reused = Eine Kennung, die einem gelöschten Datensatz gehörte, benennt einen anderen
rule-identity-given-by-another = Jemand gab einer anderen Person einen Schlüssel oder eine Adresse, womit in deren Namen entschieden werden kann
rule-illegal-state = Ein Datensatz ist in einem Zustand, dessen Voraussetzungen nicht erfüllt sind
rule-illegal-transition = Ein Datensatz ging in einen Zustand über, der nicht auf den vorigen folgt
rule-import-unapproved = Alte Datensätze kamen hinzu, als schon gearbeitet wurde, und die Programmleitung hat nicht zugestimmt
rule-importance-ignored = Ein wichtiger Prozess wird seltener auditiert als ein weniger wichtiger
rule-importance-lowered-by-owner = Wer einen Prozess verantwortet, hat ihn für weniger wichtig erklärt, und niemand stimmte zu, der das ISMS leitet
rule-independence-not-declared = Ein Auditor hat seine Unabhängigkeit nicht vor dem Audit erklärt
rule-ineffective-not-continued = Eine Maßnahme hat nicht gewirkt, und nichts führt sie fort
rule-interview-only = Dass etwas wirkt, stützt sich allein auf Gesagtes
rule-isms-change-missing = Eine Ursache liegt in den Regelungen, und im ISMS ändert sich nichts
rule-issued-tag-broken = Das Tag eines herausgegebenen Berichts fehlt oder benennt etwas anderes als das Herausgegebene
rule-issued-tag-unsigned = Das Tag eines herausgegebenen Berichts muss signiert sein und ist es nicht, oder mit einem Schlüssel, den niemand zugelassen hatte
rule-item-outside-criteria = Ein Punkt der Checkliste betrachtet etwas, wogegen das Audit nicht auditiert
rule-item-unanswered = Ein Punkt der Checkliste hat kein Ergebnis, obwohl die Arbeit des Audits getan ist
rule-item-without-evidence = Das Ergebnis eines Punkts der Checkliste stützt sich auf keinen Nachweis
rule-lead-auditor-count = Ein Auditteam hat keinen leitenden Auditor oder mehrere
rule-leadership-silent = Die oberste Leitung hat seit einem Jahr nicht gesagt, warum Audits wichtig sind
rule-leaver-assigned = Jemand, der ausgeschieden ist, hat noch eine Rolle, ein Audit oder eine Maßnahme
rule-lessons-missing = Ein Audit wurde ohne ein Wort dazu geschlossen, was das nächste besser macht
rule-limitation-undisclosed = Etwas wurde nicht geprüft, und das Audit sagt es nicht
rule-main-line-bypassed = Ein Merge brachte eine Geschichte von Datensätzen, durch die die Hauptlinie nicht führt
rule-main-line-swapped = Die Hauptlinie wurde in einen Branch gemergt, und der Branch nahm ihren Platz ein
rule-major-not-escalated = Eine Hauptabweichung wurde der obersten Leitung nicht vorgelegt
rule-major-without-justification = Eine Hauptabweichung sagt nicht, warum sie eine ist
rule-meeting-missing = Zu einem Audit ist kein Eröffnungs- oder Abschlussgespräch festgehalten
rule-minors-add-up = Mehrere Nebenabweichungen an einer Stelle sind ein Muster
rule-nc-without-action = Keine Korrekturmaßnahme antwortet auf eine berichtete Abweichung
rule-normative-text-suspected = Ein Text sieht aus, als wäre er aus einer Norm abgeschrieben
rule-not-tested-without-reason = Ein Punkt der Checkliste wurde ausgelassen, und niemand sagt, warum oder wann er nachgeholt wird
rule-opportunity-unanswered = Über eine Verbesserungsmöglichkeit hat seit einem halben Jahr niemand entschieden
rule-overdue-not-in-review = Die Managementbewertung hat überfällige Maßnahmen nicht betrachtet
rule-own-requirements-not-audited = Kein Audit betrachtet die eigenen Regeln der Organisation
rule-owner-overloaded = Jemand hat mehr zu tun, als irgendjemand kann
rule-past-role-missing = Ein Auditor verantwortete bis eben einen Prozess, und sein Datensatz sagt es nicht
rule-person-commit-mismatch = Eine Genehmigung wurde von jemand anderem committet
rule-person-recorded-twice = Zwei Personen haben denselben Namen, sodass eine über ihre eigene Arbeit entscheiden könnte
rule-plan-backdated = Der Plan eines Audits kam ins Repository, nachdem dessen Arbeit begonnen hatte
rule-plan-extended-by-owner = Zu einem angenommenen Plan kam ein Punkt hinzu, den niemand gesehen hat, der Pläne annimmt
rule-plan-changed-after-acceptance = Was ein angenommener Plan sagt oder worauf er beruht, wurde geändert, und niemand, der es darf, hat zugestimmt
rule-plan-changed-after-approval = Der Plan eines Audits wurde nach seiner Genehmigung ergänzt oder geändert, und nichts sagt, warum
rule-plan-incomplete = Einem bestätigten Audit fehlt ein Teil seines Plans
rule-plan-not-accepted = Die Arbeit läuft nach einem Plan, den niemand angenommen hat
rule-plan-not-approved = Niemand hat den Plan eines Audits vor dessen Beginn genehmigt
rule-plan-notice-short = Die Auditierten erfuhren zu spät, dass ein Audit kommt
rule-plan-self-accepted = Wer einen Plan verantwortet, hat ihn selbst angenommen
rule-previous-decision-dropped = Ein Beschluss der letzten Managementbewertung ging verloren
rule-previous-findings-not-reviewed = Ein Audit übergeht frühere Feststellungen zu dem, was es betrachtet
rule-previous-results-ignored = Ein Prozess mit einem schweren Mangel wird nicht binnen eines Jahres wieder auditiert
rule-programme-changed-after-approval = Ein genehmigtes Programm wurde geändert, und nirgends steht, warum
rule-programme-manager-audits-programme = Wer das Auditprogramm leitet, auditiert das Auditprogramm
rule-programme-missing = Kein genehmigtes Auditprogramm umfasst den Tag
rule-programme-not-approved = Ein Auditprogramm läuft ohne Genehmigung der obersten Leitung
rule-programme-not-reviewed = Niemand hat seit einem Jahr auf das Auditprogramm zurückgeblickt
rule-programme-resources-missing = Ein Programm läuft ohne Tage oder mit weniger, als seine Audits brauchen
rule-programme-risks-missing = Ein Programm nennt kein Risiko für sich selbst
rule-record-deleted = Ein Datensatz, der die Auditarbeit belegt, ist verschwunden
rule-record-root-lost = Ein Commit hat keine tickmark.yaml mehr, sodass nichts darin ein Datensatz ist
rule-repeat-after-effective = Ein Mangel kam wieder, nachdem seine Behebung für wirksam befunden worden war
rule-repeat-not-linked = Eine Anforderung ist in einem Prozess erneut nicht erfüllt, und die frühere Abweichung wird nicht genannt
rule-report-changed-after-issue = Was ein herausgegebener Bericht sagt, wurde ohne neue Fassung geändert
rule-report-digest-mismatch = Der Hashwert im Datensatz oder in der Nachricht des Tags ist nicht der des Berichts, wie er herausgegeben wurde
rule-report-late = Ein Bericht wurde zu lange nach dem Abschlussgespräch herausgegeben
rule-report-not-distributed = Ein Bericht ging nicht an alle, die er betrifft
rule-report-version-unexplained = Eine neue Fassung eines Berichts sagt von einer Feststellung oder einem Arbeitspapier etwas anderes, und kein Eintrag unter `changes` nennt das
rule-result-contradicts-finding = Ein Prüfpunkt sagt, alles sei in Ordnung, und eine Abweichung kam dabei heraus
rule-review-changed-after-approval = Das Protokoll einer Managementbewertung sagt etwas anderes als bei seiner Genehmigung
rule-review-input-missing = Eine Managementbewertung fand ohne eine Eingabe statt, die 9.3.2 nennt
rule-review-overdue = Die Managementbewertung fand nicht rechtzeitig statt
rule-review-without-decision = Eine Managementbewertung hat nichts beschlossen
rule-review-without-top-management = Eine Managementbewertung wurde nicht von der obersten Leitung geführt
rule-rewritten-by-party = Wen es betrifft, der hat umgeschrieben, was Auditoren festgehalten hatten oder was ihm mitgeteilt worden war
rule-roles-changed-without-authority = Jemand erhielt eine Rolle oder einen Prozess, womit er entscheidet, und niemand stimmte zu, der bis dahin das Sagen hatte
rule-root-cause-generic = Als Ursache steht nur ein Schlagwort da
rule-root-cause-missing = Ein Plan wurde angenommen, bevor jemand sagte, warum es zu dem Mangel kam
rule-root-cause-restates-finding = Die Ursache wiederholt nur die Feststellung
rule-rule-switched-off = Eine Regel meldet weniger als bisher
rule-sample-undocumented = Eine Stichprobe wurde gezogen, und nirgends steht, woraus, wie viele und wie gewählt
rule-schema-invalid = Eine Datei lässt sich nicht als Datensatz lesen
rule-scope-changed-in-fieldwork = Umfang, Kriterien, Ziele oder Methoden eines Audits änderten sich während der Durchführung
rule-scope-outside-isms = Ein Audit betrachtet Prozesse oder Standorte außerhalb des Anwendungsbereichs des ISMS
rule-site-never-audited = Ein Standort im Anwendungsbereich des ISMS wird von keinem Audit besucht
rule-soa-changed-after-approval = Die Erklärung zur Anwendbarkeit wurde geändert, Version und Genehmigung nicht
rule-soa-contradicts-finding = Die Erklärung zur Anwendbarkeit nennt ein Control umgesetzt, das ein Audit als mangelhaft befand
rule-soa-control-without-owner = Ein angewandtes Control hat keine verantwortliche Person oder gehört zu keinem Prozess
rule-soa-incomplete = Die Erklärung zur Anwendbarkeit nennt nicht jedes Control genau einmal
rule-soa-unjustified = Eine Zeile der Erklärung zur Anwendbarkeit sagt nicht, warum
rule-sources-too-narrow = Korrekturmaßnahmen kommen allein aus Audits
rule-stale-edition-reference = Ein Kriterium stammt aus einer Ausgabe oder einem Katalog, die nicht mehr gelten
rule-status-mismatch = Eine Feststellung und der Datensatz, der auf sie antwortet, widersprechen sich in ihren Zuständen
rule-team-topic-gap = Einem Team fehlt Wissen, das sein Audit verlangt
rule-technical-test-not-agreed = Ein Test an Systemen wurde ohne Zustimmung, Zeitfenster oder ein Wort zu den möglichen Folgen geplant
rule-trainee-alone = Ein Auditor in Ausbildung auditiert etwas, das kein Auditor betrachtet
rule-unknown-person = Ein Verweis nennt eine Person, die es nicht gibt
rule-waiver-expired = Eine Ausnahme ist über ihren letzten Tag hinaus und entschuldigt nichts mehr
rule-waiver-self-approved = Jemand hat die Ausnahme für das genehmigt, was ihm selbst obliegt
rule-waiver-too-long = Eine Ausnahme gilt länger als ein ganzer Zertifizierungszyklus
rule-waiver-unreasoned = Eine Ausnahme sagt nicht, warum die Regel verletzt werden darf
rule-waiver-unused = Eine Ausnahme entschuldigt etwas, das nicht der Fall ist
rule-workpaper-copied = Notizen einer Checkliste wurden aus einem früheren Audit übernommen

## Briefe zu einem Audit

notice-title = Ankündigung des Audits { $id }: { $title }
notice-to = An:
notice-audit = Wir auditieren: { $scope }.
notice-audit-on = Termin { $dates }. Wir auditieren: { $scope }.
notice-objectives = Das Audit soll zeigen:
notice-period = Wir sehen uns Aufzeichnungen aus dieser Zeit an: { $span }.
notice-exclusions = Ausgenommen:
notice-criteria = Wir auditieren gegen:
notice-methods = Wie: { $methods }.
notice-methods-remote = Wie: { $methods }; aus der Ferne: { $remote }.
notice-team = Das Team:
notice-day = Tag
notice-time = Zeit
notice-what = Was
notice-with = Mit wem
notice-where = Wo
notice-previous = Wir sehen uns außerdem noch einmal an:
notice-requests = Bitte halten Sie bereit:
notice-request-from = von { $who }
notice-request-by = bis { $day }
notice-end = Ein Audit betrachtet, wie gearbeitet wird, und keine Personen; der Bericht nennt Rollen. Wenn ein Tag nicht passt oder jemand aus dem Team Sie nicht auditieren sollte, sagen Sie es uns bitte, bevor das Audit beginnt.
notice-end-lead = Ein Audit betrachtet, wie gearbeitet wird, und keine Personen; der Bericht nennt Rollen. Wenn ein Tag nicht passt oder jemand aus dem Team Sie nicht auditieren sollte, sagen Sie es bitte { $lead }, bevor das Audit beginnt.
agenda-opening = Eröffnungsgespräch: { $id }, { $title }
agenda-who = Wer da ist
agenda-why = Wozu dieses Audit
agenda-scope = Was dazugehört und was nicht
agenda-without = ohne { $what }
agenda-criteria = Wogegen auditiert wird
agenda-methods = Wie: { $methods }; es werden Stichproben gezogen, sodass nicht alles gefunden wird, was nicht stimmt
agenda-timetable = Der Zeitplan und wer wann dabei ist
agenda-grades = Wie Feststellungen eingestuft werden und wie Auditierte sagen, dass sie nicht einverstanden sind
agenda-confidentiality = Vertraulichkeit, personenbezogene Daten, Sicherheit vor Ort
agenda-on-the-way = Wie das Team unterwegs berichtet und was sofort gesagt wird
agenda-questions = Fragen
agenda-closing = Abschlussgespräch: { $id }, { $title }
agenda-looked-at = Was angesehen wurde und was nicht angesehen werden konnte
agenda-found = Was festgestellt wurde:
agenda-done-well = Was gut gemacht wird
agenda-conclusion = Das Ergebnis: ist es konform, ist es wirksam, wurden die Ziele erreicht
agenda-disagreement = Worin Auditierte nicht einverstanden sind
agenda-report = Wann der Bericht kommt und bis wann Korrekturmaßnahmen vorgeschlagen werden
agenda-feedback = Was die Auditierten vom Audit hielten
checklist-title = Checkliste: { $id }, { $title }
checklist-item = Punkt
checklist-criteria = Kriterien
checklist-question = Frage
checklist-seen = Gesehen
checklist-result = Ergebnis
checklist-no-workpaper = Es gibt noch kein Arbeitspapier.
checklist-criterion = Kriterium
checklist-criterion-title = Titel
checklist-results = Ergebnisse: { $results }.
asked-for-title = Angeforderte Nachweise: { $id }, { $title }
asked-for-number = Nummer
asked-for-what = Was
asked-for-from = Von
asked-for-by = Bis
asked-for-here = Da
asked-for-yes = ja
asked-for-none = Es ist nichts angefordert.
asked-for-end = Bitte lassen Sie Dateien, wie sie sind, sagen Sie, aus welchem System und von welchem Tag sie stammen, und schwärzen Sie nichts: sagen Sie uns stattdessen, was nicht gesehen werden darf.

## Erinnerungen

reminder-all = Was zu tun ist, Stand { $day }
reminder-none = Nichts ist überfällig, bald fällig oder offen.
reminder-nobody = Noch niemand
reminder-title = Aufgaben aus den Audits für { $who }: { $count }
reminder-title-late = { $title }, davon { $late } überfällig
reminder-title-nobody = noch niemanden
reminder-hello = { $who }, das wartet auf Sie.
reminder-kept = Stand { $day }. Dieses Ticket wird fortgeschrieben und geschlossen, wenn nichts mehr offen ist.
reminder-what = Was
reminder-due = Fällig
reminder-how = Wie es festgehalten wird
reminder-late = { $days } überfällig
reminder-no-day = so bald wie möglich
reminder-mail = Das wartet auf Sie, Stand { $day }:
reminder-due-late = fällig am { $due }, { $days } überfällig
reminder-due-today = heute fällig, { $due }
reminder-due-ahead = fällig am { $due }, { $in }
reminder-recorded = Festgehalten wird es mit: { $how }
reminder-end = Wenn ein Termin nicht zu halten ist, bitten Sie mit Begründung um einen neuen, bevor er vorbei ist.
reminder-calendar = Aufgaben aus den Audits
tasks-none = Es ist nichts zu tun, Stand { $day }
tasks-nobody = noch niemand
tasks-all = { $count ->
    [one] 1 Aufgabe
   *[other] { $count } Aufgaben
}
tasks-more = davon { $count } nicht gezeigt (--all)
tasks-late = { $late } überfällig, Stand { $day }
task-corrective-action = Maßnahme
task-corrective-action-to-be-planned = Korrekturmaßnahme zu planen
task-plan-to-be-proposed = Plan vorzulegen
task-plan-to-be-accepted = Plan anzunehmen
task-effectiveness-check = Prüfung der Wirksamkeit
task-to-be-closed = abzuschließen
task-finding-to-be-acknowledged = Stellungnahme zur Feststellung
task-decision = zu entscheiden
task-to-be-taken-to-top-management = der obersten Leitung vorzulegen
task-decision-of-the-management-review = Entscheidung der Managementbewertung
task-answer-to-the-certification-body = Antwort an die Zertifizierungsstelle
task-evidence-asked-for = angeforderter Nachweis
task-evidence-to-be-verified = Nachweis zu prüfen
task-audit = Audit
task-audit-to-be-held = Audit abzuhalten
task-accepted-risk-to-be-decided-again = akzeptiertes Risiko, neu zu entscheiden
task-management-review = Managementbewertung
task-audit-programme = Auditprogramm
task-audit-of-the-certification-body-to-be-recorded = Audit der Zertifizierungsstelle, ohne Aufzeichnung
task-approval-of-an-auditor-to-be-renewed = Zulassung zum Auditieren zu erneuern
task-to-be-written = Text zu schreiben
task-to-begin-with = für den Anfang
