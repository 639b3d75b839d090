//! Writing files so that nobody sees half of one.

use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

/// Writes a file whole: who reads it meanwhile sees the old one or the new one, and a crash leaves one of the two. A file
/// that is replaced keeps its permissions.
///
/// # Errors
/// It cannot be written.
pub fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    write_bytes(file, text.as_bytes())
}

/// The same for what is no text.
///
/// # Errors
/// It cannot be written.
pub fn write_bytes(file: &Path, content: &[u8]) -> anyhow::Result<()> {
    let failed = || format!("{} cannot be written", file.display());
    // What is no plain file (/dev/stdout, a pipe) is not to be replaced by one.
    if file.exists() && !file.is_file() {
        return std::fs::write(file, content).with_context(failed);
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new()
        .prefix(".tickmark-")
        .make_in(folder, |path| std::fs::File::create_new(path))
        .with_context(failed)?;
    new.write_all(content).with_context(failed)?;
    if let Ok(known) = std::fs::metadata(file) {
        std::fs::set_permissions(new.path(), known.permissions()).with_context(failed)?;
    }
    new.persist(file).map_err(|error| error.error).with_context(failed)?;
    Ok(())
}
