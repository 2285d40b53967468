//! A small pack: one institution, four entries, one signed round.

use domain::{
    calendar::Instant,
    digest::Digest,
    id::{AssessmentId, FacilityId},
    journal::{Link, Seq, chain_hash},
};
use ed25519_dalek::SigningKey;
use report::pack::{PackFile, PackMeta, seal};
use std::io::{Cursor, Read as _, Write as _};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

pub const FACILITY: &str = "0190a000-0000-7000-8000-000000000001";
pub const SHEET: &str = "0190a000-0000-7000-8000-000000000002";
pub const ROUND: &[u8] = br#"{"format":"sakimori-signed-round-v1"}"#;
pub const ROUND_PATH: &str = "signed-rounds/1-3.json";

pub fn key(secret: u8) -> SigningKey {
    SigningKey::from_bytes(&[secret; 32])
}

pub fn bodies() -> Vec<String> {
    let signed = format!(
        r#"{{"at":3,"event":{{"kind":"round_signed","data":{{"assessment":"{SHEET}","frozen":"{}"}}}}}}"#,
        Digest::of(ROUND)
    );
    vec![
        r#"{"at":1,"event":{"kind":"facility_registered","data":{"name":"さくら\"病院\""}}}"#.to_owned(),
        r#"{"at":2,"event":{"kind":"answer_recorded","data":{}}}"#.to_owned(),
        signed,
        r#"{"at":4,"event":{"kind":"of_a_later_version"}}"#.to_owned(),
    ]
}

pub fn links(bodies: &[String]) -> Vec<Link> {
    let facility: FacilityId = FACILITY.parse().unwrap();
    let (mut seq, mut prev) = (Seq::ZERO, Digest::ZERO);
    let link = |body: &String| {
        seq = seq.next();
        let body = body.clone().into_bytes();
        let link = Link { seq, prev, hash: chain_hash(facility, seq, &prev, &body), body };
        prev = link.hash;
        link
    };
    bodies.iter().map(link).collect()
}

pub fn meta(links: &[Link]) -> PackMeta {
    let head = links.last().unwrap();
    PackMeta {
        facility: FACILITY.parse().unwrap(),
        facility_name: "医療法人 さくら病院".to_owned(),
        sample: false,
        assessment: SHEET.parse::<AssessmentId>().unwrap(),
        edition: "r6".to_owned(),
        edition_pack: Digest::of(b"edition: r6\n"),
        form: "hospital".to_owned(),
        fiscal_year: 2024,
        vendor_sheets: Vec::new(),
        made_at: Instant::from_millis(1_718_000_000_000),
        head_seq: head.seq,
        head_hash: head.hash,
    }
}

pub fn files() -> Vec<PackFile> {
    let file = |path: &str, bytes: &[u8]| PackFile { path: path.to_owned(), bytes: bytes.to_vec() };
    vec![
        file("checklist.pdf", b"%PDF-1.7 not really"),
        file("README.txt", &b"how to check this pack\n".repeat(40)),
        file("edition/r6.yaml", b"edition: r6\n"),
        file(ROUND_PATH, ROUND),
    ]
}

/// A sound pack, sealed by `key(7)`.
pub fn pack() -> Vec<u8> {
    let links = links(&bodies());
    seal(files(), &links, &meta(&links), &key(7)).unwrap()
}

/// The files of an archive, in their order.
pub fn unzip(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    let read = |at| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    (0..ZipArchive::new(Cursor::new(archive)).unwrap().len()).map(read).collect()
}

/// An archive with these files, as an ordinary program writes it.
pub fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(path.as_str(), options.last_modified_time(zip::DateTime::default())).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The sound pack after a change of its files.
pub fn with(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>)) -> Vec<u8> {
    let mut files = unzip(&pack());
    change(&mut files);
    zip(&files)
}

/// The bytes of one file, to be changed.
pub fn at<'a>(files: &'a mut [(String, Vec<u8>)], path: &str) -> &'a mut Vec<u8> {
    &mut files.iter_mut().find(|(name, _)| name == path).unwrap().1
}

/// One replacement in the text of a file.
pub fn edit(files: &mut [(String, Vec<u8>)], path: &str, from: &str, to: &str) {
    let bytes = at(files, path);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
}
