### English, which all other languages fall back on. One message a line; `{ $name }` is filled in.

## Days and numbers

date-long = { $day } { $month } { $year }
date-short = { $day } { $month } { $year }
date-month = { $month } { $year }
span-in-month = { $day }–{ $last }
span-in-year = { $day } { $month } – { $last }
span-of-years = { $first } – { $last }
list-last = { $head } and { $last }
decimal-mark = .
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
## Labels of fields, columns and sections

label-accepted = Accepted
label-action = Action
label-actions = Actions
label-all = All
label-answer-due = Answer due
label-answers = Answers
label-applies = Applies
label-approved = Approved
label-asked = Asked
label-asked-for = Asked for
label-asked-for-by = Asked for by
label-asked-of = Asked of
label-attests = Attests
label-audit = Audit
label-audited = Audited
label-audited-by = Audited by
label-auditee = Auditee
label-auditor = Auditor
label-auditor-days = Auditor days
label-audits-against = Audits against
label-carried-to = Carried to
label-cause = Cause
label-certificate = Certificate
label-chair = Chair
label-changes-that-needed-a-reason = Changes that needed a reason
label-changes-to-the-isms = Changes to the ISMS
label-checked = Checked
label-checked-by = Checked by
label-checklist-items = Checklist items
label-class = Class
label-classification = Classification
label-clause = Clause
label-closed = Closed
label-closing-meeting = Closing meeting
label-collected = Collected
label-collected-by = Collected by
label-communication = Communication
label-competence = Competence
label-competence-needed = Competence needed
label-conclusion = Conclusion
label-confidentiality-signed = Confidentiality signed
label-confirmed = Confirmed
label-consequences = Consequences
label-control = Control
label-controls = Controls
label-correction = Correction
label-counts-for-coverage = Counts for coverage
label-coverage-of-the-clauses = Coverage of the clauses
label-coverage-of-the-controls = Coverage of the controls
label-criteria = Criteria
label-cycle = Cycle
label-dates = Dates
label-day = Day
label-decision = Decision
label-decisions = Decisions
label-digest = Digest
label-disagreements = Disagreements
label-disposal-approved = Disposal approved
label-does-not-audit = Does not audit
label-due = Due
label-due-soon = Due soon
label-earlier-findings = Earlier findings
label-edition = Edition
label-effectiveness = Effectiveness
label-employment = Employment
label-escalated = Escalated
label-evidence = Evidence
label-extent = Extent
label-external-number = External number
label-feedback-of-the-auditees = Feedback of the auditees
label-finding = Finding
label-findings = Findings
label-findings-by-state-and-grade = Findings by state and grade
label-follows = Follows
label-former-roles = Former roles
label-found = Found
label-from = From
label-from-a-distance = From a distance
label-git-addresses = Git addresses
label-grade = Grade
label-grade-reason = Grade reason
label-held = Held
label-held-by = Held by
label-how = How
label-how-long-findings-stay-open = How long findings stay open
label-importance = Importance
label-improvements = Improvements
label-independence-declared = Independence declared
label-interviews = Interviews
label-isms-owner = ISMS owner
label-issued = Issued
label-kept-until = Kept until
label-kind = Kind
label-late = Late
label-late-steps = Late steps
label-lead = Lead
label-left-out = Left out
label-lessons = Lessons
label-limitations = Limitations
label-location = Location
label-looks-back-on = Looks back on
label-manager = Manager
label-methods = Methods
label-minutes-approved = Minutes approved
label-next = Next
label-dates-ahead = Dates ahead
label-dates-past = Dates past
label-next-review = Next review
label-note = Note
label-notes = Notes
label-notes-on-the-opening = Notes on the opening
label-number = Number
label-objectives = Objectives
label-on-forges = On forges
label-opening-meeting = Opening meeting
label-owner = Owner
label-people = People
label-personal-data = Personal data
label-plan = Plan
label-planned = Planned
label-position = Position
label-present = Present
label-invited = Invited
label-process = Process
label-processes = Processes
label-programme = Programme
label-programme-manager = Programme manager
label-proposed = Proposed
label-raised-by = Raised by
label-reason = Reason
label-recipients = To
label-recommendation = Recommendation
label-records-of = Records of
label-referred-to-by = Referred to by
label-related = Related
label-repeats = Repeats
label-replaced-by = Replaced by
label-report = Report
label-reports-to = Reports to
label-requirement = Requirement
label-resources = Resources
label-result = Result
label-reviewed = Reviewed
label-reviews-of-the-programme = Reviews of the programme
label-rhythm = Rhythm
label-risk-accepted = Risk accepted
label-risks-of-that = Risks of that
label-risks-to-the-programme = Risks to the programme
label-role = Role
label-rules-that-differ-from-the-default = Rules that differ from the default
label-sample = Sample
label-scope = Scope
label-scope-document = Scope document
label-scope-since = Scope since
label-sender = From
label-sent-to = Sent to
label-shows = Shows
label-site = Site
label-sites = Sites
label-source = Source
label-sponsor = Sponsor
label-state = State
label-systemic = Systemic
label-tag = Tag
label-takes-the-place-of = Takes the place of
label-team = Team
label-technical-tests = Technical tests
label-the-audits = The audits
label-the-state-of-the-internal-audits = The state of the internal audits
label-the-ten-inputs = The ten inputs
label-time-zone = Time zone
label-timetable = Timetable
label-to = To
label-to-begin-with = To begin with
label-to-check = To be checked by
label-to-do = To do
label-tools = Tools
label-top-management = Top management
label-trend = Trend
label-unit = Unit
label-units = Units
label-version = Version
label-waivers = Waivers
label-what = What
label-what-is-missing-here = What is missing here
label-what-is-so = What is so
label-what-it-means = What it means
label-what-must-be-shown = What must be shown
label-what-needs-somebody = What needs somebody
label-what-should-be-so = What should be so
label-what-was-seen = What was seen
label-when = When
label-where = Where
label-who = Who
label-why = Why
label-why-or-why-not = Why, or why not
label-window = Window
label-withdrawn = Withdrawn
label-worked-before-in = Worked before in

## Sentences and parts of them on the pages

made-by = Made by tickmark from the records in Git, which remain the master. Judged as of { $day }, written { $audience }.
made-by-without-names = Made by tickmark from the records in Git, which remain the master. Judged as of { $day }, written { $audience }: positions stand in place of names.
internal-audits = Internal audits
this-record = This record
this-page = What this page says
edit-record = Change this record
last-changed = { $what } was last changed on { $day } in commit { $commit }.
last-changed-path = { $what } was last changed on { $day } in commit { $commit }; { $command } shows its life.
not-yet-committed = This text is not yet committed as it stands here.
newest-change = The newest change to these records was made on { $day } in commit { $commit }.
of-commit = The records of commit { $commit } of { $day }.
based-on-commit = The records on disk, some of them not yet committed, based on commit { $commit } of { $day }.
none-yet = There are none yet.
none-known = There are none that can be read.
own-page = What waits for one person is on the page of that person: { $people }.
overdue-note = Open past the day in force; a day that was promised before is struck through.
begin-note = What has to be there before the first audit, in this order; { $command } says how each is done.
begin-scope = Say what the ISMS covers
begin-applicability = Decide about the controls of the statement of applicability
begin-auditor = Approve somebody who leads audits and runs nothing that is audited
begin-programme = Plan the audits of the year
begin-schedule = Put audits into the programme
begin-approval = Approve the programme, as top management
begin-audit = Begin the audit that the programme has
begin-checklist = Write the checklist
late-steps-note = A plan, a report or another step whose day is past; it is late, but no promised work that is overdue.
nothing-late = Nothing is open past its day.
nothing-late-known = Nothing that can be read is open past its day.
past = past
nothing-planned = Nothing is planned.
next-undated = { $count ->
    [one] Planned, and without a day yet: { $audits }
   *[other] Planned, and without days yet: { $audits }
}
ageing-note = Open on this day, by the days since they were found; each mark is a finding.
coverage-note = Gravest result of the audits reported in each year, { $from } to { $to }:
coverage-own-only = What the certification body audits does not count as covered.
cell-major = major nonconformity
cell-minor = minor nonconformity
cell-nonconform = nonconformity without a grade
cell-carried = nonconformity of an earlier year not closed
cell-carried-beside = { $own }; { $carried } of an earlier year not closed
cell-beside = nonconformity beside one of an earlier year not closed
cell-observation = observation or opportunity
cell-conform = conforms
cell-late = planned, and not held by its day
cell-planned = planned
cell-gap = not audited
controls-by-year-unstated = { $count ->
    [one] { $count } control, year by year: no statement of applicability says whether it applies
   *[other] { $count } controls, year by year: no statement of applicability says which of them apply
}
controls-by-year = { $count ->
    [one] { $count } applicable control, year by year
   *[other] { $count } applicable controls, year by year
}
not-shown = { $count ->
    [one] { $count } file could not be read or shown; { $command } says why.
   *[other] { $count } files could not be read or shown; { $command } says why.
}
judged-early = The records are those of { $committed } and are judged as of { $day }, which is earlier: what was written since stands here all the same, and what was closed since counts as closed. With --at { $iso } the record is shown as it was on that day.
named-early = { $name } (records of { $committed }, as of { $day })
incomplete = { $count ->
    [one] This page is incomplete: a file cannot be read as a record, and what it says is missing here.
   *[other] This page is incomplete: { $count } files cannot be read as records, and what they say is missing here.
}
not-shown-taken = its page would be { $address }, which another page has
not-shown-unreadable = it could not be read as a record
days-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
today = today
yes = yes
no = no
ahead = ahead
waits-since = Waits since { $day }
approved-by = approved by { $who }
commit-approved-by = commit approved by { $who }
agreed-by = agreed by { $who }
for-records = for { $records }
taken-over-before = Taken over from earlier registers is what was over before { $day }, as { $who } answers for
waived-until = until { $day }, approved by { $who }
extent-checked = Checked whether the same exists elsewhere
extent-not-checked = Not checked whether the same exists elsewhere
similar-found = { $count } similar found
still-to-be-made = still to be made
days-planned = { $count } planned
days-used = { $count } used
days-are-planned = planned
decision-is = decision
report-number = report { $number }
answer-due = answer due { $day }
objectives-met = The objectives were met.
objectives-not-met = The objectives were not met.
samples-note = An audit looks at samples: that nothing was found is no proof that there is nothing.
version-number = version { $number }
auditees-told = auditees told on { $day }
all-criteria = all
checklist = Checklist { $workpaper }
score = { $score } of 5
through-rules = through { $rules }
answers-criteria = answers { $criteria }
risk-rated = Risk { $rating }
corrective-action = Corrective action { $action }
owned-by = owner: { $who }
decided-by = { $outcome } by { $who }
until = until { $day }
escalated-to = { $day } to { $who }
issued-on = issued { $day }
valid-until = valid until { $day }
ran-out-on = ran out on { $day }
waits-for = waits for { $who }
next-audit-on = next audit { $day }
answers-within = { $count ->
    [one] answers within { $count } day
   *[other] answers within { $count } days
}
blackout = not audited { $period }
every-months = { $count ->
    [one] every month
   *[other] every { $count } months
}
outside-the-scope = outside the scope
for-catalogues = for { $catalogues }
knows = knows { $topics }
count-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
planned-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
no-record-yet = no record yet
no-audit-scheduled = No audit is scheduled yet.
auditor-days-a-year = { $count ->
    [one] { $count } auditor day a year
   *[other] { $count } auditor days a year
}
not-there-yet = not there yet
soa-approved-by = Approved by { $who }
applies = applies
excluded = excluded
looked-at = looked at { $day }
control-designed = designed
control-in-place = in place
control-works = works
of-population = of { $count }
sample-seed = seed { $seed }
asked-by = Asked by { $who }
about-topics = about { $topics }
interview-items = items
input-previous-actions = Actions of earlier reviews
input-context-changes = Changes inside and outside
input-interested-party-changes = Changes in what interested parties need
input-nonconformities-and-actions = Nonconformities and corrective actions
input-measurement-results = Monitoring and measurement
input-audit-results = Audit results
input-objectives = Objectives
input-interested-party-feedback = Feedback of interested parties
input-risk-and-treatment = Risks and their treatment
input-improvement-opportunities = Opportunities for improvement
somebody = somebody
an-address = (e-mail address)
somebody-not-on-record = somebody not on record
duty-action = action
duty-effectiveness = check of effectiveness
duty-decision = decision
duty-response = answer to the certification body
duty-evidence = evidence asked for
duty-audit = audit to be held
duty-risk = accepted risk to be decided again
errand-answer = corrective action to be planned
errand-plan = plan to be proposed
errand-acceptance = plan to be accepted
errand-effectiveness = check of effectiveness
errand-closure = to be closed
errand-acknowledgement = to be acknowledged
errand-decision = to be decided
errand-escalation = to be taken to top management
errand-review = management review to be held
errand-programme = next audit programme
errand-verification = evidence to be verified
errand-writing = statement to be written
errand-external = no record of the certification body's audit
errand-external-audit = no record that it was held
errand-approval = approval as an auditor to be renewed
errand-audit-planned = to be planned and announced
errand-audit-postponed = to be planned anew
errand-audit-confirmed = opening meeting
errand-audit-in-progress = checklist, closing meeting and conclusion
errand-audit-drafted = report to be issued
errand-audit-issued = to be closed

## Kinds of record, grades, small numbers

kinds-isms = ISMS
kinds-person = People
count-person = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
kinds-catalogue = Criteria
count-catalogue = { $count ->
    [one] { $count } catalogue
   *[other] { $count } catalogues
}
kinds-soa = Applicability
kinds-programme = Programmes
count-programme = { $count ->
    [one] { $count } audit programme
   *[other] { $count } audit programmes
}
kinds-audit = Audits
count-audit = { $count ->
    [one] { $count } audit
   *[other] { $count } audits
}
kinds-workpaper = Workpapers
count-workpaper = { $count ->
    [one] { $count } workpaper
   *[other] { $count } workpapers
}
kinds-evidence = Evidence
count-evidence = { $count ->
    [one] { $count } evidence record
   *[other] { $count } evidence records
}
kinds-finding = Findings
count-finding = { $count ->
    [one] { $count } finding
   *[other] { $count } findings
}
kinds-action = Actions
count-action = { $count ->
    [one] { $count } corrective action record
   *[other] { $count } corrective action records
}
kinds-review = Reviews
count-review = { $count ->
    [one] { $count } management review
   *[other] { $count } management reviews
}
grade-major = major nonconformity
count-grade-major = { $count ->
    [one] { $count } major nonconformity
   *[other] { $count } major nonconformities
}
grade-minor = minor nonconformity
count-grade-minor = { $count ->
    [one] { $count } minor nonconformity
   *[other] { $count } minor nonconformities
}
grade-observation = observation
count-grade-observation = { $count ->
    [one] { $count } observation
   *[other] { $count } observations
}
grade-opportunity = opportunity
count-grade-opportunity = { $count ->
    [one] { $count } opportunity
   *[other] { $count } opportunities
}
grade-strength = strength
count-grade-strength = { $count ->
    [one] { $count } strength
   *[other] { $count } strengths
}
letter-major = M
letter-minor = m
letter-observation = o
letter-opportunity = i
letter-strength = s
title-soa = Statement of applicability
number-1 = one
number-2 = two
number-3 = three
number-4 = four
number-5 = five
number-6 = six
number-7 = seven
number-8 = eight
number-9 = nine
number-10 = ten
number-11 = eleven
number-12 = twelve

## The sentence at the head of a page

state-late = { $count ->
    [one] One thing is overdue, by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
   *[other] { $number } things are overdue, the longest by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
}
state-steps-late = { $count ->
    [one] One more step is late, by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
   *[other] { $number } more steps are late, the longest by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
}
state-nothing-late = Nothing is overdue.
state-accepted = { $count ->
    [one] One risk is accepted.
   *[other] { $number } risks are accepted.
}
state-incomplete = { $count ->
    [one] A file cannot be read, so that this is not all there is.
   *[other] { $count } files cannot be read, so that this is not all there is.
}
state-late-known = { $count ->
    [one] At least one thing is overdue, by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
   *[other] At least { $count } things are overdue, the longest by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
}
state-nothing-late-known = Nothing that can be read is overdue.
state-majors-known = { $count ->
    [0] No major nonconformity that can be read is open.
    [one] At least one major nonconformity is open.
   *[other] At least { $count } major nonconformities are open.
}
state-no-audit = No audit has been reported yet: what the audits will find, nobody knows.
state-majors = { $count ->
    [0] No major nonconformity is open.
    [one] One major nonconformity is open.
   *[other] { $number } major nonconformities are open.
}
state-pace = { $covered } % of the clauses are audited with { $elapsed } % of the audit cycle { $years } gone.
state-gaps = { $count ->
    [one] One clause or control is neither audited nor planned.
   *[other] { $number } clauses or controls are neither audited nor planned.
}
figure-more = and { $count } more
figure-incomplete = { $count ->
    [one] incomplete: a file cannot be read
   *[other] incomplete: { $count } files cannot be read
}
figure-majors = open majors
figure-overdue = overdue
figure-late-steps = { $count ->
    [one] and one late step
   *[other] and { $count } late steps
}
figure-on-time = done by the day first promised
figure-on-time-none = nothing was due in 12 months
figure-on-time-span = in 12 months
figure-on-time-note = { $kept } of { $all } in 12 months
figure-coverage = clauses covered
figure-coverage-note-no-programme = { $covered } of { $all } clauses, { $controls } of { $all-controls } controls; no programme runs
figure-coverage-note-not-begun = { $all } clauses and { $all-controls } controls are to be covered; no programme is approved yet
figure-coverage-note = with { $elapsed } % of the cycle gone; { $covered } of { $all } clauses, { $controls } of { $all-controls } controls
figure-uncured = lapses not cured, in { $months } months
figure-uncured-note = { $findings ->
    [one] { $findings } repeated finding
   *[other] { $findings } repeated findings
}, { $actions ->
    [one] { $actions } ineffective action
   *[other] { $actions } ineffective actions
}; both about one lapse count once
band-days = { $least }–{ $most } days
band-over = over { $days } days
next-audit = audit, { $state }
next-programme = audit of the programme
next-review = management review
next-review-title = Management review
next-review-minutes = by the last review's minutes
next-certification = Audit by the certification body
certificate-expires = The certificate expires
index-evidence = { $withheld ->
    [0] { $all }
   *[other] { $all }, { $withheld } of them not shown here
}
index-audits = { $all }, { $issued } of them reported
index-open = { $late ->
    [0] { $all }, { $open } of them open{ $accepted ->
        [0] {""}
        [one] , { $accepted } whose risk is accepted
       *[other] , { $accepted } whose risks are accepted
    }, none late
   *[other] { $all }, { $open } of them open{ $accepted ->
        [0] {""}
        [one] , { $accepted } whose risk is accepted
       *[other] , { $accepted } whose risks are accepted
    }, { $late } late
}
withheld-in-list = not shown here
withheld = This evidence is not shown here; its record is in the repository.
finding-draft = { $grade }, found on { $found }, still a draft.
finding-strength = { $grade }, seen on { $found }.
finding-closed-on = { $grade }, found on { $found }, closed on { $day }.
finding-accepted-until = { $grade }, found on { $found }, its risk accepted until { $day }.
finding-acceptance-ended = { $grade }, found on { $found }. The acceptance of its risk ended on { $day }: it is to be decided anew, or the finding to be opened again and corrected.
finding-accepted = { $grade }, found on { $found }, its risk accepted.
finding-ended = { $grade }, found on { $found }, { $state }.
finding-open =
    { $grade }, found on { $found } and open for { $age ->
        [one] { $age } day
       *[other] { $age } days
    }{ $progress }.
progress-contested = , contested
progress-planned = ; its corrective action is accepted
progress-implemented = ; its corrective action is done and not yet checked
progress-verified = ; its corrective action was found effective
action-lede = { $state }: { $progress }.
action-progress-cancelled = { $count ->
    [one] its one item was cancelled as well
   *[other] its { $count } items were cancelled as well
}
action-progress = { $left ->
    [0] { $all ->
        [0] no item is agreed yet
        [one] its one item is done
       *[other] all { $all } items done
    }
   *[other] { $done } of { $all ->
        [one] { $all } item
       *[other] { $all } items
    } done
}
audit-ahead = { $state } for { $when }.
audit-ahead-undated = { $state } without dates yet.
audit-not-held =
    It was to be held by { $day } and has not begun: { $days ->
        [one] { $days } day late.
       *[other] { $days } days late.
    }
audit-in-progress = In progress, held on { $when }.
audit-in-progress-undated = In progress, without dates yet.
audit-drafted = The work is done; the report is being written.
audit-other = { $state }.
audit-reported = Reported on { $day }: { $conforms }{ $effective }. { $findings }
audit-no-conclusion = no conclusion given
audit-conforms = what was audited conforms
audit-with-exceptions = what was audited conforms with exceptions
audit-does-not-conform = what was audited does not conform
audit-effective = { " " }and is effective
audit-partly = { " " }and is partly effective
audit-not-effective = { " " }and is not effective
no-findings-known = No findings that can be read.
no-findings = No findings.
programme-lede =
    { $span ->
        [none] { $state }
       *[other] { $state }, { $span }
    }: { $all ->
        [0] no audit is scheduled yet.
        [one] { $issued } of { $all } audit reported.
       *[other] { $issued } of { $all } audits reported.
    }
told-by-the-records = Not written yet. The records tell:
review-ahead = To be held on { $day }; { $ready } of 10 inputs are ready.
review-not-held =
    It was to be held on { $day }, and there is no record that it was: { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }; { $ready } of 10 inputs are ready.
review-held =
    Held on { $day }; { $decisions ->
        [one] { $decisions } decision
       *[other] { $decisions } decisions
    }, { $open ->
        [0] none of them open
       *[other] { $open } of them open
    }.
review-judged = Top management found the ISMS { $words }.
isms-suitable = suitable
isms-not-suitable = not suitable
isms-adequate = adequate
isms-not-adequate = not adequate
isms-effective = effective
isms-not-effective = not effective
person-left = { $position }: no longer in this role.
role-not-held = no longer in this role
person-known = { $position }: { $late } late and { $ahead } ahead that can be read; there may be more.
person-dates =
    { $position }: { $past ->
        [0] nothing is due
        [one] nothing to do, but one date is past without a record that it was held
       *[other] nothing to do, but { $past } dates are past without a record that they were held
    }{ $count ->
        [0] .
        [one] ; one date is ahead.
       *[other] ; { $count } dates are ahead.
    }
person-idle = { $position }: nothing is waiting.
person-ahead =
    { $position }: { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    } ahead, nothing late.
person-late = { $ahead ->
    [0] { $position }: { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    } late.
   *[other] { $position }: { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    } late, { $ahead } ahead.
}
things-late = { $count ->
    [one] One thing is overdue, by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
   *[other] { $count } things are overdue, the longest by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
}
steps-late = { $count ->
    [one] One step is late, by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
   *[other] { $count } steps are late, the longest by { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
}
evidence-verified = checked by an auditor
evidence-requested = asked for, not here yet
evidence-requested-late =
    asked for by { $day } and not here, { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
evidence-attests = , attests { $span }
evidence-kept = , kept until { $day }
evidence-lede = { $type }, { $state }{ $attests }{ $kept }.
workpaper-lede =
    { $answered } of { $all ->
        [one] { $all } item
       *[other] { $all } items
    } answered, { $exceptions ->
        [one] { $exceptions } exception
       *[other] { $exceptions } exceptions
    }.
catalogue-lede =
    { $what } with { $count ->
        [one] { $count } requirement
       *[other] { $count } requirements
    } to audit against.
catalogue-built-in =
    A standard with { $count ->
        [one] { $count } requirement
       *[other] { $count } requirements
    } to audit against: numbers and short titles, built into tickmark.
catalogue-standard = A standard
catalogue-own = Own rules
catalogue-law = A law
catalogue-contract = A contract
soa-lede =
    Version { $version }: { $applied } of { $all ->
        [one] { $all } control
       *[other] { $all } controls
    } apply, { $implemented } of them { $implemented ->
        [one] is
       *[other] are
    } implemented{ $unstated ->
        [0] {""}
       *[other] , of { $unstated } it is not stated
    }; { $excluded ->
        [0] none is excluded.
        [one] { $excluded } is excluded{ $unreasoned ->
            [0] , with its reason.
           *[other] , without a reason.
        }
       *[other] { $excluded } are excluded{ $unreasoned ->
            [0] , each with its reason.
           *[other] , { $unreasoned } of them without a reason.
        }
    }
step-open = Open
step-planned = Planned
step-implemented = Implemented
step-verified = Verified
step-closed = Closed
step-draft = Draft
step-proposed = Proposed
step-accepted = Accepted
step-effective = Effective
step-ineffective = Ineffective
step-risk-accepted = Risk accepted

## Words of the records

word-accepted = accepted
word-active = active
word-agreed = agreed
word-allow = allow
word-analysis = analysis
word-approved = approved
word-auditee = auditee
word-auditor = auditor
word-awareness = awareness
word-baseline = baseline
word-better = better
word-business = business
word-cancelled = cancelled
word-carried = carried
word-certificate = certificate
word-certification-body = certification body
word-certified = certified
word-certifier = certifier
word-change = change
word-chat = chat
word-closed = closed
word-closing-meeting = closing meeting
word-competence = competence
word-competent = competent
word-complaint = complaint
word-confidential = confidential
word-configuration = configuration
word-confirmed = confirmed
word-conform = conform
word-conforms = conforms
word-contested = contested
word-contract = contract
word-contractor = contractor
word-control = control
word-correction = correction
word-corrective = corrective
word-cpd = CPD
word-critical = critical
word-culture = culture
word-cycle = cycle
word-data-analysis = data analysis
word-decision = decision
word-declined = declined
word-disposed = disposed
word-document = document
word-document-review = document review
word-does-not-conform = does not conform
word-done = done
word-draft = draft
word-drafted = drafted
word-education = education
word-effective = effective
word-employee = employee
word-error = error
word-escalation = escalation
word-evaluation = evaluation
word-experience = experience
word-expired = expired
word-external-auditor = external auditor
word-external-report = external report
word-fault-tree = fault tree
word-finding = finding
word-fishbone = fishbone
word-five-whys = five whys
word-follow-up = follow up
word-full = full
word-guide = guide
word-held = held
word-high = high
word-implemented = implemented
word-importance = importance
word-improvement = improvement
word-in-progress = in progress
word-incident = incident
word-ineffective = ineffective
word-info = info
word-internal = internal
word-interview = interview
word-interview-note = interview note
word-intranet = intranet
word-isms-change = ISMS change
word-issued = issued
word-judgement = judgement
word-law = law
word-lead-auditor = lead auditor
word-leadership-message = leadership message
word-log-extract = log extract
word-low = low
word-mail = mail
word-major = major
word-management = management
word-management-request = management request
word-medium = medium
word-meeting = meeting
word-met = met
word-minor = minor
word-monitoring = monitoring
word-needs-development = needs development
word-late = late
word-moved = moved
word-no-action = no action
word-nonconform = nonconform
word-none = none
word-not-applicable = not applicable
word-not-assessed = not assessed
word-not-competent = not competent
word-not-effective = not effective
word-not-met = not met
word-not-tested = not tested
word-notice = notice
word-observation = observation
word-observation-note = observation note
word-observer = observer
word-open = open
word-opening-meeting = opening meeting
word-opportunity = opportunity
word-other = other
word-own = own
word-partial = partial
word-partly = partly
word-per-cycle = per cycle
word-photo = photo
word-plan = plan
word-planned = planned
word-policy = policy
word-postponed = postponed
word-previous-results = previous results
word-procedure = procedure
word-process = process
word-programme-manager = programme manager
word-proposed = proposed
word-public = public
word-random = random
word-received = received
word-recertification = recertification
word-record = record
word-reported = reported
word-rejected = rejected
word-remote = remote
word-report = report
word-requested = requested
word-resource = resource
word-responsibility = responsibility
word-restricted = restricted
word-review = review
word-risk = risk
word-risk-acceptance = risk acceptance
word-sampling = sampling
word-screenshot = screenshot
word-self-reported = self reported
word-site-tour = site tour
word-soa = soa
word-special = special
word-stage-1 = stage 1
word-stage-2 = stage 2
word-standard = standard
word-starter = starter
word-steady = steady
word-stratified = stratified
word-strength = strength
word-superseded = superseded
word-supplier = supplier
word-surveillance = surveillance
word-team-meeting = team meeting
word-technical-expert = technical expert
word-technical-test = technical test
word-ticket = ticket
word-timeline = timeline
word-tooling = tooling
word-top-management = top management
word-trainee = trainee
word-training = training
word-verified = verified
word-warning = warning
word-with-exceptions = with exceptions
word-withdrawn = withdrawn
word-witnessed-audit = witnessed audit
word-worse = worse
word-yearly = yearly
calendar = Calendar
feed = Feed of changes
page-data = Data of this page
feed-title = { $organisation }: changes of state
calendar-incomplete = { $name } (incomplete)
calendar-name = { $organisation }: audits
calendar-of = { $organisation }: audits, { $person }
calendar-audit = audit
calendar-review = Management review
calendar-action = corrective action due
calendar-effectiveness = check of effectiveness
calendar-decision = decision due
calendar-response = answer to the certification body
calendar-evidence = evidence asked for
calendar-certification-audit = Audit by { $body }
calendar-certificate-expires = The certificate expires
badge-label = audits
badge-none = nothing overdue
badge-incomplete = incomplete
badge-at-least = at least { $what }
badge-early = { $what } as of { $day }
badge-overdue = { $count } overdue
badge-steps = { $count ->
    [one] { $count } step late
   *[other] { $count } steps late
}
table-filter = Filter
table-all = all
table-sort = Sort by
table-order = as listed
table-shown = { $shown } of { $all }

## Two cycles compared

comparison-cycles = Cycles compared
comparison-of-programme = What became of it, and what was different before:
comparison-title = { $before } and { $after }
comparison-lede = What became of { $before } in { $after }: coverage, findings, promises and plans of two audit cycles, by the records at their ends and the history in between.
comparison-as-of = as of { $day }
comparison-running = still running
comparison-by-days = imported after its end, so told by the days on record
comparison-figures = Figures
comparison-figure = Figure
comparison-change = Change
comparison-dash = A dash: the two are parts of different numbers, or one of them has no number; no change is told.
comparison-share = { $part } of { $all }
comparison-median = { $days } (of { $count })
comparison-show-all = Show all { $count }
comparison-nothing = Nothing changed.
comparison-others = Other cycles:
comparison-stamp = Compared by the commits at the ends of the cycles:
comparison-no-reason = no reason on record
comparison-new-in-cycle = new in this cycle
comparison-repeats = repeats { $ids }
comparison-before-report = before the report
comparison-ends-here = nothing goes on from it
comparison-goes-on = goes on in { $ids }
comparison-moved = { $times ->
    [one] { $days }
   *[other] { $days } in { $times } moves
}
comparison-no-row = no row
comparison-not-applicable = not applicable
comparison-applicable = applicable
comparison-versions = Version { $before } → { $after }.
comparison-joined = new in the team
comparison-left = not any more
comparison-stayed = in both
comparison-ran-out = to be renewed by { $day }
comparison-totals = { $held } of { $all } audits held, { $used } of { $planned } days used in our own
comparison-plan-note = { $after }; in the cycle before: { $before }.
comparison-planned-for = planned for { $span }
comparison-days = { $used } of { $planned } days
comparison-unplanned = outside of the plan
comparison-dropped = not on record any more
comparison-done-on = done on { $day }
comparison-due-on = due on { $day }
comparison-coverage = Coverage
comparison-coverage-note = { $kept ->
    [one] One requirement was audited in both cycles
   *[other] { $kept } requirements were audited in both cycles
}, { $neither } in neither.
comparison-gained = Gained: { $count } audited in the later cycle only
comparison-lost = Lost: { $count } audited in the earlier cycle only
comparison-findings = Findings
comparison-new = { $count } new
comparison-carried = { $count } carried over: closed at the end of neither cycle
comparison-repeated = { $count } repeated: the lapse was found before
comparison-reopened = { $count } opened again
comparison-closed = { $count } closed
comparison-accepted = { $count } accepted as a risk, and neither open nor closed
comparison-gone = { $count } not on record any more
comparison-promises = Grades, dates and checks
comparison-grades = Grades changed: { $count }
comparison-slips = Due dates moved to a later day: { $count }
comparison-ineffective = Actions that did not work, or in part: { $count }
comparison-soa = Statement of applicability
comparison-controls = { $count ->
    [one] One control changed
   *[other] { $count } controls changed
}
comparison-people = People
comparison-team = Who audited: { $count }
comparison-standings = Approvals as an auditor that changed: { $count }
comparison-learned = New on record about competence: { $count }
comparison-plan = Plan and actual
comparison-audits = Audits of the later cycle: { $count }
comparison-postponed = Postponed on the way: { $count }
comparison-decisions = Decisions of management reviews
comparison-open-decisions = Open at the end of the earlier cycle: { $count }
comparison-new-decisions = New: { $count }
comparison-outcome-reported = reported
comparison-outcome-under-way = under way
comparison-outcome-ahead = ahead
comparison-outcome-missed = missed
comparison-outcome-postponed = postponed
comparison-outcome-cancelled = cancelled
comparison-figure-clauses-audited = Clauses audited
comparison-figure-controls-audited = Applicable controls audited
comparison-figure-audits-reported = Audits reported, the certification body's too
comparison-figure-audits-in-window = Reported audits held in their window
comparison-figure-findings-major = Major nonconformities
comparison-figure-findings-minor = Minor nonconformities
comparison-figure-findings-observation = Observations
comparison-figure-findings-opportunity = Opportunities
comparison-figure-findings-strength = Strengths
comparison-figure-repeats = Nonconformities that repeat an earlier one
comparison-figure-open-at-end = Open findings at the end
comparison-figure-open-nonconformities-at-end = Open nonconformities at the end
comparison-figure-overdue-at-end = Overdue at the end
comparison-figure-done-by-first-date = Items done by the day first promised
comparison-figure-days-to-closure = Days to the closure of a nonconformity (median)
comparison-figure-days-to-report = Days to the report of our own audits (median)
comparison-figure-actions-effective = Checked actions that work
comparison-figure-risks-accepted-at-end = Accepted risks at the end

## Two cycles compared by the command line

cycles-at = at { $commit }
cycles-span = { $from } to { $to }
cycles-check = check
cycles-none = none
cycles-no-change = no change
cycles-by-earlier-audit = found by an audit of an earlier cycle
cycles-found-on = found on { $day }
cycles-on = on { $day }
cycles-checked-on = checked on { $day }
cycles-answers = answers { $ids }
cycles-version = version { $before } → { $after }
cycles-then = { $before }, then { $after }
cycles-topics = new topics { $topics }
cycles-days-planned = { $planned } days planned
cycles-days-used = { $used } of { $planned } days used in our own audits
cycles-held = { $all ->
    [one] { $held } of 1 audit held
   *[other] { $held } of { $all } audits held
}
cycles-totals = { $after }; before: { $before }
cycles-moved = { $count } moved, by { $days } in all
cycles-grades = Grades changed
cycles-slips = Due dates slipped
cycles-ineffective = Actions that did not work
cycles-group-gained = Gained: audited in the later cycle only
cycles-group-lost = Lost: audited in the earlier cycle only
cycles-group-new = New
cycles-group-carried = Carried over: closed at the end of neither cycle
cycles-group-repeated = Repeated: new, and the lapse was found before
cycles-group-reopened = Reopened
cycles-group-closed = Closed
cycles-group-accepted = Accepted as a risk, and neither open nor closed
cycles-group-gone = Not on record any more
cycles-group-audited = Audited
cycles-group-approvals = Approval as auditor
cycles-group-competence = Competence
cycles-group-postponed = Postponed on the way
cycles-group-open-before = Open at the end of the earlier cycle
cycles-count-gained = { $count } gained
cycles-count-lost = { $count } lost
cycles-count-in-both = { $count } audited in both
cycles-count-in-neither = { $count } in neither
cycles-other-rules = { $count ->
    [one] 1 of these is a rule of our own or of another catalogue, beside the clauses and controls
   *[other] { $count } of these are rules of our own or of other catalogues, beside the clauses and controls
}
cycles-through = only through { $rules }, which stands for it
cycles-count-new = { $count } new
cycles-count-carried = { $count } carried over
cycles-count-repeated = { $count } repeated
cycles-count-reopened = { $count } reopened
cycles-count-closed = { $count } closed
cycles-count-accepted = { $count } accepted as a risk
cycles-count-gone = { $count } not on record any more
cycles-count-changed = { $count } changed
cycles-count-judged = { $count } judged so
cycles-count-controls-changed = { $count ->
    [one] 1 control changed
   *[other] { $count } controls changed
}
cycles-count-controls-reworded = { $count ->
    [one] 1 control reworded only
   *[other] { $count } controls reworded only
}
cycles-count-joined = { $count } joined the teams
cycles-count-left = { $count } did not audit again
cycles-count-approved = { $count } approved anew or otherwise
cycles-count-learned = { $count } new in the records of competence
cycles-count-of-them-open = { $count } of them still open
cycles-count-of-new-open = { $count } of the new ones open
cycles-count-unplanned = { $count } outside of the plan
cycles-count-postponed = { $count } postponed
cycles-count-cancelled = { $count } cancelled

## Reports

report-accepted-until = Accepted until
report-acceptance = Risk accepted
report-accepted-by = Accepted by
report-acknowledged = Position of the auditee
report-actions = Actions
report-activity = Activity
report-add-audit-results = what follows from them.
report-add-context-changes = what changed outside.
report-add-improvement-opportunities = proposals.
report-add-interested-party-changes = what interested parties need otherwise, and what follows from it.
report-add-interested-party-feedback = what customers, staff and authorities said.
report-add-measurement-results = measures of the ISMS from elsewhere.
report-add-nonconformities-and-actions = what the figures mean.
report-add-objectives = a table of objective, target and what was reached.
report-add-previous-actions = a comment on what is open.
report-add-risk-and-treatment = where the risk report is, and what is new in it.
report-added = added
report-adequate = Adequate
report-after-window = { $days } after its window
report-agreed-by = Agreed by
report-all-criteria = all criteria
report-analysed = Analysed by
report-applied = Applied
report-approval = Approval
report-approved = Approved
report-approved-by = Approved by
report-incomplete = Incomplete
report-judged-early = Records of a later day
report-lacks = { $count ->
    [one] A file cannot be read as a record, and what it says is missing here.
   *[other] { $count } files cannot be read as records, and what they say is missing here.
}
report-issued-by-commit = Yes, by the commit that issued it, which is the one above. The tag { $tag } names another one, { $commit }, of which another report would come.
report-tag-moved = That tag names { $commit }, which did not issue the report.
report-as-issued = As issued
report-changes-since = Changes are counted from
report-changes-unknown =
    The history of the records does not reach back { $day ->
        [none] so far
       *[other] to { $day }
    }, so that it does not tell what changed since.
report-effort-of-body = Days of the certification body's audits
report-open-then = Open on that day
report-pack-older = Reports that were issued before { $day }, when the cycle began, are not in the pack: { $audits }. Their tags are checked with the others.
report-period-not-begun = The period has not begun yet: { $span }.
report-raised-before-is-so-far = The period still runs; over so far: { $days }. Raised before: in as long a time just before it, { $span }.
report-records-as-of = Records as they were on
report-review-dated =
    The history of the records does not reach back { $day ->
        [none] so far
       *[other] to { $day }
    }. Told here is only what the records of today give a day for, and nothing of what was open or overdue then.
report-unlike-issued = No: the report as it was issued is the one of its tag { $tag }, as of { $day }
report-as-of = As of
report-ask = Ask
report-asked = Asked for
report-asked-by = Asked by
report-asked-of = Asked for: from whom
report-asked-who = Who was asked
report-attendance = Attendance and approval
report-attests = What it attests
report-audit = Audit
report-audit-data = The audit
report-auditee = Auditee
report-auditees = Auditees
report-auditor = Auditor
report-auditor-pool = Auditors
report-basis = What it stands for
report-blocked = Waits for
report-budget = Budget
report-bytes = Bytes
report-car = Corrective action
report-car-acceptance = Acceptance of the plan
report-car-changes = Changes to the ISMS
report-car-closure = Closure
report-car-effectiveness = Effectiveness
report-car-history = History
report-car-implementation = Implementation
report-car-lapse = Nonconformity
report-car-response = Response of the owner
report-carried-to = Carried to
report-catalogues = Catalogues
report-category = Where it lies
report-cause = Cause
report-causes = Causes, last 24 months
report-certification-accepted = Findings whose risk is accepted
report-certification-findings = Findings by state
report-certification-how = Made of the records in a Git repository at the commit that stands above; reports count as they were issued, in the states that their tags name. What a reader may not see is left out. Where evidence lies elsewhere, its index names whom to ask for it. The records in full, the reports as issued and the commands that check them are in the certification pack.
report-certification-issued = Reports as issued
report-certification-open = Open nonconformities
report-chair = Chair
report-changes = Changes and their reasons
report-checked = Checked by
report-checked-by = Checked by
report-checked-on = Checked on
report-checklist = Checklist with results
report-chosen = How it was chosen
report-classification = Classification
report-clauses = Clauses covered
report-clauses-covered = Clauses: { $covered } of { $all } reported
report-client = Asked for by
report-closed = Closed
report-closed-by = Closed by
report-closed-in-period = Closed in the period
report-closing = Closing meeting
report-collected = Collected
report-column-by = { $what }: by
report-column-from = { $what }: from
report-column-on = { $what }: on
report-column-remark = { $what }: remark
report-column-until = { $what }: until
report-comment = Comment
report-commit = Commit
report-communications = What was told to whom
report-competence = Competence
report-conclusion = Conclusion
report-conclusions = Conclusions on each requirement
report-confidentiality = Confidentiality and evidence
report-confidentiality-text = The team keeps to itself what it learns. It notes where evidence is and what shows that it is unchanged, copies as little as it can, and keeps personal data out of its records.
report-confirmed = Confirmed
report-conforms-conforms = What was audited meets its requirements.
report-conforms-does-not-conform = What was audited does not meet its requirements.
report-conforms-with-exceptions = What was audited meets its requirements, with exceptions.
report-consequences = Consequences dealt with
report-control = Control
report-controls = Controls
report-controls-covered = Applicable controls: { $covered } of { $all } reported
report-correction = Correction
report-correction-done = Corrected
report-correction-suffices = Why correcting it is enough
report-counts = Counts for coverage
report-coverage = Coverage
report-coverage-marks = ● reported, ○ planned, ! planned and not held by its day, ▷ moved, – not in this year, ✕ in no year. ◆ marks what was audited through an own rule alone, which maps to it: no item names it.
report-criteria = Criteria
report-criterion = How success will be seen
report-cycle = Cycle
report-dates = Dates
report-day = Day
report-days = Days
report-days-a-year = Auditor days a year
report-days-in-schedule = Auditor days in the schedule
report-days-late = Days late
report-days-open = Days open
report-decimal = .
report-decision = Decision
report-decisions = Decisions
report-designed = Designed
report-deviation = Deviation
report-digest = Digest
report-disagreements = Disagreements and how they were settled
report-disposed = Disposed of
report-distribution = Distribution
report-document = Document
report-done-by = Done by
report-done-on = Done on
report-due = Due
report-effective = Effective
report-effective-effective = It is effective.
report-effective-not-effective = It is not effective.
report-effective-partly = It is effective in part.
report-effectiveness = Effectiveness
report-effort-planned = Auditor days planned
report-effort-used = Auditor days used
report-empty-register = There is none.
report-escalated = Taken to top management
report-evidence = Evidence
report-evidence-index = Evidence
report-exclusions = Left out
report-extent = Extent
report-external = Held by
report-external-help = Help from outside
report-external-id = Number in the earlier register
report-external-ref = Number in their report
report-feedback = Feedback of the auditees
report-finding = Finding
report-findings = Findings
report-findings-by-grade = Findings
report-findings-in-detail = Findings in detail
report-findings-of-cycle = Findings, { $cycle }
report-findings-order = Findings: major / minor / observation.
report-findings-overview = Findings at a glance
report-promises-declared = Days first promised and how often they moved are told as the records declare it; the history was not at hand.
report-first-due = First promised
report-fix-due = Mended by
report-follow-up = Follow-up of earlier findings
report-frequency = Why this often
report-from = From
report-from-git = From the repository's history
report-from-records = From the records
report-from-whom = From whom
report-grade = Grade
report-grade-reason = Why this grade
report-grades-order = Findings: major / minor / observation / opportunity / strength.
report-hours = Hours
report-how = How
report-id = Id
report-identification = Identification
report-impact = Effect on the systems
report-implemented = Implemented
report-importance = Importance
report-improvements = What will be better
report-independence = Independence declared
report-ineffective = Found ineffective in the period
report-input-audit-results = Results of audits
report-input-context-changes = Changes in the organisation and around it
report-input-improvement-opportunities = What could be better
report-input-interested-party-changes = Changes in what others expect
report-input-interested-party-feedback = What others said
report-input-measurement-results = What was measured
report-input-nonconformities-and-actions = Nonconformities and corrective actions
report-input-objectives = Objectives
report-input-previous-actions = Decisions of earlier reviews
report-input-risk-and-treatment = Risks and their treatment
report-interval = Interval
report-interviews = Interviews
report-issue = Issue of this report
report-issued = Issued by
report-issued-on = Issued
report-item = Item
report-items = Checklist items
report-items-done = Items done
report-items-of-action = Items
report-justification = Why
report-kept-until = Kept until
report-kind-action = Corrective action record
report-kind-audit = Audit report
report-kind-certification = Overview for the certification auditor
report-kind-pack = Certification pack
report-kind-plan = Audit plan
report-kind-programme = Audit programme
report-kind-register = Register
report-kind-review = Input to the management review
report-last-audit = Last audit
report-late-by = { $days } late
report-late-steps = Late steps
report-lead-auditor = Lead auditor
report-lessons = What the team will do differently
report-level = Level
report-limitations = Limits of the audit
report-limitations-unsaid = Whether something could not be audited is not recorded.
report-links = Links
report-looked-for = Looked for elsewhere
report-looks-back-on = Looks back on
report-manager = Programme manager
report-master = Made from records; the repository is the master.
report-measured = What was measured
report-message = Message
report-method = Method
report-methods = Methods
report-minutes = Minutes approved
report-name = Name
report-needed-for = Needed for
report-next-audit = Next audit
report-next-due = Next due
report-next-review = Next review
report-next-steps = Next steps
report-next-steps-text = Who answers for a nonconformity proposes a plan by the first day: what was corrected at once, how far the lapse reaches, why it happened, and what keeps it from coming back.
report-no = No
report-no-conclusion = No conclusion is recorded yet.
report-no-disagreements = None is recorded.
report-no-findings = There are no findings.
report-no-history = The repository's history was not at hand.
report-no-isms-change = Why nothing needs to change
report-no-items = No checklist is recorded.
report-no-limitations = All that was planned could be audited.
report-no-next-steps = No nonconformity asks for an answer.
report-no-record = No record yet
report-nobody = Nobody
report-not-agreed = Not agreed on
report-not-applied = Not applied
report-not-distributed = To whom the report went is not recorded.
report-not-issued = This report is not issued.
report-not-set = Not recorded yet.
report-not-tested = Not tested
report-not-yet = Not yet.
report-to-be-decided = to be decided by the review
report-nothing-to-correct = Why there was nothing to correct
report-notified = Auditees told on
report-objection = Objections to a member of the team
report-objection-text = Whoever doubts that somebody in the team is independent says so to { $who } before { $day }, with the reason. The objection and what came of it are recorded.
report-objectives = Objectives
report-objectives-and-criteria = Objectives, scope and criteria
report-objectives-met = The objectives of the audit were met.
report-objectives-not-met = The objectives of the audit were not met.
report-of = { $some } of { $all }
report-oldest = Oldest open
report-on-disk = Files on disk, some of them not yet committed, based on
report-on-time = Done by the day first promised
report-open-now = Open now
report-opening = Opening meeting
report-opportunities = Opportunities
report-out-of-turn = Held out of turn because of
report-overdue = Overdue
report-owner = Owner
report-pack-auditors = Auditors and their independence
report-pack-chain = SHA-256 over the ids of all commits
report-pack-changes = Changes since the last external audit
report-pack-check = The sums of all files and the commits of all tags can be checked with sha256sum and git alone, by the commands in this file:
report-pack-check-commit = REPOSITORY is the folder of a clone. It has the commit that the pack was made of.
report-pack-check-signatures = The tags are signed, as their keys say. The list of the keys that count lies in the clone, in { $list }. Who may sign hangs on it: hold it against keys that the signers gave you themselves.
report-pack-check-signatures-unlisted = The tags are signed, as their keys say. Which keys count is up to the settings of your Git: take them from the signers themselves.
report-pack-check-sums = In this folder: no file is other than it was when the pack was made.
report-pack-check-tags = Each issued report is tagged at the commit that its page was made of.
report-pack-clean = No rule reports anything.
report-pack-commits = Commits replayed
report-pack-contents = Contents
report-pack-count = How many
report-pack-guide = How to read this
report-pack-history = History
report-pack-how = All pages open offline and without scripts. They are made of records in a Git repository at one commit, which stands at the head of each page; issued reports are made of the commits that their tags name. What a reader may not see is left out. Where evidence lies elsewhere, the index names whom to ask for it.
report-pack-integrity = Integrity
report-pack-lapses = What commits brought that rules report
report-pack-last = Last external audit
report-pack-lint = What the rules report
report-pack-no-changes = No change is known.
report-pack-no-history = The history was not at hand, so that no rule that looks at it could run.
report-pack-raised-by-body = Findings of the certification body
report-pack-of-body = Corrective actions on these findings
report-pack-of-ours = Corrective actions on other findings
report-pack-body-left-out = Not in the pack, since they answer findings from before { $day }, when the cycle began, and are over: { $actions }.
report-pack-ours-left-out = { $count ->
    [one] Another one is not in the pack: it was over before { $day }, as were the findings that it answers.
   *[other] Another { $count } are not in the pack: they were over before { $day }, as were the findings that they answer.
}
report-pack-part-of = Part of
report-pack-the-guide = Certification pack: all pages
report-pack-page = Page
report-pack-requirements = Clauses and controls, and what speaks to them
report-pack-rules = Rules
report-pack-taken-over = Taken over, over before
report-pack-same = As it was then
report-pack-sealed = What was issued or closed
report-pack-left-out = { $count ->
        [one] One record is kept back from these readers by the organisation’s settings and is left out.
       *[other] { $count } records are kept back from these readers by the organisation’s settings and are left out.
    }
report-pack-since = Changes and actions since
report-pack-soa = Scope and statement of applicability
report-pack-tool = Made by
report-pack-verify = How to check it
report-pack-waivers = Exceptions to rules
report-pack-where = Where
report-page = Page { $page } of { $pages }
report-period = Records of
report-personal-data = Personal data
report-place = Place
report-plan-accepted = Plan accepted
report-plan-audit = The audit
report-other-records = Actions and other records
report-age = Days open
report-ageing = Open findings by age
report-raised-before = Raised before
report-raised-before-is = Raised before: in the time as long just before, { $span } ({ $days }).
report-cycle-elapsed = Share of the cycle gone
report-percent = { $share } %
report-programme-delivery = Audits
report-days-used-of-planned = Auditor days used of those planned, in our own audits with both
report-measured-in-cycle = In the cycle, { $span }
report-measured-in-years = In the years before, with no programme running
report-measured-in-period = In the period, { $span }
report-measured-in-months = In the { $months } months before
report-measured-of-programme = Of the programme { $programme }{ $span ->
    [none] {""}
   *[other] , { $span }
}
report-measured-on-record = Over all that is on record
report-measured-so-far = In the period so far, { $span }
report-check-planned = planned for { $day }
report-lead-time = From closing meeting to report
report-median-closed = median { $days }, of { $count ->
    [one] { $count } closed finding
   *[other] { $count } closed findings
}
report-median = median { $days }, over { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
report-time-to-close = From finding to closure
report-slippage = Due dates moved
report-slippage-of = { $items } { $items ->
    [one] item
   *[other] items
}, by { $days } in all
report-effective-actions = Actions found effective of those checked
report-repeating = Nonconformities that repeat an earlier one
report-decisions-on-time = Decisions done on time of those due
report-evidence-quality = Evidence
report-evidence-quality-of = { $hashed } of { $all } with a hash, { $stale } stale, { $rejected } rejected
report-reopened = Findings opened again
report-contact = Contact
report-last-witnessed = Last witnessed
report-last-evaluated = Last evaluated
report-last-reviewed = Last reviewed
report-cpd-hours = Hours of learning in 12 months
report-plan-due = Plan due
report-plan-version = Version of the plan
report-planned-on = To be checked on
report-points = What matters most
report-population = Of how many
report-job = Position
report-position = Position
report-position-number = No.
report-previous = Follows
report-process = Process
report-processes = Processes
report-programme = Programme
report-programme-line = In the programme
report-programme-reviews = Reviews of the programme
report-programme-lessons = Lessons of the audits
report-programme-risks = Risks of the programme
report-proposed = Plan proposed on
report-question = What must be shown
report-plan-due-or-accepted = Plan due or accepted
report-due-on = due { $day }
report-raised = Raised
report-raised-by = Raised by
report-raised-in-period = Raised in the period
report-reason = Reason
report-reasons = Reasons
report-recheck = Earlier findings to look at again
report-recommendation = Recommendation
report-record = Record
report-records = Records
report-records-tell-nothing = The records tell nothing about this.
report-register-action-items = Items of corrective actions
report-register-soa = Statement of applicability
report-register-people = People
report-register-checklist = Checklist items
report-register-workpapers = Workpapers
report-register-programmes = Audit programmes
report-register-schedule = Schedule
report-register-reviews = Management reviews
report-register-decisions = Decisions of the management reviews
report-unit = Unit
report-employment = Employment
report-reports-to = Reports to
report-register-actions = Corrective actions
report-register-audits = Audits
report-register-evidence = Evidence
report-register-findings = Findings
report-related = Related to
report-remarks = Remarks
report-remote = From a distance
report-remote-risks = Risks of that
report-removed = removed
report-renewed-by = To be renewed by
report-repeat-of = Repeats
report-repeats = Repeats within { $months } months
report-replaces = Replaces
report-report-by = Report by
report-reporting = Reporting
report-requests = Records asked for beforehand
report-requirement = What should be so
report-requirements = Requirement
report-resources = Resources
report-response = Response
report-response-due = Answer due
report-result = Result
report-reviewed = Reviewed by the lead auditor
report-risk = What it means
report-risk-of-programme = Risk
report-risks = Risks
report-role = Role
report-rule = Rule
report-said = What was said
report-sample = Looked at
report-samples = Samples
report-sampling-approach = Samples are drawn so that they say something about the whole; the report names for each how many there were, how many were looked at and how they were chosen.
report-sampling-caveat = An audit looks at samples on a few days. That nothing was found somewhere does not show that there is nothing.
report-schedule = Schedule
report-scope = Scope of the ISMS
report-scope-document = Scope document
report-scope-of-audit = Scope
report-score = { $score } of 5
report-seed = Seed
report-seen = What was seen
report-selected = Which ones
report-share = Share
report-shown-by = What shows it
report-competence-shown = What shows their competence
report-provider = By whom
report-signature = Signature
report-similar = Further cases found
report-sites = Sites
report-slips = Moved
report-soa = Statement of applicability
report-source = Source
report-source-ref = Reference
report-sponsor = Sponsor
report-state = State
report-state-now = State now
report-state-then = State at the start
report-statement = What is so
report-status-reason = Why
report-strengths = Strengths
report-suitable = Suitable
report-summary = What was said
report-summary-for-management = Summary for management
report-supersedes = In place of
report-systemic = Systemic
report-systems = Systems
report-tag = Tag
report-team = Audit team
report-tests = Technical tests
report-the-review = The review
report-timetable = Timetable
report-title = Title
report-to = To
report-to-add = To add
report-tools = Tools
report-topics = Topics
report-trend = Trend
report-type = Kind
report-units = Units
report-unknown-criteria = In no catalogue
report-until = Until
report-used-by = Used by
report-verified = Found effective
report-verified-by = Verified by
report-version = Version
report-version-of = version { $version }
report-waivers = Exceptions to rules
report-what = What
report-what-changed = What changed
report-what-was-done = What was done
report-when = When
report-where = Where it is
report-where-looked = Processes and sites
report-who = Who
report-who-has-it = Who has it
report-why = Why it happened
report-window = Window
report-withheld = Kept back from this audience; the record is in the repository.
report-yes = Yes
report-count-major = { $count ->
    [one] major nonconformity
   *[other] major nonconformities
}
report-count-minor = { $count ->
    [one] minor nonconformity
   *[other] minor nonconformities
}
report-count-observation = { $count ->
    [one] observation
   *[other] observations
}
report-count-opportunity = { $count ->
    [one] opportunity
   *[other] opportunities
}
report-count-strength = { $count ->
    [one] strength
   *[other] strengths
}
report-decide-on-others = { $count ->
    [one] One observation or opportunity waits for a decision: done, or declined with a reason.
   *[other] { $count } observations and opportunities wait for a decision: done, or declined with a reason.
}
report-draft = This is a draft: the report is not issued, and what it says may still change.
report-since = Since the audit before
report-since-alike = Held against { $audit }, the last one of its kind that looked at half or more of the same.
report-since-other = Held against { $audit }, the last one of its kind. It looked at other things for the most part, so that the numbers say little about each other.
report-then = Then
report-now = Now
report-since-closed = Its findings that are done with
report-since-open = Its findings that are not closed yet
report-since-tested = Requirements tested
report-since-tested-counts = { $now }, before { $before }; { $both } in both
report-since-gained = Tested now only
report-since-lost = Tested then only
report-unheld-ahead = The audit is still to be held: nothing here tells whether the requirements are met.
report-unheld-cancelled = The audit was cancelled: nothing here tells whether the requirements are met.
report-unheld-postponed = The audit was postponed: nothing here tells whether the requirements are met.
report-work-done = The checklists have { $items ->
    [one] one item
   *[other] { $items } items
}; { $answered } were tested. { $interviews ->
    [0] No interview is
    [one] One interview is
   *[other] { $interviews } interviews are
} recorded, and the work rests on { $evidence ->
    [one] one piece of evidence.
   *[other] { $evidence } pieces of evidence.
}
report-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
found-finding = finding
found-action = corrective action
found-audit = audit
found-review = management review
found-programme = audit programme
found-evidence = evidence
found-workpaper = workpaper
found-catalogue = catalogue
found-person = person
found-soa = statement of applicability
found-isms = ISMS
found-requirement = requirement
## Registers: pages that gather from many records

more = More
register-coverage = Coverage
register-processes = Processes
register-communications = Communications
register-improvements = Improvements
register-resources = Resources and competence
register-requests = Evidence requests
register-laws = Laws and contracts
register-clauses = Clause index
register-rules = Rules and waivers
register-integrity = Integrity
label-became = What became of it
label-available = Available
label-count = Found
label-cpd-hours = Hours of learning in 12 months
label-days-open = Days open
label-days-plan = Days by the plan
label-days-programme = Days by the programme
label-days-of-body = The certification body's
label-days-of-ours = Sum of ours
label-days-used = Days used
label-default = Default
label-deviation = Against the window
label-knows = Knows
label-last-audit = Last audit
label-last-evaluated = Evaluated
label-last-witnessed = Witnessed
label-level = Level
label-needed-for = Needed for
label-next-audit = Next audit
label-record = Record
label-rule = Rule
label-since = Since
label-sum = Sum
label-topics = Topics
label-used-by = Used by
label-valid-until = Valid until
label-waived = Waived
coverage-lede = { $clauses } of { $all-clauses } clauses and { $controls } of { $all-controls } { $is-stated ->
    [0] controls
   *[other] applicable controls
} are covered by reported audits; { $late ->
    [0] {""}
    [one] { $late } requirement waits for an audit that is planned, and not held by its day;{" "}
   *[other] { $late } requirements wait for an audit that is planned, and not held by its day;{" "}
}{ $gaps ->
    [0] nothing is left out of the plan.
    [one] { $gaps } requirement is neither covered nor planned.
   *[other] { $gaps } requirements are neither covered nor planned.
}
coverage-lede-not-begun = Nothing is planned or audited yet: { $all-clauses } clauses and { $all-controls } { $is-stated ->
    [0] controls
   *[other] applicable controls
} are to be covered.
coverage-not-begun = The audits of a programme cover the requirements, each by its day. There is no approved programme and no audit yet, so that nothing can be missing from one.
coverage-legend = What the audits of { $from } to { $to } cover, year by year. Each mark leads to its audit; the table of audits below says the same in words.
mark-reported = reported
mark-planned = planned
mark-moved = moved to another year, postponed or cancelled
mark-through = through an own rule alone, which maps to the requirement; no item names it
mark-gap = gap: neither covered nor planned in time
cell-mark = { $word }: { $audit }
coverage-clauses = Clauses
coverage-controls = Controls
coverage-yearly = To be covered in every year.
coverage-per-cycle = To be covered once in the certification cycle.
coverage-audits = The audits: plan and fact
outside-the-programme = outside the programme
in-its-window = in its window
processes-lede = { $count ->
    [0] No process is on record.
    [one] { $count } process, { $idle ->
        [0] audited at least once.
       *[other] without a reported audit on record.
    }
   *[other] { $count } processes, { $idle ->
        [0] all of them audited at least once.
       *[other] { $idle } of them without a reported audit on record.
    }
}
never = none on record
all-of-them = all
none-planned = none planned
due-by = due by { $day }
communications-lede = { $count ->
    [0] Nothing was put on record yet.
    [one] One message on record, of { $day }.
   *[other] { $count } messages on record, the latest of { $day }.
}
improvements-lede = { $count ->
    [one] { $count } idea for improvement
   *[other] { $count } ideas for improvement
}, { $open } still open{ $silent ->
    [0] .
    [one] ; what became of one of them the records do not say: its last column is empty.
   *[other] ; what became of { $silent } of them the records do not say: their last column is empty.
}
improvement-opportunity = opportunity
improvement-recommendation = recommendation
improvement-lesson = lesson of the team
lesson-taken-up = Taken up
improvement-programme = review of the programme
improvement-decision = decision of management
resources-lede = { $running ->
    [none] No programme runs on this day.
    [unplanned] The running programme plans no auditor days yet.
   *[other] { $used } of { $planned } planned auditor days are used in the running programme.
} { $auditors ->
    [0] Nobody is approved as an auditor yet.
   *[other] { $valid } of { $auditors } auditors hold a valid approval.
}
competent-as-of = { $by ->
    [then] Who was approved on { $day }, as the record was at the end of that day.
    [audits] Who was approved on { $day }, as far as the record knows today: a renewal takes the place of the approval before it, so whoever audited in the cycle counts as approved.
   *[today] Who is approved on { $day }.
}
competence-required = Competence required and available
approval-ran-out = ran out; in no team that still has to audit, so nothing waits for the renewal
nobody = nobody
auditors-as-of = Auditors, as of { $day }
auditors-recorded-on = Auditors, as recorded on { $day }
has-left = has left
requests-lede = { $count ->
    [0] No evidence is outstanding
    [one] One piece of evidence is outstanding
   *[other] { $count } pieces of evidence are outstanding
}{ $late ->
    [0] {""}
   *[other] , { $late } of them late
}{ $unchecked ->
    [0] .
    [one] ; one is here and waits for an auditor's check.
   *[other] ; { $unchecked } are here and wait for an auditor's check.
}{ $resting ->
    [0] {""}
    [one] {" "}One more was received and waits for no check; why stands below.
   *[other] {" "}{ $resting } more were received and wait for no check; why stands below.
}
requests-none = Nothing is asked for.
requests-outstanding = Asked for, not here yet
requests-unchecked = Here, not checked yet
requests-resting = Here, and waiting for no check
requests-resting-note = Received, and not marked as verified. A check waits while an audit that rests on the evidence is not reported, and from the day on which its action is carried out until that is checked.
resting-ahead = Its action is not carried out yet; whoever checks that looks at it then
resting-checked = Its action was checked, and is to be closed
resting-over = Its action is over
resting-reported = What rests on it is reported
resting-otherwise = No audit and no action shown here rests on it
laws-lede = { $catalogues ->
    [0] No law or contract is kept as a catalogue.
    [one] One law or contract: { $covered } of its { $all } requirements are covered by a reported audit.
   *[other] { $catalogues } laws and contracts: { $covered } of their { $all } requirements are covered by a reported audit.
}
laws-none-planned = no audit planned
laws-planned-late = the audit that is planned comes too late
laws-none = A catalogue of the type law or contract makes its requirements appear here.
clauses-earlier = before
clauses-lede = { $clauses } clauses and { $controls } controls, each with the records that speak to it; { $silent ->
    [0] a reported audit covers every one.
   *[other] { $silent } without a reported audit that counts.
}
clauses-none = No catalogue is in use.
no-soa-row = no row
rules-lede = { $rules } rules are in force: they find { $errors ->
    [one] { $errors } error
   *[other] { $errors } errors
} and { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
} on this day. { $waivers ->
    [0] No waiver holds.
    [one] One waiver holds.
   *[other] { $waivers } waivers hold.
}
rules-lede-public = { $rules } rules are in force. { $waivers ->
    [0] No waiver holds.
    [one] One waiver holds.
   *[other] { $waivers } waivers hold.
}
rules-profile = Profile: { $profile }
rules-found = What the rules find today
rules-nothing = The rules find nothing.
rules-as-shipped = All rules are at the levels that they come with.
no-waivers = No exception to a rule is on record.
ran-out = ran out
integrity-unknown = The history was not at hand when this page was made, so nothing is said about it here.
integrity-lede = { $commits ->
    [one] One commit was
   *[other] { $commits } commits were
} replayed: { $broken ->
    [0] { $sealed ->
        [0] nothing was issued or closed yet
        [one] the one record that was issued or closed is as it was
       *[other] all { $sealed } records that were issued or closed are as they were
    }
    [one] one of { $sealed } records that were issued or closed is not as it was
   *[other] { $broken } of { $sealed } records that were issued or closed are not as they were
}; { $errors ->
    [0] { $warnings ->
        [0] no commit broke a rule.
        [one] no errors, 1 warning.
       *[other] no errors, { $warnings } warnings.
    }
    [one] 1 error, { $warnings ->
        [0] no warnings.
        [one] 1 warning.
       *[other] { $warnings } warnings.
    }
   *[other] { $errors } errors, { $warnings ->
        [0] no warnings.
        [one] 1 warning.
       *[other] { $warnings } warnings.
    }
}
integrity-sealed = Issued and closed
integrity-issued = version { $version } issued
integrity-closed = closed
integrity-intact = as it was
integrity-taken-over = imported; by its own account of { $day }
integrity-regraded = but for the grade, changed since for a reason:
integrity-exchanged = evidence exchanged since:
integrity-superseded = superseded by a later version
integrity-reopened = opened again since
integrity-changed = changed since
integrity-differs = differs from version { $version }
integrity-same-as = says the same as version { $version }
integrity-part-new = new
integrity-part-gone = not in it any more
integrity-untold = no entry of `changes` tells of it
integrity-imports = Taken over from elsewhere
integrity-imports-note = Nothing in this history shows when that came to be: it rests on the word of whoever brought it.
integrity-import = { $records ->
    [one] one record
   *[other] { $records } records
}{ $decided ->
    [0] {""}
   *[other] , { $decided } of them approved, issued, checked or closed elsewhere
}
integrity-carried = Decisions that a party committed
integrity-carried-note = Somebody whose own work it is about made the commit, with whoever decided as its author: a rebase does that, and anybody can. Who really decided, a signature would show, or the forge.
integrity-carried-by = decided by { $who }, committed by { $committer }
integrity-as-a-whole = the history as a whole
integrity-waived = Waived lapses
integrity-signed-tags = { $all ->
    [0] There is no tag of a report.
   *[other] { $signed } of { $all } tags of reports are signed by persons on record.
}
integrity-signed-commits = Since tickmark.yaml says what has to be signed, { $signed } of { $all } commits that touched records or files of evidence are signed by persons on record.
integrity-signed-unasked = Commits were not looked at for signatures: tickmark.yaml says nothing of what has to be signed.
tag-digest = gives this SHA-256
tag-other-digest = gives another SHA-256
tag-merged = is beside the main line, merged by
label-waiver = Waiver
signature-absent = not signed
signature-by = signed by
signature-by-nobody = signed with a key of nobody on record
signature-void = its signature proves nothing
integrity-digest = SHA-256 of what must not change
tag-beside = names another commit than the one that issued the report, which says the same there
tag-sound = names the state that was issued
tag-missing = the tag is missing
tag-elsewhere = is not part of this history
tag-renamed = is a reference to another tag:
tag-other = names another state
integrity-lapses = What commits brought that rules report
integrity-no-lapses = No commit broke a rule for changes.
integrity-receipt = Receipt
integrity-receipt-note = Keep these three values somewhere else: whoever rewrites the history cannot make them fit again.
integrity-commits = Commits of the main line
integrity-head = Newest commit
integrity-receipt-digest = SHA-256 of their ids
integrity-wording = In the words of the rule
integrity-yourself = Verify it yourself
integrity-yourself-note = A clone of the repository with its whole history, Git and sha256sum are enough.
integrity-how-digest = The receipt's digest
integrity-how-tag = The tag of a report
integrity-how-record = The life of a record
integrity-how-evidence = A piece of evidence against the SHA-256 on its page
integrity-how-all = All of this page
integrity-rests-on = Days and authors are those of the commits, which anybody who may push can choose. That the main line only grows is shown by the protection of the branch on the forge, or by a receipt that was kept. A signature proves more, where tickmark.yaml says whose keys count.
previous-record = Previous:
next-record = Next:
calendar-personal = Calendar of what is due

## Figures and pictures

figures = Figures
figures-all = All figures
figures-lede = What the records say in numbers, as of { $day }; each figure leads to the records that it counts.
figures-cautions = Fewer findings are no improvement by themselves, and closing fast says nothing of what works: read “Who found it first” and “Whether it worked” beside them. There is no single score, since it would invite grading down. Times are told by the median and the 90th percentile; where there are fewer than twenty things, by their numbers and not in per cent.
figures-of-commit = The figures are of commit { $commit } of { $day }.
figures-of-disk = The figures are of the records on disk, some of them not yet committed, based on commit { $commit } of { $day }.
fig-numbers = Numbers and records
fig-none = There is nothing to count yet.
fig-none-for = Nothing to count yet:
fig-latest = Drawn are the latest { $count } of { $all }; the numbers have them all.
fig-percent = { $percent } % ({ $part } of { $all })
fig-share = { $part } of { $all }
fig-decimal = { $whole }.{ $part }
fig-today = today
fig-group-audits = Audits and coverage
fig-group-findings = Findings
fig-group-actions = Corrective actions
fig-group-management = Evidence, controls, management
fig-no-process = no process named
fig-nobody = nobody named
fig-what = What
fig-day = Day
fig-from = From
fig-to = To
fig-count = Number
fig-days = Days
fig-year = Year
fig-state = State
fig-reason = Reason
fig-who = Who
fig-records = Records
fig-findings = Findings
fig-finding = Finding
fig-actions = Actions
fig-audit = Audit
fig-audits = Audits
fig-review = Review
fig-grade = Grade
fig-process = Process
fig-result = Result
fig-requirement = Requirement
fig-clauses = clauses
fig-controls = controls
fig-covered = Covered
fig-share-head = Share
fig-coverage = Coverage of clauses and controls
fig-coverage-note = A square is a clause or an applicable control; it shows the gravest result of the audits reported in the year. Our own audits count, those of the certification body do not; where nothing new was found, but a nonconformity of an earlier year was not closed at the end of the year or is not now, that is shown.
fig-coverage-through = audited through an own rule alone (of what conforms the sign itself, else in the corner)
fig-coverage-beside = bar at the left: beside a nonconformity of an earlier year not closed; red where that is major
fig-pace = Pace of coverage
fig-pace-note = Share that reported audits of the time from { $from } to { $to } have covered, beside the share of that time that is gone.
fig-pace-time = time
fig-delivery = Delivery of the programme
fig-delivery-note = Of the audits, { $share } were held by the end of their window and reported; of our own audits with both numbers, { $used } of { $planned } planned auditor days were used{ $body ->
    [counted] ; the days of the certification body are in the table and not in the sum
   *[none] {""}
}. A bar is the quarter in which windows end.
fig-delivery-in-window = held in its window
fig-delivery-late = held later
fig-delivery-begun = begun
fig-delivery-ahead = ahead
fig-delivery-missed = window missed
fig-delivery-postponed = postponed
fig-delivery-cancelled = cancelled
fig-window = Window
fig-held-by = Held by
fig-held-by-us = us
fig-held-by-body = certification body
fig-days-planned = Days planned
fig-days-used = Days used
fig-lead = From closing meeting to report
fig-lead-note = Days until the report was issued; { $days } are agreed.
fig-lead-in-time = in time
fig-lead-late = later
fig-closing = Closing meeting
fig-issued = Report
fig-feedback = What auditees thought
fig-feedback-note = Scores from 1 (poor) to 5 (very good); the median of { $count } is { $median }.
fig-score = Score
fig-timeline = The days of this audit
fig-timeline-note = From the window in the programme to the last closure, as far as the records know the days.
fig-timeline-window = Window
fig-timeline-plan = Plan approved
fig-timeline-notified = Auditees told
fig-timeline-work = Audit work
fig-timeline-opening = Opening meeting
fig-timeline-closing = Closing meeting
fig-timeline-issued = Report issued
fig-timeline-accepted = Plans accepted
fig-timeline-closed = Findings closed
fig-grades = Findings of each audit
fig-grades-note = Reported findings by grade. Strengths do not count into the number for ten tested items, which is given from ten items on.
fig-cycles = Findings of each cycle
fig-cycles-note = The same by audit programme.
fig-tested = Items tested
fig-per-ten = For ten items
fig-places = Where findings lie
fig-places-note = Processes and chapters of the standard. A number is a weight: a major nonconformity counts five, a minor one two, an observation one. A finding on several chapters stands in each of them.
fig-chapter = Chapter
fig-weight = Weight
fig-flow = Findings over time
fig-flow-note = How many findings were in each state at the end of each day, from the history of the records; the numbers have a row a month, as it was after the last change in it. Strengths and drafts are left out.
fig-ages = How long findings stay open
fig-ages-note = Open on this day, by the days since they were found. Drafts are left out.
fig-age-band = { $least }–{ $most } days
fig-age-over = over { $days } days
fig-age = Age
fig-repeats = Lapses that came back
fig-repeats-note = Counted by finding: of the nonconformities of the last { $months } months, { $share } repeat an earlier one. A bar is a chain of findings of the same lapse, named by the latest; more than two mean that what was done did not reach the cause.
fig-chain = Chain, oldest first
fig-reopened = Findings opened again
fig-reopened-note = Closed findings that were opened again, as the history shows, with the reason that the record gives.
fig-found = Who found it first
fig-found-note = { $count ->
    [0] Nonconformities and other events by who came upon them. The certification body found nothing that we had not looked at in the twelve months before.
   *[other] Nonconformities and other events by who came upon them. On these the certification body was first; no finding of ours in the twelve months before spoke of the same requirement: { $ids }.
}
fig-found-note-no-body = Nonconformities and other events by who came upon them. No audit of the certification body is on record.
fig-found-internal = own audits
fig-found-external = certification body
fig-found-incident = incidents
fig-found-others = other sources
fig-closure = Time to close
fig-closure-note = Days from detection to closure of the closed findings, by grade: the median of so many, and below it the medians of the three parts of the way, each taken by itself, over those of them of which all three days are known, so that they need not add up.
fig-closure-response = until the plan was accepted
fig-closure-implementation = until all was done
fig-closure-verification = until it was verified and closed
fig-closure-of = { $grade }, of { $count }
fig-closure-parts-count = All three known
fig-closure-whole = from detection to closure
fig-closed-count = Closed
fig-median = Median
fig-p90 = 90 % within
fig-longest = Longest
fig-punctuality = On time by the first promise
fig-punctuality-note = Items done by their day, of those whose day fell into the twelve months up to each quarter’s end: by the day that was promised first, and by the one in force. What lies between the lines is postponed.
fig-by-first = first promise
fig-due-by-first = due by it
fig-by-current = day in force
fig-slippage = How far days moved
fig-slippage-note = Of the items with a day, { $share } had it moved to a later one. A ring is the first promise, a disc the day in force; the ten that moved farthest are drawn.
fig-item = Item
fig-by-first-day = First promise
fig-due-now = In force
fig-moves = Moves
fig-owners = Overdue by owner
fig-owners-note = A bar is as long as the latest thing is late; the number in brackets counts what is late.
fig-processes = Overdue by process
fig-processes-note = Late items and checks of actions, by the process of the findings that they answer. A bar is as long as the latest is late; the number in brackets counts them.
fig-worst = Days late
fig-effects = Whether it worked
fig-effects-note = Of all actions that were checked so far, { $share } were effective; what works in part is not counted as effective. A lapse may be here, by its action, and among those that came back, by the finding that repeats it.
fig-effects-overdue = check overdue
fig-effects-ahead = check ahead
fig-causes = Where causes lie
fig-causes-note = Causes of corrective actions for what was found in the last { $months } months, the most frequent first; the line adds them up.
fig-cause = Cause
fig-cause-unknown = not known yet
fig-running = Added up
fig-pool = Auditors
fig-pool-note = { $count ->
    [0] Approved auditors and the audits of our own that they took part in. The count is about rotation, not about merit. No topic of the running programme lacks an auditor.
   *[other] Approved auditors and the audits of our own that they took part in. The count is about rotation, not about merit. Topics of the running programme that no valid approval covers: { $topics }.
}
fig-pool-note-no-programme = Approved auditors and the audits of our own that they took part in. The count is about rotation, not about merit. No programme runs whose topics they would have to know.
fig-pool-led = led
fig-pool-took-part = took part
fig-pool-valid = valid
fig-pool-expiring = runs out soon
fig-pool-expired = run out
fig-auditor = Auditor
fig-approval = Approval
fig-renew = To be renewed by
fig-topics = Topics
fig-led-head = Led
fig-evidence = What the audits rest on
fig-evidence-note = Files with a hash: { $hashed }. Tested items that rest on interviews alone: { $said }.
fig-evidence-hashed = file with hash
fig-evidence-unhashed = file without hash
fig-evidence-stale = too old for its audit
fig-evidence-outstanding = asked for, past its day
fig-evidence-rejected = rejected
fig-evidence-said = item on interview only
fig-evidence-unsupported = item without evidence
fig-decisions = Decisions of the reviews
fig-decisions-note = What became of the decisions of each management review that was held.
fig-decisions-on-time = done in time
fig-decisions-late = done late
fig-decisions-open = open
fig-decisions-overdue = overdue
fig-decisions-carried = carried over
fig-decisions-cancelled = cancelled
fig-risks = Accepted risks
fig-risks-note = Findings whose risk is accepted for a time, from the approval to its end.
fig-days-left = Days left
fig-risks-over = ran out { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
fig-risks-endless = without end
fig-health = What the rules report
fig-health-note = Errors, warnings, and what waivers keep back of both, at the end of each month: the state of that day by its own settings, and by the rules of this version of tickmark.
fig-errors = errors
fig-warnings = warnings
fig-waivers = kept back by waivers
fig-soa = Controls by theme
fig-soa-note = How far the controls of the statement of applicability are implemented.
fig-soa-unstated = not stated
fig-soa-excluded = not applied
fig-theme = Theme

## What has to be signed

word-approvals = approvals
word-commits = commits
word-tags = tags

## Fields of the records, where they are named in a history

field-in-acknowledged-position = Position
field-in-finding-acknowledged = Position of the auditee
field-in-isms-scope = Scope of the ISMS
field-in-communications-to = To
field-in-auditor-review-due = Approval to be renewed by
field-acceptance = Acceptance of the risk
field-acknowledged = Receipt confirmed
field-activity = Activity
field-actual-days = Days used
field-agreed = Agreed
field-allowed-signers = File of signing keys
field-analysed-by = Analysed by
field-applicable = Applies
field-approved-by = Approved by
field-attendees = Attendees
field-audience = Audience
field-audiences = Audiences
field-audit-results = Audit results
field-auditable = Auditable
field-auditees = Auditees
field-basis = Basis
field-before-days = Days before
field-blackout = Closed period
field-blocked = Waiting
field-body = Certification body
field-by = By
field-carry-to = Carried to
field-catalogues = Catalogues
field-category = Category
field-certification = Certification
field-certifier = Certification auditor
field-changes = Changes that needed a reason
field-channel = Channel
field-checked-on = Checked on
field-clauses = Clauses
field-client = Client
field-collected-on = Collected on
field-comment = Comment
field-communications = Communication
field-competence-required = Competence required
field-competence-review-months = Months between reviews of competence
field-confidentiality-on = Confidentiality signed on
field-conflicts = Conflicts
field-conforms = Conformity
field-context-changes = Changes in context
field-cooling-off-months = Months of cooling off
field-correction-suffices = Correction suffices
field-criterion = Criterion
field-cycle-years = Years of a cycle
field-date = Day
field-days = Days
field-days-per-year = Days a year
field-declared-on = Declared on
field-designed = Designed
field-detected-on = Detected on
field-disposed = Disposal
field-distribution = Distribution
field-document = Document
field-done-on = Done on
field-due-soon-days = Days of notice
field-effectiveness-after-days = Effectiveness after, in days
field-effectiveness-within-days = Effectiveness within, in days
field-effort = Effort
field-end = End
field-entries = Entries
field-escalation-days = Days until escalation
field-evaluated-by = Evaluated by
field-evidence-max-age-months = Months that evidence stays fresh
field-exclusions = Exclusions
field-expires = Expires
field-external-id = Number elsewhere
field-external-ref = Reference elsewhere
field-feedback = Feedback
field-field = Field
field-fix-days = Days to mend
field-for = For
field-forge = Forge
field-format = Format
field-former = Formerly
field-frequency-basis = Basis for the frequency
field-git = Git addresses
field-github = Name on GitHub
field-gitlab = Name on GitLab
field-headcount = Headcount
field-held-on = Held on
field-hide = Hidden records
field-hide-fields = Hidden fields
field-hours = Hours
field-id = Id
field-ignore = Ignored paths
field-impact = Impact
field-implemented = Implemented
field-improvement-opportunities = Opportunities for improvement
field-in-scope = In scope
field-independence = Independence
field-inputs = Inputs
field-interested-party-changes = Changes of interested parties
field-interested-party-feedback = Feedback of interested parties
field-interval-months = Interval in months
field-interviewee = Interviewee
field-interviewer = Interviewer
field-isms-changes = Changes to the ISMS
field-items = Items
field-justification = Justification
field-language = Language
field-last-reviewed = Last reviewed
field-lesson = Lesson
field-lesson-decisions = Decisions on lessons
field-levels = Levels
field-links = Links
field-major = Of a major nonconformity
field-management = Management
field-maps-to = Corresponds to
field-max-slips = Moves allowed
field-measurement-results = Results of measurement
field-measures = Measures
field-method = Method
field-minor = Of a minor nonconformity
field-minutes = Minutes
field-n = Number
field-name = Name
field-next-on = Next review
field-no-isms-change = No change to the ISMS
field-nonconformities-and-actions = Nonconformities and actions
field-none = Nothing to correct
field-notice-days = Days of notice
field-notified-on = Announced on
field-objective = Objective
field-objectives-met = Objectives met
field-organisation = Organisation
field-outcome = Outcome
field-overdue-every-days = Days between reminders
field-past-roles = Earlier roles
field-path = Path
field-period = Period
field-person = Person
field-place = Place
field-plan-days = Days to plan
field-planned-days = Days planned
field-planned-on = Planned on
field-population = Population
field-previous = Earlier action
field-previous-actions = Earlier decisions
field-previous-findings = Earlier findings
field-profile = Profile
field-proposed-on = Proposed on
field-provider = Provider
field-public = Public
field-question = Question
field-rating = Rating
field-reasons = Reasons
field-records = Records
field-ref = Reference
field-refs = References
field-remarks = Remarks
field-reminders = Reminders
field-remote = From a distance
field-remote-risks = Risks of the distance
field-repeat-of = Repeats
field-repeat-window-months = Months in which a repeat counts
field-report-days = Days to the report
field-report-ref = Report elsewhere
field-repository = Repository
field-requested-from = Requested from
field-requested-on = Requested on
field-required = Required
field-response = Answer
field-response-days = Days to answer
field-response-due = Answer due
field-restricted-evidence = Restricted evidence
field-retain-until = Kept until
field-review = Management review
field-review-due = Review due
field-review-interval-months = Months between reviews
field-reviews = Reviews
field-risk = Risk
field-risk-and-treatment = Risks and their treatment
field-risk-ref = Entry in the risk register
field-risks = Risks
field-roles = Roles
field-rules = Rules
field-schedule = Schedule
field-score = Score
field-seed = Seed
field-selected = Selected
field-sha256 = SHA-256
field-signing = Signing
field-similar-found = Similar cases
field-start = Start
field-statement = Statement
field-status = State
field-status-reason = Reason for the state
field-summary = Summary
field-supersedes = Takes the place of
field-system = System
field-text = Text
field-thresholds = Limits
field-time = Time
field-timezone = Time zone
field-title = Title
field-type = Type
field-until = Until
field-url = Address
field-verified-by = Verified by

## The life of a record, and what changed

life = Its life in Git
life-unknown = The history was not at hand when this page was made.
life-not-committed = Not committed yet.
life-earlier = { $count ->
    [one] One earlier event
   *[other] { $count } earlier events
}
life-begun = begun
life-deleted = deleted
life-moved = moved to another file
life-broken = cannot be read from here on
life-mended = can be read again
life-state = { $from } → { $to }
life-grade = grade { $from } → { $to }
life-due = due date moved { $days ->
    [one] one day
   *[other] { $days } days
} { $way ->
    [earlier] earlier
   *[later] later
}, from { $from } to { $to }{ $times ->
    [1] {""}
   *[other] ; move number { $times }
}
life-of = { $part }: { $what }
change-item = Item { $number }
change-of-several = { $what } ({ $items })
change-added = { $field }: added
change-removed = { $field }: removed
change-step = { $field }: { $from } → { $to }
change-set = { $field }: { $to }
change-taken = { $field }: { $from } → nothing
change-gained = { $field }: with { $to }
change-lost = { $field }: without { $from }
change-none = { $field }: none
change-unsaid = { $field }: not said any more that there are none
change-members = { $field }: without { $from }, with { $to }
life-more = { $count ->
    [one] and one thing more
   *[other] and { $count } things more
}
life-fields = Changed:
changed = Changed since the last review
changed-unknown = There is no history or no review to count from.
changed-nothing = Nothing since { $review } of { $day }.
changed-since = Since { $review } of { $day }, the newest first.
changed-left = { $count ->
    [one] One earlier change is on the page of its record.
   *[other] { $count } earlier changes are on the pages of their records.
}
all-coverage = All clauses and controls, with what is planned
see-coverage = See also: { $coverage }, { $processes }, { $resources }.
role-auditee = auditee
findings-to-answer = Findings to answer for
effectiveness-planned = Effectiveness to be checked on { $day }

## The settings of the ISMS

count-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
count-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
count-times = { $count ->
    [0] never
    [one] once
    [2] twice
   *[other] { $count } times
}
count-bytes = { $count ->
    [one] { $count } byte
   *[other] { $count } bytes
}
every-days = { $count ->
    [one] every day
   *[other] every { $count } days
}
label-imported-from = Id where it came from
label-size = Size
label-rule-profile = Profile of the rules
label-thresholds = Limits that differ from the default
thresholds-note = What the rules and the figures measure by. A limit that is not listed has the value that tickmark comes with.
threshold-cycle-years = Certification cycle
threshold-clauses = Clauses are audited
threshold-controls = Controls are audited
threshold-notice = Notice before an audit
threshold-report = From the closing meeting to the report
threshold-plan = From the report to an accepted plan
threshold-fix = From the report to the last due date
threshold-effectiveness-after = From the last item to the check of effectiveness, at least
threshold-effectiveness-within = From the last item to the check of effectiveness, at most
threshold-escalation = A major nonconformity reaches top management within
threshold-due-soon = Due soon means within
threshold-slips = A due date may move
threshold-cooling-off = Nobody audits a process they left less than
threshold-review = Between two management reviews
threshold-evidence-age = Evidence is too old after
threshold-competence = Between two evaluations of an auditor
threshold-repeat = A lapse counts as a repeat within
label-record-keeping = How the records are kept
label-reminders-before = Reminders before a due date
label-reminders-overdue = Reminders after it
label-signing-required = Must be signed
label-signing-keys = Keys that count
label-evidence-repositories = Repositories with evidence
label-ignored-paths = Files that are no records
label-publication = Publication
label-publication-url = Address of this site
label-publication-audience = Published for
label-publication-language = Language
label-publication-repository = Where records are edited
label-publication-hidden = Never published
publication-without = Without { $records }
publication-without-fields = Without the fields
publication-restricted = With restricted evidence
publication-not-restricted = Without restricted evidence

## The report of an audit

audit-since = Since the audit before
since-alike = Held against { $audit }, the last one of its kind that looked at half or more of the same.
since-other = Held against { $audit }, the last one of its kind. It looked at other things for the most part, so that the numbers say little about each other.
since-then = Then
since-now = Now
since-repeats = Repeats
since-closed = Its findings that are done with
since-open = Its findings that are not closed yet
since-tested = Requirements tested
since-tested-counts = { $now }, before { $before }; { $both } in both
since-gained = Tested now only
since-lost = Tested then only
audit-summary = Summary for management
audit-weightiest = What matters most
audit-data = The audit
audit-work = What was done
audit-work-ahead = What is to be looked at
audit-by-criterion = Conclusions by criterion
audit-to-check = What will be looked at
audit-findings = Findings at a glance
audit-findings-in-detail = Findings in detail
audit-strengths = Strengths
audit-opportunities = Opportunities for improvement
audit-earlier = Follow-up of earlier findings
audit-next = Next steps
audit-issue = Distribution and issue
label-conformity = Conformity
label-not-tested = Not tested
label-samples = Samples
label-items-done = Items done
label-other-records = Actions and other records
label-plan-due = Plan due
label-then = At the audit
label-now = Now
carried-to = carried to { $audit }
work-items = { $answered } of { $all } answered
work-evidence = { $count ->
    [one] { $count } record of evidence
   *[other] { $count } records of evidence
}
label-suitable = Suitable
label-adequate = Adequate
label-effective = Effective
review-held-only = Held on { $day }.

## Processes in their cycle

label-interval = Interval
label-systems = Systems
label-budget = Budget
label-external = External auditors
processes-counted = Findings: major nonconformities / minor ones / observations from { $from } to { $to }.
processes-findings = { $count } in all
coverage-picture = As a picture, clauses and controls
search-key = The key / leads to the search

## Letters around an audit

notice-title = Notice of the audit { $id }: { $title }
notice-to = To:
notice-audit = We will audit: { $scope }.
notice-audit-on = We will audit on { $dates }: { $scope }.
notice-objectives = The audit is to find out:
notice-period = We look at records of { $span }.
notice-exclusions = Left out:
notice-criteria = We audit against:
notice-methods = How: { $methods }.
notice-methods-remote = How: { $methods }; from a distance: { $remote }.
notice-team = The team:
notice-day = Day
notice-time = Time
notice-what = What
notice-with = With
notice-where = Where
notice-previous = We will also look again at:
notice-requests = Please have ready:
notice-request-from = from { $who }
notice-request-by = by { $day }
notice-end = An audit looks at how work is done, not at persons; the report names roles. If a day does not suit, or somebody of the team should not audit you, tell us before the audit begins.
notice-end-lead = An audit looks at how work is done, not at persons; the report names roles. If a day does not suit, or somebody of the team should not audit you, tell { $lead } before the audit begins.
agenda-opening = Opening meeting: { $id }, { $title }
agenda-who = Who is here
agenda-why = Why this audit
agenda-scope = What is in and what is out
agenda-without = without { $what }
agenda-criteria = Against what
agenda-methods = How: { $methods }; samples are drawn, so that not everything that is wrong will be found
agenda-timetable = The timetable, and who is there when
agenda-grades = How findings are graded, and how an auditee says that they do not agree
agenda-confidentiality = Confidentiality, personal data, safety on site
agenda-on-the-way = How the team reports on the way, and what is said at once
agenda-questions = Questions
agenda-closing = Closing meeting: { $id }, { $title }
agenda-looked-at = What was looked at, and what could not be
agenda-found = What was found:
agenda-done-well = What is done well
agenda-conclusion = The conclusion: does it conform, does it work, were the objectives reached
agenda-disagreement = Where auditees do not agree
agenda-report = When the report comes, and by when corrective actions are proposed
agenda-feedback = What the auditees thought of the audit
checklist-title = Checklist: { $id }, { $title }
checklist-item = Item
checklist-criteria = Criteria
checklist-question = Question
checklist-seen = Seen
checklist-result = Result
checklist-no-workpaper = There is no workpaper yet.
checklist-criterion = Criterion
checklist-criterion-title = Title
checklist-results = Results: { $results }.
asked-for-title = Evidence asked for: { $id }, { $title }
asked-for-number = Number
asked-for-what = What
asked-for-from = From
asked-for-by = By
asked-for-here = Here
asked-for-yes = yes
asked-for-none = Nothing is asked for.
asked-for-end = Please leave files as they are, say from which system and on which day they come, and black out nothing: tell us instead what must not be seen.

## Reminders

reminder-all = What is to be done, as of { $day }
reminder-none = Nothing is late, due soon, or waiting.
reminder-nobody = Nobody yet
reminder-title = Audit follow-up for { $who }: { $count ->
    [one] { $count } thing to do
   *[other] { $count } things to do
}
reminder-title-late = { $title }, { $late } late
reminder-title-nobody = nobody yet
reminder-hello = { $who }, this is waiting for you.
reminder-kept = As of { $day }. This issue is kept up to date and closed when nothing is left.
reminder-what = What
reminder-due = Due
reminder-how = How it is recorded
reminder-late = { $days } late
reminder-no-day = as soon as may be
reminder-mail = This is waiting for you, as of { $day }:
reminder-due-late = due on { $due }, { $days } late
reminder-due-today = due today, { $due }
reminder-due-ahead = due on { $due }, { $in }
reminder-recorded = It is recorded with: { $how }
reminder-end = If a day cannot be kept, ask for a new one with the reason before it has passed.
reminder-calendar = Audit follow-up
tasks-none = nothing is to be done, as of { $day }
tasks-nobody = nobody yet
tasks-all = { $count ->
    [one] 1 thing to be done
   *[other] { $count } things to be done
}
tasks-more = { $count } of them not shown (--all)
tasks-late = { $late } late, as of { $day }
task-corrective-action = corrective action
task-corrective-action-to-be-planned = corrective action to be planned
task-plan-to-be-proposed = plan to be proposed
task-plan-to-be-accepted = plan to be accepted
task-effectiveness-check = effectiveness check
task-to-be-closed = to be closed
task-finding-to-be-acknowledged = finding to be acknowledged
task-decision = decision
task-to-be-taken-to-top-management = to be taken to top management
task-decision-of-the-management-review = decision of the management review
task-answer-to-the-certification-body = answer to the certification body
task-evidence-asked-for = evidence asked for
task-evidence-to-be-verified = evidence to be verified
task-audit = audit
task-audit-to-be-held = audit to be held
task-accepted-risk-to-be-decided-again = accepted risk to be decided again
task-management-review = management review
task-audit-programme = audit programme
task-audit-of-the-certification-body-to-be-recorded = audit of the certification body to be recorded
task-approval-of-an-auditor-to-be-renewed = approval of an auditor to be renewed
task-to-be-written = to be written
task-to-begin-with = to begin with
