//! Lines without their secrets, so that a fact may show the line that it stands on.

use std::borrow::Cow;

/// What stands for a secret.
const HIDDEN: &str = "•••";
/// The longest word that is shown.
const MAX_WORD: usize = 120;

/// Words behind which a secret stands.
const BEFORE: [&str; 30] = [
    "password",
    "secret",
    "passwd",
    "passphrase",
    "key",
    "psksecret",
    "psk",
    "community",
    "pre-shared-key",
    "ascii-text",
    "hexadecimal",
    "encrypted-password",
    "plain-text-password",
    "md5",
    "sha",
    "sha256",
    "auth-pwd",
    "priv-pwd",
    "phash",
    "hash",
    "key-string",
    "authkey",
    "privkey",
    "snmp-community-string",
    "server-key",
    "enc",
    "private-key",
    "ssh-rsa",
    "authname",
    "pre-shared-secret",
];
/// Words between such a word and the secret: how it is written, whose it is.
const BETWEEN: [&str; 18] = [
    "0",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "enc",
    "encrypted",
    "sha256",
    "text",
    "ascii",
    "name",
    "ascii-text",
    "hexadecimal",
    "read-only",
    "read-write",
    "local",
];

/// The line as it may be shown.
#[must_use]
pub fn without_secrets(line: &str) -> String {
    let mut hide = false;
    let words = line.split_whitespace().map(|word| {
        let plain = word.trim_matches(['"', ';', ':', '=']).to_ascii_lowercase();
        if hide && !BETWEEN.contains(&plain.as_str()) {
            hide = false;
            return Cow::Borrowed(HIDDEN);
        }
        hide |= BEFORE.contains(&plain.as_str());
        shown(word)
    });
    words.collect::<Vec<_>>().join(" ")
}

fn shown(word: &str) -> Cow<'_, str> {
    // A hash in the manner of crypt(3), or a password in an address.
    if word.trim_start_matches('"').starts_with('$') || (word.contains("://") && word.contains('@')) {
        return Cow::Borrowed(HIDDEN);
    }
    match word.char_indices().nth(MAX_WORD) {
        Some((end, _)) => Cow::Owned(format!("{}…", &word[..end])),
        None => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_and_the_rest_stays() {
        let cases = [
            ("set allowaccess ping https ssh", "set allowaccess ping https ssh"),
            ("set password ENC AAAABBBB", "set password ENC •••"),
            ("snmp-server community s3cret RW 5", "snmp-server community ••• RW 5"),
            ("username oxidized secret 9 $9$abc", "username oxidized secret 9 •••"),
            ("username a privilege 15 password 0 hello", "username a privilege 15 password 0 •••"),
            ("encrypted-password \"$1$abc\"; ## SECRET-DATA", "encrypted-password ••• ## SECRET-DATA"),
            ("set snmp community abc authorization read-only", "set snmp community ••• authorization read-only"),
            ("ftp://user:pass@host/x", "•••"),
            ("administrator password *", "administrator password •••"),
        ];
        for (line, expected) in cases {
            assert_eq!(without_secrets(line), expected);
        }
    }
}
