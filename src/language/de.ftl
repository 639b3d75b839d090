### Deutsch.

## Days and numbers

date-long = { $day }. { $month } { $year }
date-short = { $day }. { $month } { $year }
date-month = { $month } { $year }
span-in-month = { $day }.–{ $last }
span-in-year = { $day }. { $month } – { $last }
span-of-years = { $first } – { $last }
list-last = { $head } und { $last }
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
