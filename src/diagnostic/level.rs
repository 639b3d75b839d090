//! How grave something is.

use std::fmt;
use std::str::FromStr;

use crate::record::LevelSetting;

/// Level of a rule and of what it reports, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not reported.
    Allow,
    /// For information.
    Info,
    /// Should be mended.
    Warning,
    /// Must be mended.
    Error,
}

impl Level {
    /// The word for it in settings, options and output.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "allow" => Ok(Level::Allow),
            "info" => Ok(Level::Info),
            "warning" => Ok(Level::Warning),
            "error" => Ok(Level::Error),
            _ => Err(format!("`{text}` is not a level; the levels are allow, info, warning and error")),
        }
    }
}

impl From<LevelSetting> for Level {
    fn from(setting: LevelSetting) -> Self {
        match setting {
            LevelSetting::Allow => Level::Allow,
            LevelSetting::Info => Level::Info,
            LevelSetting::Warning => Level::Warning,
            LevelSetting::Error => Level::Error,
        }
    }
}
