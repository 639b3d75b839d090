use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Parser};

use super::{Arguments, Exit, Global, Output, dispatch};
use crate::demo::{self, DAY};
use crate::text::counted;

/// Write the sample ISMS as a Git repository, and show on it what tickmark does
///
/// The sample is an invented company of 140 people with three audit cycles of history. Its story is told as of 2026-11-01.
/// Needs no network and no git program; gives the same commits every time.
#[derive(Debug, Args)]
pub struct Demo {
    /// Write the repository into DIR, a new or empty folder
    #[arg(value_name = "DIR", default_value = "tickmark-demo")]
    folder: PathBuf,
}

/// A command that is shown: what it is for, its arguments, and what it ends with when all is as it should be.
struct Scene<'a> {
    heading: &'a str,
    arguments: Vec<&'a str>,
    expected: Exit,
}

impl Demo {
    pub fn run(&self, global: &Global, output: &mut Output) -> anyhow::Result<Exit> {
        let folder = global.directory.join(&self.folder);
        expect_empty(&folder)?;
        let steps = demo::steps()?;
        demo::write(&folder).with_context(|| format!("cannot write the demo into {}", folder.display()))?;
        let mut authors: Vec<&str> = steps.iter().map(|step| step.author.email.as_str()).collect();
        authors.sort_unstable();
        authors.dedup();
        output.result(&format!(
            "Wrote the records of Harbourline Software into {}: {} by {}, three audit cycles.\n\
             Every commit and every tag of a report is signed, by keys that everybody can make: they show how signatures are \
             looked at, and prove nothing.\n",
            folder.display(),
            counted(steps.len() as i64, "commit"),
            counted(authors.len() as i64, "author"),
        ))?;
        // Not into `site/`, where the files of one's own lie that stand in place of the built-in ones.
        let site = folder.join("out");
        let site = site.to_str().context("the folder's name is not valid Unicode")?;
        for scene in scenes(site) {
            self.play(&folder, &scene, output)?;
        }
        output.result(&self.ending(&folder))?;
        Ok(Exit::Success)
    }

    fn play(&self, folder: &Path, scene: &Scene<'_>, output: &mut Output) -> anyhow::Result<()> {
        let shown: Vec<String> = scene.arguments.iter().map(|word| shorten(word, folder)).collect();
        output.result(&format!("\n{}\n$ tickmark {}\n\n", scene.heading, shown.join(" ")))?;
        let folder = folder.to_str().context("the folder's name is not valid Unicode")?;
        let words = ["tickmark", "-C", folder].into_iter().chain(scene.arguments.iter().copied());
        let exit = dispatch(&Arguments::try_parse_from(words)?, output)?;
        if exit != scene.expected {
            bail!("`tickmark {}` did not end as the sample's story has it", scene.arguments.join(" "));
        }
        Ok(())
    }

    fn ending(&self, folder: &Path) -> String {
        let next = [
            ("diff 2025 2026 --fields", "every field that changed within a cycle"),
            ("lint --at 2025-03-15", "the records as they were, judged on that day"),
            ("gate --profile overdue --as-of 2026-09-14", "nothing was late then"),
            ("verify", "what was issued is as it was, and who signed it"),
            ("site -o ../public-site", "the same site without names, for anybody"),
            ("schema finding", "what may stand in a finding"),
        ];
        let mut text = format!("\nOpen {} in a browser. What to try next", folder.join("out/index.html").display());
        text.push_str(&format!(", in {}:\n\n", folder.display()));
        for (command, what) in next {
            text.push_str(&format!("  tickmark {command:<43}{what}\n"));
        }
        text.push_str("\nOr change a record there by hand, and see what lint and `tickmark diff HEAD` say.\n");
        if let Some(program) = std::env::current_exe().ok().filter(|program| !is_on_path(program)) {
            text.push_str(&format!(
                "`tickmark` is {}; `cargo install --locked --path .` puts it on the path.\n",
                program.display()
            ));
        }
        text
    }
}

/// Whether typing the program's name would run it.
fn is_on_path(program: &Path) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    program.parent().is_some_and(|folder| std::env::split_paths(&folders).any(|known| known == folder))
}

fn scenes(site: &str) -> Vec<Scene<'_>> {
    vec![
        Scene {
            heading: "1. The records, held against the rules of a lead auditor",
            arguments: vec!["lint", "--as-of", DAY],
            expected: Exit::Findings,
        },
        Scene {
            heading: "2. Two audit cycles compared across commits (without --summary, line by line)",
            arguments: vec!["diff", "2025", "2026", "--summary"],
            expected: Exit::Success,
        },
        Scene {
            heading: "3. The gate for CI, stopped by what is overdue",
            arguments: vec!["gate", "--profile", "overdue", "--as-of", DAY],
            expected: Exit::Findings,
        },
        Scene {
            heading: "4. The audit history as a site",
            arguments: vec!["site", "--audience", "management", "--as-of", DAY, "-o", site],
            expected: Exit::Success,
        },
    ]
}

/// A path below the demo's folder as it is typed there.
fn shorten(word: &str, folder: &Path) -> String {
    match Path::new(word).strip_prefix(folder) {
        Ok(below) => below.display().to_string(),
        Err(_) => word.to_owned(),
    }
}

fn expect_empty(folder: &Path) -> anyhow::Result<()> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(true) => Ok(()),
        Ok(false) => bail!("{} is not empty; give a new folder: `tickmark demo DIR`", folder.display()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot write into {}", folder.display())),
    }
}
