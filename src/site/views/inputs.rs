//! What the records tell for the boxes of a review that is still ahead: the blocks of its report, on its page.

use std::sync::Arc;

use serde_json::Value as Json;

use super::Viewer;
use crate::history::Act;
use crate::record::{Kind, Review, ReviewStatus};
use crate::report::{self, Block, Blocks, Line, Reader};
use crate::site::data::{Value, json};
use crate::snapshot::Record;

impl Viewer<'_, '_> {
    /// Its decisions, and what the records tell for each box, by its key; nothing for a review that was held, whose boxes say what
    /// was before it.
    pub(super) fn review_more(&self, record: &Record, review: &Review) -> Value {
        if review.status != ReviewStatus::Planned || !self.sees(record, "inputs") {
            return json!({"inputs": Value::Null, "decisions": self.decisions(record, review)});
        }
        let options = self.site.options;
        let promises = options.chronicle.as_ref().map(|chronicle| &chronicle.promises);
        let readers = report::Options {
            audience: options.audience,
            language: Arc::clone(&options.language),
            day: options.day,
            tag: None,
            issued: None,
            is_uncommitted: false,
            elsewhere: options.elsewhere.clone(),
        };
        let reader = Reader::new(self.site.seen, &readers).with_promises(promises);
        let boxes = report::inputs(&reader, review).into_iter();
        let boxes = boxes.filter(|(_, key, _)| self.sees(record, &format!("inputs/{key}")));
        let inputs = boxes.map(|(_, key, blocks)| {
            let blocks = match key {
                "context-changes" => self.happened_since(&reader, review, &[Kind::Isms, Kind::Soa]),
                "interested-party-changes" => self.happened_since(&reader, review, &[Kind::Catalogue]),
                _ => blocks,
            };
            (key.into(), self.blocks(&blocks))
        });
        json!({"inputs": Value::map(inputs.collect()), "decisions": self.decisions(record, review)})
    }

    /// What happened to records of some kinds since the review before, the newest last.
    fn happened_since(&self, reader: &Reader<'_>, review: &Review, kinds: &[Kind]) -> Vec<Block> {
        let chronicle = self.site.options.chronicle.as_deref();
        let records = self.site.snapshot.records().iter();
        let records = records.filter(|record| kinds.contains(&record.kind()) && self.is_shown(&record.id));
        let since = report::looks_back_to(self.site.snapshot, review);
        let mut items = Vec::new();
        for record in records {
            for (point, what) in chronicle.into_iter().flat_map(|chronicle| chronicle.life(&record.id)) {
                let is_told = |field: &str| report::is_of_context(record.kind(), field) && self.may_tell(record, field);
                let what = what.iter().filter(|what| what.act != Act::Moved && is_told(&what.field));
                let words = reader.told(record.kind(), &what.collect::<Vec<_>>()).into_iter().map(Line::from);
                let words = Line::joined(words, "; ");
                if point.day > since && !words.is_empty() {
                    let day = reader.language().short_day(point.day);
                    items.push(Line::code(&*record.id).then(format!(", {day}: ")).then(words));
                }
            }
        }
        let mut blocks = Blocks::default();
        blocks.list(items);
        blocks.0
    }

    /// Blocks of a report as a template sees them; what they name by id leads to its page.
    fn blocks(&self, blocks: &[Block]) -> Value {
        let mut tree = serde_json::to_value(blocks).unwrap_or_default();
        self.linked(&mut tree);
        tree.into()
    }

    fn linked(&self, tree: &mut Json) {
        match tree {
            Json::Array(items) => items.iter_mut().for_each(|item| self.linked(item)),
            Json::Object(members) => {
                if members.contains_key("style") && members.contains_key("text") {
                    let text = members["text"].as_str().unwrap_or_default();
                    let (id, part) = text.split_once('/').map_or((text, None), |(id, part)| (id, Some(part)));
                    let is_code = members["style"] == "code";
                    let address = self.site.plan.address(id).filter(|_| is_code);
                    // What there is one of is known by its name: its id is a word of the tool.
                    let record = self.site.snapshot.record(id).filter(|record| is_code && record.kind().is_single());
                    let name = record.and_then(|record| self.link(&record.id)["label"].as_str().map(str::to_owned));
                    let part = part.map(|part| format!("#item-{part}")).unwrap_or_default();
                    let address = address.map(|address| format!("{}{address}{part}", self.root));
                    members.insert("href".to_owned(), address.into());
                    if let Some(name) = name {
                        members.insert("text".to_owned(), name.into());
                    }
                }
                members.values_mut().for_each(|member| self.linked(member));
            }
            _ => {}
        }
    }
}
