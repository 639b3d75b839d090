use std::path::Path;

use anyhow::Context as _;

use super::files;
use crate::lint::Fix;

/// Carries out fixes in a record root. A file that has changed since it was read is left alone.
///
/// # Errors
/// A file has changed meanwhile, or cannot be written or renamed.
pub fn write(folder: &Path, fixes: &[Fix]) -> anyhow::Result<()> {
    for fix in fixes {
        let path = folder.join(&*fix.path);
        let now = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        anyhow::ensure!(
            now == fix.before.as_bytes(),
            "{} has changed meanwhile; nothing more was fixed",
            path.display()
        );
        if fix.after != *fix.before {
            files::write(&path, &fix.after)?;
        }
        if let Some(name) = &fix.rename {
            let new = folder.join(name);
            anyhow::ensure!(!new.exists(), "{} is in the way of a record that should have this name", new.display());
            std::fs::rename(&path, &new).with_context(|| format!("{} cannot be renamed", path.display()))?;
        }
    }
    Ok(())
}
