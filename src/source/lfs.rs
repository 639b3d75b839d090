//! Files that Git LFS keeps: where they are not fetched, and in every commit, a small text stands for them.

/// What stands for a file that Git LFS keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer<'a> {
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: &'a str,
    /// Its size in bytes.
    pub size: usize,
}

/// The most bytes that such a text has.
const MOST: usize = 1024;

/// The pointer that some bytes are; `None` when they are none.
pub fn pointer(bytes: &[u8]) -> Option<Pointer<'_>> {
    let text = std::str::from_utf8(bytes.get(..MOST.min(bytes.len()))?).ok().filter(|_| bytes.len() < MOST)?;
    let rest = text.strip_prefix("version https://git-lfs.github.com/spec/v1\n")?;
    let value = |key: &str| rest.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    let sha256 = value("oid")?.strip_prefix("sha256:")?;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    Some(Pointer { sha256, size: value("size")?.parse().ok()? }).filter(|_| is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_names_the_file_and_nothing_else_is_one() {
        let sha256 = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
        let text = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize 12345\n");
        assert_eq!(pointer(text.as_bytes()), Some(Pointer { sha256, size: 12345 }));
        for other in [
            text.replace("sha256:4", "sha256:"),
            text.replace("size ", "sizes "),
            text.replace("v1", "v2"),
            text.clone() + &"x".repeat(MOST),
            String::new(),
        ] {
            assert_eq!(pointer(other.as_bytes()), None, "{other}");
        }
    }
}
