### English, which all other languages fall back on. One message a line; `{ $name }` is filled in.

## Days and numbers

date-long = { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-month = { $month } { $year }
span-in-month = { $day }–{ $last }
span-in-year = { $day } { $month } – { $last }
span-of-years = { $first } – { $last }
list-last = { $head } and { $last }
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec

## Around every page

audit-record = Internal audit record
to-content = To the content
kinds-of-record = Kinds of record
overview = Overview
as-of = as of { $day }
for-public = for the public
for-management = for management
for-auditee = for auditees
for-certifier = for the certification auditor

## Finding things

search = Search
search-short = Search ( / )
search-count = Results: { $count }
search-none = Nothing was found
search-failed = The search could not be loaded
search-more = More results
