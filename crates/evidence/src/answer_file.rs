//! A vendor's offline answer file (JSON): answered once, handed to every hospital that asks. What it says, as texts; whether an item
//! exists and a day is possible is decided by whoever knows the form. Its schema: docs/answer-file.schema.json.

use serde::{Deserialize, Serialize};

/// Name of the format, with its version.
pub const FORMAT: &str = "sakimori-vendor-answer-v1";
/// How the name of every version of the format begins.
const FAMILY: &str = "sakimori-vendor-answer-v";
/// The largest file that is taken, in bytes. Our choice: ten full disclosures take a tenth of it.
pub const MAX_ANSWER_FILE: usize = 5 << 20;

/// Everything that the file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerFile {
    /// [`FORMAT`].
    pub format: String,
    /// Name of the vendor.
    #[serde(default)]
    pub vendor: String,
    /// Who answers.
    pub answered_by: String,
    /// Their post.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// Answers to 事業者確認用, one for each edition that is answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<FileForm>,
    /// MDS and SDS.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disclosures: Vec<FileDisclosure>,
    /// Ways in for remote maintenance.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remote_access: Vec<FileAccess>,
    /// Whether there is no other way in.
    #[serde(default)]
    pub no_other_remote_access: bool,
}

/// Answers to one edition of the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileForm {
    /// Edition: `r6`.
    pub edition: String,
    /// The answers.
    pub items: Vec<FileItem>,
}

/// はい or いいえ in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileYesNo {
    /// はい.
    Yes,
    /// いいえ.
    No,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileItem {
    /// Item: `server.patch`.
    pub item: String,
    /// The answer.
    pub answer: FileYesNo,
    /// 確認日, as a text.
    pub on: String,
    /// 目標日, with いいえ.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target_date: String,
    /// Note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One MDS or SDS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileDisclosure {
    /// `mds` or `sds`.
    pub kind: String,
    /// Product or service.
    pub product: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// Edition of the form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// Day on the form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dated_on: String,
    /// Its answers.
    pub items: Vec<FileDisclosureItem>,
}

/// One answer of an MDS or SDS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileDisclosureItem {
    /// Number as printed in the vendor's own form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Question as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// Topic in the provisional numbering of this program, if the vendor knows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// `yes`, `no` or `not_applicable`.
    pub answer: String,
    /// 備考.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

/// One way in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileAccess {
    /// To which system or device.
    pub target: String,
    /// `vpn`, `rdp`, `support_tool` …
    #[serde(default)]
    pub means: Vec<String>,
    /// Product.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub means_words: String,
    /// From which addresses; none with `from_anywhere` false is not known.
    #[serde(default)]
    pub addresses: Vec<String>,
    /// From any address.
    #[serde(default)]
    pub from_anywhere: bool,
    /// Through which device of the house.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub gateway: String,
    /// When, by whose leave.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub allowed: String,
    /// `yes`, `no` or `unknown`.
    pub two_factor: String,
    /// `on_request`, `always_on` or `unknown`.
    pub opening: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Why a file is not read as an answer file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFileFault {
    /// More than [`MAX_ANSWER_FILE`] bytes.
    #[error("more than {MAX_ANSWER_FILE} bytes")]
    TooLarge,
    /// No JSON in UTF-8.
    #[error("line {line}, column {column}: no JSON")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// JSON, but none of this format.
    #[error("no answer file")]
    NotOurs,
    /// A later version of the format.
    #[error("the format is {0}")]
    Newer(String),
    /// A field is missing, is of another kind, or is none of the format's.
    #[error("line {line}: {path}: {why}")]
    Field {
        /// Line, from 1.
        line: usize,
        /// `forms[0].items[3].answer`.
        path: String,
        /// What is wrong, in the words of the reader.
        why: String,
    },
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    format: Option<String>,
}

/// Reads an answer file. A byte order mark is passed over.
///
/// # Errors
/// [`AnswerFileFault`].
pub fn parse_answer_file(bytes: &[u8]) -> Result<AnswerFile, AnswerFileFault> {
    if bytes.len() > MAX_ANSWER_FILE {
        return Err(AnswerFileFault::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // A list would be read as the fields in their order, and no schema says so.
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(AnswerFileFault::NotOurs);
    }
    let named: Named = serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => AnswerFileFault::NotOurs,
        _ => AnswerFileFault::NotJson { line: error.line(), column: error.column() },
    })?;
    match named.format {
        Some(format) if format == FORMAT => {}
        Some(format) if format.starts_with(FAMILY) => {
            return Err(AnswerFileFault::Newer(format.chars().take(60).collect()));
        }
        _ => return Err(AnswerFileFault::NotOurs),
    }
    let read = &mut serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(read).map_err(|error| {
        let path = error.path().to_string();
        let inner = error.into_inner();
        let why = inner.to_string();
        let why = why.split(" at line ").next().unwrap_or_default().chars().take(200).collect();
        AnswerFileFault::Field { line: inner.line(), path, why }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    fn read(text: &str) -> String {
        parse_answer_file(text.as_bytes()).map_or_else(
            |fault| fault.to_string(),
            |file| format!("{} {} {}", file.answered_by, file.forms.len(), file.remote_access.len()),
        )
    }

    #[test]
    fn a_file_is_read_or_says_where_it_is_wrong() {
        let start = r#"{"format":"sakimori-vendor-answer-v1","answered_by":"山田""#;
        assert_snapshot!(read(&format!("{start}}}")), @"山田 0 0");
        assert_snapshot!(read(&format!("\u{feff}{start},\"forms\":[{{\"edition\":\"r6\",\"items\":[]}}]}}")), @"山田 1 0");
        assert_snapshot!(read("{"), @"line 1, column 1: no JSON");
        assert_snapshot!(read("[]"), @"no answer file");
        assert_snapshot!(read("{}"), @"no answer file");
        assert_snapshot!(read(r#"{"format":"sakimori-vendor-answer-v2"}"#), @"the format is sakimori-vendor-answer-v2");
        assert_snapshot!(
            read(&format!("{start},\"forms\":[{{\"edition\":\"r6\",\"items\":[{{\"item\":\"server.patch\",\"answer\":\"maybe\",\"on\":\"\"}}]}}]}}")),
            @"line 1: forms[0].items[0].answer: unknown variant `maybe`, expected `yes` or `no`"
        );
        assert_snapshot!(read(&format!("{start},\n\"shell\":\"rm\"}}")), @"line 2: shell: unknown field `shell`, expected one of `format`, `vendor`, `answered_by`, `post`, `forms`, `disclosures`, `remote_access`, `no_other_remote_access`");
        assert_snapshot!(read(r#"{"format":"sakimori-vendor-answer-v1"}"#), @"line 1: .: missing field `answered_by`");
        assert_eq!(parse_answer_file(&vec![b' '; MAX_ANSWER_FILE + 1]), Err(AnswerFileFault::TooLarge));
        let deep = "[".repeat(100_000);
        assert!(parse_answer_file(deep.as_bytes()).is_err());
        assert!(parse_answer_file(format!("{{\"format\":{deep}").as_bytes()).is_err());
    }

    /// Names under `properties` of a part of the schema.
    fn properties(schema: &serde_json::Value, pointer: &str) -> Vec<String> {
        let found = schema.pointer(pointer).and_then(serde_json::Value::as_object);
        let mut names: Vec<String> = found.map(|map| map.keys().cloned().collect()).unwrap_or_default();
        names.sort();
        names
    }

    #[test]
    fn the_published_schema_and_example_are_this_format() -> Result<(), Box<dyn std::error::Error>> {
        let example = include_bytes!("../../../docs/answer-file.example.json");
        let file = parse_answer_file(example)?;
        assert_eq!((file.forms.len(), file.disclosures.len(), file.remote_access.len()), (1, 1, 1));
        let schema: serde_json::Value =
            serde_json::from_slice(include_bytes!("../../../docs/answer-file.schema.json"))?;
        let parts = [
            ("/properties", read(r#"{"format":"sakimori-vendor-answer-v1","answered_by":"a","?":1}"#)),
            (
                "/$defs/form/properties",
                read(r#"{"format":"sakimori-vendor-answer-v1","answered_by":"a","forms":[{"?":1}]}"#),
            ),
            (
                "/$defs/item/properties",
                read(r#"{"format":"sakimori-vendor-answer-v1","answered_by":"a","forms":[{"items":[{"?":1}]}]}"#),
            ),
            (
                "/$defs/disclosure/properties",
                read(r#"{"format":"sakimori-vendor-answer-v1","answered_by":"a","disclosures":[{"?":1}]}"#),
            ),
            (
                "/$defs/disclosure_item/properties",
                read(r#"{"format":"sakimori-vendor-answer-v1","answered_by":"a","disclosures":[{"items":[{"?":1}]}]}"#),
            ),
            (
                "/$defs/access/properties",
                read(r#"{"format":"sakimori-vendor-answer-v1","answered_by":"a","remote_access":[{"?":1}]}"#),
            ),
        ];
        for (pointer, refused) in parts {
            // The reader names every field that it knows.
            let mut known: Vec<String> = refused.split('`').skip(3).step_by(2).map(str::to_owned).collect();
            known.sort();
            assert_eq!(properties(&schema, pointer), known, "{pointer}: {refused}");
        }
        Ok(())
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400)) {
            let _ = parse_answer_file(&bytes);
        }
    }
}
