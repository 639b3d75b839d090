use std::io::{BufRead, IsTerminal};
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, ValueEnum};

use super::state::{day_in, global_config};
use super::writing::write;
use super::{Exit, Global, Output};
use crate::edit::Draft;
use crate::record::{Date, ROOT_FILE};
use crate::render::printable;
use crate::scaffold::{self, Beginning, Forge};
use crate::source::git::Repository;
use crate::text::{is_acting, is_blank};
use crate::yaml::refused;

/// Begin an ISMS: settings, statement of applicability, a programme, a first person, files for editors and CI
///
/// Asks four questions at a terminal, of which flags answer any; without a terminal it asks nothing and takes what it can
/// find out. A file that is there already stays as it is.
#[derive(Debug, Args)]
pub struct Init {
    /// Where; made if it is not there
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Name of the organisation
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
    /// Your name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Your position
    #[arg(long, value_name = "TEXT")]
    position: Option<String>,
    /// Your e-mail address in Git
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Where the repository will be kept
    #[arg(long, value_name = "FORGE")]
    forge: Option<ForgeName>,
    /// Your name there
    #[arg(long, value_name = "NAME")]
    handle: Option<String>,
    /// Time zone of the organisation
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    timezone: String,
    /// Begin on DAY (YYYY-MM-DD) instead of today
    #[arg(long, value_name = "DAY", value_parser = super::state::day)]
    on: Option<Date>,
    /// List what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ForgeName {
    Github,
    Gitlab,
    None,
}

impl Init {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let folder = global.directory.join(self.folder.as_deref().unwrap_or(Path::new(".")));
        let root = folder.join(ROOT_FILE);
        let shown: PathBuf = root.components().filter(|part| *part != Component::CurDir).collect();
        anyhow::ensure!(!root.exists(), "{} is there already: the ISMS has begun", shown.display());
        self.expect_place(&folder)?;
        let zone = jiff::tz::TimeZone::get(&self.timezone).map_err(|_| {
            anyhow::anyhow!("there is no time zone `{}`; write a name such as Europe/Oslo", self.timezone)
        })?;
        let beginning = self.beginning(&folder, self.on.unwrap_or_else(|| day_in(&zone)), output)?;
        expect_names(&beginning)?;
        let draft = scaffold::init(&beginning);
        let (new, kept): (Vec<_>, Vec<_>) = draft.files().partition(|file| !folder.join(&*file.path).exists());
        if !self.dry_run {
            let mut missing = Draft::default();
            new.iter().for_each(|file| missing.create(file.path.clone(), file.after.clone()));
            std::fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
            write(&folder, &missing)?;
            if Repository::discover(&folder.canonicalize()?)?.is_none() {
                Repository::begin(&folder)?;
            }
        }
        for file in new.iter().filter(|file| !file.path.starts_with(scaffold::SCHEMAS)) {
            output.result(&format!("{}{}\n", if self.dry_run { "would write " } else { "" }, file.path))?;
        }
        for file in kept {
            output.note("note", &format!("{} was there already and stays as it is", file.path));
        }
        let place = match &self.folder {
            // Who is there already need not go there.
            Some(folder) if folder != Path::new(".") => {
                format!("cd {}, then\n", printable(&folder.display().to_string()))
            }
            _ => String::new(),
        };
        output.result(&format!(
            "\n{place}  tickmark next          says what is to be done, and by whom\n  \
             tickmark new person    adds somebody: who audits must not audit their own work\n  \
             tickmark lint          says what is wrong\n"
        ))?;
        Ok(Exit::Success)
    }

    /// Refuses a place where nothing can begin: inside of a record root, and where Git keeps its own data.
    fn expect_place(&self, folder: &Path) -> anyhow::Result<()> {
        let there = existing(folder).canonicalize()?;
        let repository = Repository::discover(&there)?;
        let is_data = |repository: &Repository| {
            let data = repository.data_folder().canonicalize();
            repository.top().is_none() || data.is_ok_and(|data| there.starts_with(data))
        };
        anyhow::ensure!(
            !repository.as_ref().is_some_and(is_data),
            "{} is where Git keeps its own data, and has no place for files; clone it, and begin in the clone",
            there.display()
        );
        let top = repository.as_ref().and_then(Repository::top);
        let is_within = |above: &&Path| top.as_ref().is_none_or(|top| above.starts_with(top));
        let above = there.ancestors().take_while(is_within).find(|above| above.join(ROOT_FILE).is_file());
        match above {
            Some(above) => anyhow::bail!(
                "{} lies in the ISMS that has begun in {}; its records go there, and another ISMS beside it",
                folder.display(),
                above.display()
            ),
            None => Ok(()),
        }
    }

    /// What the flags say, then what somebody at the terminal answers, then what can be found out.
    fn beginning(&self, folder: &Path, day: Date, output: &mut Output) -> anyhow::Result<Beginning> {
        let git = Repository::discover(&existing(folder))?;
        let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let named = full.file_name().map(|name| name.to_string_lossy().into_owned());
        let organisation = ask(
            &self.organisation,
            "Name of the organisation",
            named.as_deref().unwrap_or("Our organisation"),
            output,
        )?;
        let global = global_config();
        let known = git.as_ref().and_then(|git| git.user_name(global.as_deref()));
        let person = ask(&self.name, "Your name", known.as_deref().unwrap_or("First Person"), output)?;
        let position = ask(&self.position, "Your position", "ISMS owner", output)?;
        let forge = match self.forge {
            Some(forge) => forge,
            None => {
                match ask(&None, "Where will the repository be kept (github, gitlab, none)", "none", output)?.as_str() {
                    "github" => ForgeName::Github,
                    "gitlab" => ForgeName::Gitlab,
                    "none" => ForgeName::None,
                    other => anyhow::bail!("`{other}` is none of github, gitlab and none"),
                }
            }
        };
        Ok(Beginning {
            organisation,
            timezone: self.timezone.clone(),
            person,
            position,
            email: self.email.clone().or_else(|| git.as_ref()?.email(global.as_deref())),
            handle: self.handle.clone(),
            forge: match forge {
                ForgeName::Github => Forge::Github,
                ForgeName::Gitlab => Forge::Gitlab,
                ForgeName::None => Forge::None,
            },
            day,
        })
    }
}

/// Refuses what no record can hold.
fn expect_names(beginning: &Beginning) -> anyhow::Result<()> {
    let said = [
        ("--organisation", Some(&beginning.organisation)),
        ("--name", Some(&beginning.person)),
        ("--position", Some(&beginning.position)),
        ("--email", beginning.email.as_ref()),
        ("--handle", beginning.handle.as_ref()),
    ];
    for (flag, text) in said.into_iter().filter_map(|(flag, text)| Some((flag, text?))) {
        anyhow::ensure!(!is_blank(Some(text)), "`{flag}` is empty: say it, or leave the flag out");
        if let Some(c) = text.chars().find(|c| is_acting(*c) || *c == '\n') {
            anyhow::bail!("`{flag}`: {}", refused(c));
        }
    }
    Ok(())
}

/// The nearest folder above that is there.
fn existing(folder: &Path) -> PathBuf {
    let there = folder.ancestors().find(|folder| folder.is_dir());
    there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
}

/// The flag, or what is answered at a terminal; an empty answer, and no terminal, mean the default.
fn ask(flag: &Option<String>, question: &str, default: &str, output: &mut Output) -> anyhow::Result<String> {
    if let Some(value) = flag {
        return Ok(value.clone());
    }
    let input = std::io::stdin();
    if !input.is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(default.to_owned());
    }
    output.prompt(&format!("{question} [{default}]: "));
    let mut line = String::new();
    input.lock().read_line(&mut line).context("the answer cannot be read")?;
    let answer = line.trim();
    Ok(if answer.is_empty() { default.to_owned() } else { answer.to_owned() })
}
