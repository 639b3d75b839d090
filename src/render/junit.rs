//! JUnit XML, which every CI shows as tests: a suite for each family of rules, a case for each diagnostic, and one for each
//! rule that found nothing.

use quick_junit::{NonSuccessKind, Report as Document, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::place::Places;
use super::report::{Report, with_help};
use crate::diagnostic::{Diagnostic, Level};
use crate::lint::{Family, Rule, rules};

/// The diagnostics as tests: an error fails its case, what is milder is said in the case's output.
pub fn report(report: &Report<'_>) -> String {
    let mut document = Document::new(format!("tickmark {}", report.command));
    let mut places = report.places();
    for &family in Family::ALL {
        let mut suite = TestSuite::new(family.title());
        let is_asked = |rule: &&&'static Rule| rule.family == family && report.asked.contains(&rule.name);
        for rule in rules::ALL.iter().filter(is_asked) {
            suite.add_test_cases(cases(report, rule, &mut places));
        }
        if !suite.test_cases.is_empty() {
            document.add_test_suite(suite);
        }
    }
    text(&document)
}

/// What is left where the tool could not do its work.
pub fn failure(error: &str) -> String {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("failure").set_message(error);
    let mut suite = TestSuite::new("tickmark");
    suite.add_test_case(TestCase::new("tickmark could do its work", status));
    let mut document = Document::new("tickmark");
    document.add_test_suite(suite);
    text(&document)
}

fn text(document: &Document) -> String {
    let mut text = document.to_string().unwrap_or_default();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn cases(report: &Report<'_>, rule: &Rule, places: &mut Places<'_>) -> Vec<TestCase> {
    let own: Vec<&Diagnostic> = report.diagnostics.iter().filter(|diagnostic| diagnostic.rule == rule.name).collect();
    if report.turned_off.contains(&rule.name) {
        let mut status = TestCaseStatus::skipped();
        status.set_message("the settings turn this rule off");
        return vec![named(TestCase::new(rule.name, status), rule)];
    }
    if own.is_empty() {
        return vec![named(TestCase::new(rule.name, TestCaseStatus::success()), rule)];
    }
    own.into_iter().map(|diagnostic| named(case(diagnostic, places), rule)).collect()
}

fn named(mut case: TestCase, rule: &Rule) -> TestCase {
    case.set_classname(rule.name);
    case
}

fn case(diagnostic: &Diagnostic, places: &mut Places<'_>) -> TestCase {
    let spot = places.at(&diagnostic.place);
    let subject = diagnostic.part.as_deref().or(diagnostic.record.as_ref().map(|subject| &*subject.id));
    let place = match spot.line {
        Some(line) => format!("{}:{line}", spot.path),
        None => spot.path.clone(),
    };
    let text = format!("{}\n{place}", with_help(diagnostic));
    let status = match diagnostic.level {
        Level::Error => {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status
                .set_type(diagnostic.level.as_str())
                .set_message(diagnostic.message.as_str())
                .set_description(text.as_str());
            status
        }
        _ => TestCaseStatus::success(),
    };
    let mut case = TestCase::new(format!("{} ({place})", subject.unwrap_or(diagnostic.rule)), status);
    if diagnostic.level != Level::Error {
        case.set_system_out(XmlString::new(format!("{}: {text}", diagnostic.level)));
    }
    case.extra.insert("file".into(), spot.path.into());
    if let Some(line) = spot.line {
        case.extra.insert("line".into(), line.to_string().into());
    }
    case
}
