//! A text that may hold a password: it prints nothing by itself.

use serde::Deserialize;
use std::fmt;

/// An address with a password in it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl Secret {
    /// The whole text, for the one who connects.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.0.starts_with("postgres://") || self.0.starts_with("postgresql://")
    }

    /// Scheme, host and database: no user, no password, no parameters. Nothing at all of a text that is no address.
    pub(crate) fn shown(&self) -> String {
        let Some((scheme, rest)) = self.0.split_once("://") else { return "…".to_owned() };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        // A password may hold an @ that nobody escaped: the last one counts.
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "._-:/[]%".contains(c));
        if plain(scheme) && plain(place) { format!("{scheme}://{place}") } else { "…".to_owned() }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn what_is_shown_holds_no_password() {
        let shown = |text: &str| Secret(text.to_owned()).shown();
        assert_eq!(shown("postgres://sakimori:p%40ss@db:5432/sakimori?sslmode=require"), "postgres://db:5432/sakimori");
        assert_eq!(shown("postgres://u:a@b@db/x"), "postgres://db/x");
        assert_eq!(shown("postgres:secret"), "…");
        assert_eq!(format!("{:?}", Secret("secret".to_owned())), "Secret(..)");
    }
}
