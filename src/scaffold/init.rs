//! A new ISMS: the files with which a team begins, clean by the profile `starter`.

use super::{SCHEMAS, Taken, person_id, schema_link, slug, text};
use crate::edit::Draft;
use crate::record::criteria::{built_in, is_control};
use crate::record::{Date, Employment, Kind, ProgrammeStatus, ROOT_FILE};
use crate::schema;
use crate::text::TODO;
use crate::yaml::{Node, Value, entry};

/// Where the repository is kept, for which continuous integration and forms are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Forge {
    /// GitHub.
    Github,
    /// GitLab.
    Gitlab,
    /// Elsewhere.
    #[default]
    None,
}

/// What a new ISMS begins with.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// Name of the organisation.
    pub organisation: String,
    /// Its time zone.
    pub timezone: String,
    /// Name of whoever begins.
    pub person: String,
    /// Their position.
    pub position: String,
    /// Their e-mail address in Git.
    pub email: Option<String>,
    /// Their name on the forge.
    pub handle: Option<String>,
    /// The forge.
    pub forge: Forge,
    /// The day.
    pub day: Date,
}

/// The files of a new ISMS.
pub fn init(beginning: &Beginning) -> Draft {
    let mut draft = Draft::default();
    let person = Taken::default().free(&person_id(&beginning.position));
    draft.create(ROOT_FILE, settings(beginning, &person));
    draft.create(format!("people/{person}.yaml"), first_person(beginning, &person));
    draft.create("soa.yaml", soa(beginning));
    let year = beginning.day.year();
    draft.create(format!("programmes/AP-{year}.yaml"), programme(beginning, &person));
    for &kind in Kind::ALL {
        draft.create(format!("{SCHEMAS}/{kind}.schema.json"), schema::text(kind).to_owned());
    }
    draft.create(".vscode/settings.json", editor_settings());
    draft.create(".vscode/extensions.json", "{\n  \"recommendations\": [\"redhat.vscode-yaml\"]\n}\n".to_owned());
    draft.create(
        ".editorconfig",
        "root = true\n\n[*.yaml]\nindent_style = space\nindent_size = 2\nend_of_line = lf\n\
                 insert_final_newline = true\ntrim_trailing_whitespace = true\n"
            .to_owned(),
    );
    draft.create(".gitattributes", "*.yaml text eol=lf\n".to_owned());
    forge(beginning, &mut draft);
    draft
}

fn settings(beginning: &Beginning, person: &str) -> String {
    let me = || Node::text(person);
    let name =
        [("name", Node::text(beginning.organisation.as_str())), ("timezone", Node::text(beginning.timezone.as_str()))];
    let scope = format!("{TODO}what the ISMS covers, in the words of the scope document");
    let process = [
        ("id", Node::text("isms")),
        ("name", Node::text("Information security management")),
        ("owner", me()),
        ("importance", Node::word("high")),
    ];
    let parts = [
        format!("# yaml-language-server: $schema={}\n", schema_link(Kind::Isms, ROOT_FILE)),
        "# The ISMS and the settings of tickmark. `tickmark explain RULE` says what a rule asks for.\n".to_owned(),
        entry("kind", &Node::word(Kind::Isms), 0),
        entry("format", &Node::new(Value::Integer(1)), 0),
        entry("organisation", &Node::map(name), 0),
        entry("scope", &Node::map([("statement", Node::text(scope))]), 0),
        "# sites:\n#   - {id: hq, name: Head office, in_scope: true}\n".to_owned(),
        "# The first catalogue is the one whose criteria are written without a prefix. Put your own policies beside it:\n\
         # catalogues/own.yaml, cited as own:ACP-4.2.\n".to_owned(),
        entry("catalogues", &Node::list([Node::text("iso27001-2022")]), 0),
        "# Whoever audits a clause must not run it: name somebody else as soon as there is somebody else.\n".to_owned(),
        entry("roles", &Node::map([("top_management", Node::list([me()])), ("programme_manager", me()), ("isms_owner", me())]), 0),
        "# What the business does, and who answers for it. Audits look at processes.\n".to_owned(),
        entry("processes", &Node::list([Node::map(process)]), 0),
        "# Numbers that rules compare with; `tickmark schema isms` lists them with their defaults.\n# thresholds:\n#   notice_days: 10\n"
            .to_owned(),
        "# starter: what is wrong with what is written down. Take the line away once the programme is approved.\n".to_owned(),
        entry("profile", &Node::word("starter"), 0),
    ];
    parts.concat()
}

fn first_person(beginning: &Beginning, person: &str) -> String {
    let mut fields = vec![
        ("id", Node::text(person)),
        ("name", Node::text(beginning.person.as_str())),
        ("position", Node::text(beginning.position.as_str())),
        ("employment", Node::word(Employment::Employee)),
    ];
    fields.extend(beginning.email.as_ref().map(|email| ("git", Node::list([Node::text(email.as_str())]))));
    let forge = match beginning.forge {
        Forge::Github => Some("github"),
        Forge::Gitlab => Some("gitlab"),
        Forge::None => None,
    };
    fields.extend(
        forge
            .zip(beginning.handle.as_ref())
            .map(|(forge, handle)| ("forge", Node::map([(forge, Node::text(handle.as_str()))]))),
    );
    let link = schema_link(Kind::Person, &format!("people/{person}.yaml"));
    text(Kind::Person, fields, Some(&link))
}

/// All controls of the standard, each with its title as a comment, for somebody to decide about.
fn soa(beginning: &Beginning) -> String {
    let mut out = format!("# yaml-language-server: $schema={}\n", schema_link(Kind::Soa, "soa.yaml"));
    out.push_str(
        "# The statement of applicability (6.1.3 d): for every control whether it is applied, and why or why not.\n\
         # status: planned, partly or implemented. Others are own controls: X.1, X.2, …\n",
    );
    out.push_str(&entry("kind", &Node::word(Kind::Soa), 0));
    out.push_str(&entry("version", &Node::text(format!("{}.0", beginning.day.year())), 0));
    out.push_str("controls:\n");
    for control in built_in().entries.iter().filter(|entry| is_control(entry.id.as_str()) && entry.auditable) {
        out.push_str(&format!(
            "  # {}\n  - id: {}\n    applicable: true\n    justification: \"{TODO}why\"\n",
            control.title, control.id
        ));
    }
    out
}

fn programme(beginning: &Beginning, person: &str) -> String {
    let year = beginning.day.year();
    let days = |month, day| Date::new(year, month, day).map_or_else(|| Node::text(""), Node::word);
    let fields = vec![
        ("id", Node::text(format!("AP-{year}"))),
        ("title", Node::text(format!("Internal audit programme {year}"))),
        ("status", Node::word(ProgrammeStatus::Draft)),
        ("cycle", Node::map([("from", days(1, 1)), ("to", days(12, 31))])),
        (
            "objectives",
            Node::list([
                Node::text("Tell whether the ISMS meets the organisation's own requirements and those of the standard"),
                Node::text("Tell whether it is put into effect and kept up"),
            ]),
        ),
        ("manager", Node::text(person)),
        ("sponsor", Node::text(person)),
        ("criteria", Node::list([Node::text("iso27001-2022")])),
    ];
    let link = schema_link(Kind::Programme, &format!("programmes/AP-{year}.yaml"));
    text(Kind::Programme, fields, Some(&link))
}

/// Which schema holds for which files, for editors that read no first line.
fn editor_settings() -> String {
    let schemas: serde_json::Map<String, serde_json::Value> = Kind::ALL
        .iter()
        .map(|kind| {
            let files = match kind {
                Kind::Isms => ROOT_FILE.to_owned(),
                Kind::Soa => "soa.yaml".to_owned(),
                Kind::Audit => "audits/*/audit.yaml".to_owned(),
                Kind::Workpaper => "audits/*/workpapers/*.yaml".to_owned(),
                kind => format!("{}/**/*.yaml", kind.folder()),
            };
            (format!("./{SCHEMAS}/{kind}.schema.json"), files.into())
        })
        .collect();
    let settings = serde_json::json!({ "yaml.schemas": schemas, "yaml.format.enable": false, "files.eol": "\n" });
    format!("{settings:#}\n")
}

/// Continuous integration, forms and owners, as the forge wants them.
fn forge(beginning: &Beginning, draft: &mut Draft) {
    let files: &[(&str, &str)] = match beginning.forge {
        Forge::Github => &[
            (".github/workflows/records.yml", include_str!("files/github/workflow.yml")),
            (".github/workflows/forms.yml", include_str!("files/github/forms.yml")),
            (".github/ISSUE_TEMPLATE/done.yml", include_str!("files/github/done.yml")),
            (".github/ISSUE_TEMPLATE/date.yml", include_str!("files/github/date.yml")),
            (".github/pull_request_template.md", include_str!("files/github/pull_request_template.md")),
        ],
        Forge::Gitlab => &[
            (".gitlab-ci.yml", include_str!("files/gitlab/ci.yml")),
            (".gitlab/issue_templates/done.md", include_str!("files/gitlab/done.md")),
            (".gitlab/issue_templates/date.md", include_str!("files/gitlab/date.md")),
            (".gitlab/merge_request_templates/Default.md", include_str!("files/github/pull_request_template.md")),
        ],
        Forge::None => &[],
    };
    for (path, content) in files {
        draft.create(*path, (*content).to_owned());
    }
    match beginning.forge {
        Forge::Github => draft.create(".github/CODEOWNERS", owners(beginning)),
        Forge::Gitlab => draft.create(".gitlab/CODEOWNERS", owners(beginning)),
        Forge::None => {}
    }
}

/// Who has to agree to which change; a line without a name says what belongs there.
fn owners(beginning: &Beginning) -> String {
    let handle = beginning.handle.as_ref().map(|handle| format!("@{}", handle.trim_start_matches('@')));
    let lines = [
        ("audits/", "auditors"),
        ("findings/", "auditors"),
        ("evidence/", "auditors"),
        ("actions/", "process owners and auditors"),
        ("programmes/", "programme manager, top management"),
        ("people/", "programme manager"),
        ("soa.yaml", "ISMS owner"),
        (ROOT_FILE, "ISMS owner"),
        ("reviews/", "ISMS owner, top management"),
    ];
    let mut out = "# Who agrees to a change of which records. Put the names of teams here as soon as there are some.\n"
        .to_owned();
    for (path, who) in lines {
        out.push_str(&match &handle {
            Some(handle) => format!("# {who}\n/{path} {handle}\n"),
            None => format!("# /{path} @{}\n", slug(who, 40)),
        });
    }
    out
}
