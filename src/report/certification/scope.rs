//! What was certified and who audits it: scope, statement of applicability and what changed of them, auditors and their independence.

use super::super::document::{Blocks, Facts, Line, Table};
use super::super::frame::Parts;
use super::super::reader::items;
use super::super::{programme, register, review};
use super::Writer;

impl Writer<'_, '_> {
    pub(super) fn soa(&self) -> Parts {
        let reader = self.reader;
        let mut parts = Parts::default();
        if let Some(isms) = reader.snapshot.isms().filter(|isms| reader.is_shown(isms.record())) {
            let fields = reader.fields(isms.record());
            let mut blocks = Blocks(reader.prose(&fields["scope"]["statement"]));
            let mut facts = Facts::default();
            let sites =
                items(&fields["sites"]).filter(|site| site["in_scope"] == true).map(|site| reader.line(&site["name"]));
            facts.put(reader.plain("report-sites"), Line::joined(sites, "; "));
            let processes = items(&fields["processes"]).map(|process| reader.line(&process["name"]));
            facts.put(reader.plain("report-processes"), Line::joined(processes, "; "));
            blocks.facts(facts);
            parts.add(reader.plain("report-scope"), blocks.0);
        }
        parts.add(reader.plain("report-soa"), register::soa(reader));
        let changed =
            review::changed(reader, &self.sources.facts, &[crate::record::Kind::Isms, crate::record::Kind::Soa]);
        let mut blocks = Blocks::default();
        blocks.extend(changed);
        parts.add(reader.plain("report-pack-changes"), reader.or_none(blocks, reader.plain("report-pack-no-changes")));
        parts
    }

    pub(super) fn auditors(&self) -> Parts {
        let reader = self.reader;
        let mut parts = Parts::default();
        parts.add(reader.plain("report-auditor-pool"), programme::auditors(reader));
        let mut table = Table::new([
            (reader.plain("report-audit"), 0),
            (reader.plain("report-who"), 3),
            (reader.plain("report-role"), 2),
            (reader.plain("report-independence"), 5),
        ]);
        let own =
            reader.snapshot.audits().filter(|audit| !audit.r#type.is_third_party() && reader.is_shown(audit.record()));
        for audit in own {
            let fields = reader.fields(audit.record());
            for member in items(&fields["team"]) {
                let declared = &member["independence"];
                table.cells([
                    vec![Line::code(audit.id())],
                    vec![reader.line(&member["person"])],
                    vec![reader.word(&member["role"])],
                    vec![reader.short(&declared["declared_on"]), reader.line(&declared["statement"])],
                ]);
            }
        }
        parts.add(reader.plain("report-independence"), table.block().into_iter().collect());
        parts
    }
}
