//! From JSON to a form.

use serde_json::Value;

use crate::record::Date;

/// A form that somebody filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Who.
    pub sender: Sender,
    /// What it is about: `CA-2026-005/2`.
    pub item: String,
    /// What is asked for.
    pub request: Request,
    /// Number of the issue that the form is.
    pub number: Option<u64>,
}

/// Who sent a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A person by id.
    Person(String),
    /// Somebody by their name on GitHub.
    Github(String),
    /// Somebody by their name on GitLab.
    Gitlab(String),
}

/// What a form asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Something is done.
    Done {
        /// Day; today without it.
        day: Option<Date>,
        /// What shows it: an address or the id of an evidence record.
        evidence: Option<String>,
        /// What that is.
        title: Option<String>,
    },
    /// A new date is needed.
    Date {
        /// The new day.
        day: Date,
        /// Why.
        reason: String,
    },
}

/// Why some JSON is no form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// It is no JSON.
    #[error("the form is no JSON: {0}")]
    Json(String),
    /// It is neither a form nor an event of an issue.
    #[error("this is neither a form (`form`, `item`, `by`, …) nor an event of GitHub or GitLab about an issue")]
    Unknown,
    /// A field is missing.
    #[error("the form does not say `{0}`")]
    Missing(&'static str),
    /// A field cannot be read.
    #[error("`{field}` is {value}, and {reason}")]
    Wrong {
        /// The field.
        field: &'static str,
        /// What is there.
        value: String,
        /// Why that is wrong.
        reason: String,
    },
}

/// Reads a form.
///
/// # Errors
/// It is none, or a field is missing or wrong.
pub fn read(json: &str) -> Result<Form, FormError> {
    let value: Value = serde_json::from_str(json).map_err(|error| FormError::Json(error.to_string()))?;
    let text = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    if let (Some(body), Some(user)) = (text("/issue/body"), text("/issue/user/login")) {
        let number = value.pointer("/issue/number").and_then(Value::as_u64);
        return form(&|name| section(&body, name), Sender::Github(user), number);
    }
    if let (Some(body), Some(user)) = (text("/object_attributes/description"), text("/user/username")) {
        let number = value.pointer("/object_attributes/iid").and_then(Value::as_u64);
        return form(&|name| section(&body, name), Sender::Gitlab(user), number);
    }
    if value.get("form").is_none() {
        return Err(FormError::Unknown);
    }
    let field = |name: &str| value.get(key(name)).and_then(Value::as_str).map(|text| text.trim().to_owned());
    let by = field("By").ok_or(FormError::Missing("by"))?;
    form(&|name| field(name).filter(|text| !text.is_empty()), Sender::Person(by), value["number"].as_u64())
}

/// The key of a field in our own form; a heading has the words that people read.
fn key(heading: &str) -> &str {
    match heading {
        "Form" => "form",
        "Item" => "item",
        "Day" => "day",
        "Evidence" => "evidence",
        "What the evidence shows" => "title",
        "Reason" => "reason",
        _ => "by",
    }
}

fn form(field: &dyn Fn(&str) -> Option<String>, sender: Sender, number: Option<u64>) -> Result<Form, FormError> {
    let kind = field("Form").ok_or(FormError::Missing("form"))?;
    let item = field("Item").ok_or(FormError::Missing("item"))?;
    let day = field("Day").map(|text| {
        text.parse::<Date>().map_err(|error| FormError::Wrong {
            field: "day",
            value: quoted(&text),
            reason: error.to_string(),
        })
    });
    let day = day.transpose()?;
    let request = match kind.as_str() {
        "done" => Request::Done { day, evidence: field("Evidence"), title: field("What the evidence shows") },
        "date" => Request::Date {
            day: day.ok_or(FormError::Missing("day"))?,
            reason: field("Reason").ok_or(FormError::Missing("reason"))?,
        },
        _ => {
            let reason = "the forms are `done` and `date`".to_owned();
            return Err(FormError::Wrong { field: "form", value: quoted(&kind), reason });
        }
    };
    Ok(Form { sender, item, request, number })
}

fn quoted(text: &str) -> String {
    format!("`{}`", crate::text::shortened(text, 60))
}

/// The text below a heading of an issue, without comments; what nobody filled in is nothing.
fn section(body: &str, heading: &str) -> Option<String> {
    let mut lines = body.lines().map(str::trim_end);
    lines.find(|line| line.strip_prefix("### ").is_some_and(|title| title.trim().eq_ignore_ascii_case(heading)))?;
    let below: Vec<&str> = lines.take_while(|line| !line.starts_with("### ")).collect();
    let mut text = below.join("\n");
    while let Some(start) = text.find("<!--") {
        let end = text[start..].find("-->").map_or(text.len(), |end| start + end + 3);
        text.replace_range(start..end, "");
    }
    // A quick action of GitLab is no answer.
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with('/')).collect();
    let text = kept.join("\n").trim().to_owned();
    (!text.is_empty() && text != "_No response_").then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_github_is_read_by_its_headings() {
        let body = "### Form\n\ndone\n\n### Item\n\nCA-2026-005/2\n\n### Day\n\n_No response_\n\n### Evidence\n\nhttps://dms.example/1\n\n\
                    ### What the evidence shows\n\nExport of 3 May";
        let event = serde_json::json!({ "issue": { "number": 7, "user": { "login": "camila" }, "body": body } });
        let form = read(&event.to_string()).expect("a form");
        assert_eq!(form.sender, Sender::Github("camila".into()));
        assert_eq!((form.item.as_str(), form.number), ("CA-2026-005/2", Some(7)));
        let (evidence, title) = (Some("https://dms.example/1".into()), Some("Export of 3 May".into()));
        assert_eq!(form.request, Request::Done { day: None, evidence, title });
    }

    #[test]
    fn a_template_of_gitlab_loses_its_comments_and_quick_actions() {
        let body = "<!-- fill in -->\n\n### Form\n\ndate\n\n### Item\n\n<!-- such as CA-2026-005/2 -->\nCA-2026-005/1\n\n### Day\n\n2026-12-01\n\
                    \n### Reason\n\nThe supplier\nis late\n\n/label ~tickmark-form";
        let event = serde_json::json!({ "object_attributes": { "iid": 3, "description": body }, "user": { "username": "lars" } });
        let form = read(&event.to_string()).expect("a form");
        let day = "2026-12-01".parse().expect("a day");
        assert_eq!(form.request, Request::Date { day, reason: "The supplier\nis late".into() });
        assert_eq!(form.item, "CA-2026-005/1");
    }

    #[test]
    fn what_is_missing_or_wrong_is_said() {
        let errors = [
            ("[", "no JSON"),
            ("{}", "neither a form"),
            (r#"{"form": "done", "item": "CA-1/1"}"#, "`by`"),
            (r#"{"form": "date", "item": "CA-1/1", "by": "p-a", "day": "2026-12-01"}"#, "`reason`"),
            (r#"{"form": "date", "item": "CA-1/1", "by": "p-a", "day": "1 December"}"#, "YYYY-MM-DD"),
            (r#"{"form": "delete", "item": "CA-1/1", "by": "p-a"}"#, "`done` and `date`"),
        ];
        for (json, words) in errors {
            let error = read(json).expect_err(json).to_string();
            assert!(error.contains(words), "{error}");
        }
    }
}
