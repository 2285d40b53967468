//! The journal's extract: one entry a line, and what it says about signed rounds.

use super::{Manifest, PackProblem};
use domain::{
    digest::Digest,
    id::FacilityId,
    journal::{Link, Seq, check_chain},
};
use serde::{Deserialize, Serialize};

/// One line of `journal.jsonl`. Bodies are JSON text; kept as text, they come back byte by byte.
#[derive(Debug, Serialize, Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    facility: std::borrow::Cow<'a, str>,
    seq: i64,
    prev: Digest,
    hash: Digest,
    #[serde(borrow)]
    body: std::borrow::Cow<'a, str>,
}

/// A sign-off as the journal tells it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SignedAt {
    pub(super) seq: i64,
    pub(super) assessment: String,
    pub(super) frozen: Digest,
}

/// The part of a body that is read here. Other events, also of later versions, are passed over.
#[derive(Deserialize)]
struct Body {
    event: EventHead,
}
#[derive(Deserialize)]
struct EventHead {
    kind: String,
    #[serde(default)]
    data: serde_json::Value,
}

/// Writes the extract. `None` if a body is no text, which no body of this program is.
pub(super) fn write(facility: FacilityId, links: &[Link]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for link in links {
        let line = Line {
            facility: facility.to_string().into(),
            seq: link.seq.get(),
            prev: link.prev,
            hash: link.hash,
            body: std::str::from_utf8(&link.body).ok()?.into(),
        };
        serde_json::to_writer(&mut out, &line).ok()?;
        out.push(b'\n');
    }
    Some(out)
}

/// What was found in an extract.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub(super) entries: u64,
    pub(super) signed: Vec<SignedAt>,
}

/// Checks every line and the chain against the manifest. Stops at the first line that does not hold: what follows it
/// says nothing.
pub(super) fn check(bytes: &[u8], manifest: &Manifest) -> Result<Extract, PackProblem> {
    let mut extract = Extract::default();
    let mut head = (Seq::ZERO, Digest::ZERO);
    let facility: FacilityId =
        manifest.facility.id.parse().map_err(|error| PackProblem::ManifestUnreadable(format!("{error}")))?;
    for (at, raw) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let number = at + 1;
        let refused = |reason: String| PackProblem::JournalLine { line: number, reason };
        let line: Line<'_> = serde_json::from_slice(raw).map_err(|error| refused(error.to_string()))?;
        if line.facility != manifest.facility.id {
            return Err(PackProblem::JournalFacility { line: number });
        }
        let (prev, hash, body) = (line.prev, line.hash, line.body.as_bytes().to_vec());
        let link = Link { seq: Seq::new(line.seq), prev, hash, body };
        head = check_chain(facility, head, &link)
            .map_err(|error| PackProblem::JournalChain { line: number, reason: error.to_string() })?;
        extract.signed.extend(signed(line.seq, &link.body));
        extract.entries += 1;
    }
    if (head.0.get(), head.1) != (manifest.journal.seq, manifest.journal.hash) {
        return Err(PackProblem::JournalHead { sealed: manifest.journal.seq, found: head.0.get() });
    }
    Ok(extract)
}

fn signed(seq: i64, body: &[u8]) -> Option<SignedAt> {
    let event = serde_json::from_slice::<Body>(body).ok()?.event;
    let text = |key: &str| event.data.get(key).and_then(serde_json::Value::as_str);
    if event.kind != "round_signed" {
        return None;
    }
    Some(SignedAt { seq, assessment: text("assessment")?.to_owned(), frozen: text("frozen")?.parse().ok()? })
}
