//! Writes a generated ISMS as a repository, for measuring whole commands and other tools on it:
//! `cargo run --release --example generate -- FOLDER FINDINGS COMMITS`. The same numbers give the same records.

#![allow(missing_docs)]

#[path = "mod.rs"]
mod support;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, findings, commits] = arguments.as_slice() else {
        panic!("usage: generate FOLDER FINDINGS COMMITS");
    };
    let number = |text: &String| text.parse().expect("a number");
    std::fs::create_dir_all(folder).expect("the folder can be made");
    support::repository(std::path::Path::new(folder), &support::isms(number(findings)), number(commits));
}
