//! Tags as objects: what their messages say.

use super::Repository;

impl Repository {
    /// The message of an annotated tag; `None` when there is no such tag, or it is a name for a commit and no more.
    pub fn tag_message(&self, name: &str) -> Option<String> {
        let object = self.git.revparse_single(&format!("refs/tags/{name}")).ok()?;
        let message = object.as_tag()?.message_bytes()?;
        Some(String::from_utf8_lossy(message).into_owned())
    }
}
