//! The two languages.

/// A language of the screen and of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese, the first language.
    Ja,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// Code as in `lang="…"`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// The language with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The first of the two that a browser names; Japanese if it names neither. Source: RFC 9110, 12.5.4, without weights:
    /// browsers send languages in order of preference.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let tags = header.split(',').map(|part| part.split(';').next().unwrap_or_default().trim());
        let codes = tags.filter_map(|tag| tag.split('-').next()).map(str::to_ascii_lowercase);
        codes.into_iter().find_map(|code| Self::from_code(&code)).unwrap_or(Self::Ja)
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_first_known_language_wins() {
        assert_eq!(Lang::from_accept_language("en-US,en;q=0.9,ja;q=0.8"), Lang::En);
        assert_eq!(Lang::from_accept_language("fr-FR, ja;q=0.5"), Lang::Ja);
        assert_eq!(Lang::from_accept_language(""), Lang::Ja);
    }
}
