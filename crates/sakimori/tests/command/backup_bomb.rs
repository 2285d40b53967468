//! A backup that would unpack to far more than it is: refused, and neither memory nor disk pay for it.

use crate::program::{Ended, Folder, run};
use app::{
    InstallationKey,
    backup::{Backup, Entry, FORMAT, Manifest},
};
use domain::digest::Digest;
use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use store::journal::Amount;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const SECRET: [u8; 32] = [7; 32];
const FACILITY: &str = "01890000-0000-7000-8000-000000000000";

/// An archive in which everything fits together: names, hashes and the signature.
struct Made {
    zip: ZipWriter<File>,
    path: PathBuf,
    entries: Vec<Entry>,
}

impl Made {
    fn new(folder: &Folder) -> Self {
        let path = folder.path().join("made.zip");
        let mut made = Self { zip: ZipWriter::new(File::create(&path).unwrap()), path, entries: Vec::new() };
        made.add("installation.key", hex::encode(SECRET).as_bytes(), CompressionMethod::Stored);
        made
    }

    fn add(&mut self, path: &str, bytes: &[u8], method: CompressionMethod) {
        self.begin(path, method);
        self.zip.write_all(bytes).unwrap();
        self.entries.push(Entry { path: path.to_owned(), bytes: bytes.len() as u64, sha256: Digest::of(bytes) });
    }

    fn begin(&mut self, path: &str, method: CompressionMethod) {
        let options = SimpleFileOptions::default().compression_method(method).large_file(true);
        self.zip.start_file(path, options).unwrap();
    }

    /// Says that the last entry has so many bytes.
    fn says(mut self, bytes: u64) -> Self {
        self.entries.last_mut().unwrap().bytes = bytes;
        self
    }

    /// Ends with a manifest, and after its words as many spaces.
    fn finish(mut self, spaces: usize) -> PathBuf {
        let key = InstallationKey::from_secret(&SECRET);
        let manifest = Manifest {
            format: FORMAT.to_owned(),
            program: "0.1.0".to_owned(),
            made_at: 0,
            fingerprint: key.fingerprint().to_string(),
            amount: Amount::default(),
            entries: std::mem::take(&mut self.entries),
        };
        let bytes = serde_json::to_vec(&manifest).unwrap();
        self.begin("manifest.json", CompressionMethod::Deflated);
        self.zip.write_all(&bytes).unwrap();
        let part = vec![b' '; 1 << 20];
        for _ in 0..spaces >> 20 {
            self.zip.write_all(&part).unwrap();
        }
        self.begin("manifest.sig", CompressionMethod::Stored);
        self.zip.write_all(key.sign(&bytes).as_bytes()).unwrap();
        self.zip.finish().unwrap();
        self.path
    }
}

/// Restores with at most 768 MiB of addresses and 16 MiB in any file: more of either ends it with other words.
fn restore(file: &Path) -> (Ended, Folder) {
    let folder = Folder::make();
    let mut limited = Command::new("sh");
    limited.args(["-c", "trap '' XFSZ; ulimit -v 786432; ulimit -f 32768; exec \"$0\" restore \"$1\""]);
    limited.arg(env!("CARGO_BIN_EXE_sakimori")).arg(file).stdin(Stdio::null());
    limited.env_clear().env("SAKIMORI_DATA", folder.path().join("data"));
    (run(&mut limited), folder)
}

fn refused(file: &Path, words: &str) {
    let (ended, folder) = restore(file);
    assert!(ended.code == 2 && ended.err.contains(words), "{words}: {ended:?}");
    assert!(!folder.path().join("data").exists(), "{words}: nothing is made");
}

fn blob(bytes: &[u8]) -> String {
    format!("blobs/{FACILITY}/{}", Digest::of(bytes))
}

#[test]
fn what_fits_together_is_a_backup() {
    let folder = Folder::make();
    let mut made = Made::new(&folder);
    made.add(&blob(b"x"), b"x", CompressionMethod::Stored);
    assert_eq!(Backup::open(&made.finish(0)).unwrap().manifest().entries.len(), 2);
}

#[test]
fn a_file_that_unpacks_to_more_than_the_whole_archive_is_refused() {
    let folder = Folder::make();
    let mut made = Made::new(&folder);
    let zeros = vec![0; 128 << 20];
    made.add(&blob(&zeros), &zeros, CompressionMethod::Deflated);
    let file = made.finish(0);
    assert!(file.metadata().unwrap().len() < 1 << 20);
    refused(&file, &blob(&zeros));
}

#[test]
fn an_absurd_size_is_refused() {
    for bytes in [u64::MAX, u64::MAX - 64, 8 << 40] {
        let folder = Folder::make();
        let mut made = Made::new(&folder);
        made.add(&blob(b"x"), b"x", CompressionMethod::Stored);
        refused(&made.says(bytes).finish(0), &blob(b"x"));
        let journal = format!("facilities/{FACILITY}.jsonl");
        let mut made = Made::new(&folder);
        made.add(&journal, b"{}\n", CompressionMethod::Deflated);
        refused(&made.says(bytes).finish(0), &journal);
    }
}

#[test]
fn a_journal_that_goes_on_after_its_size_is_read_no_further() {
    let folder = Folder::make();
    let journal = format!("facilities/{FACILITY}.jsonl");
    let mut made = Made::new(&folder);
    made.add(&journal, &vec![b' '; 128 << 20], CompressionMethod::Deflated);
    refused(&made.says(10).finish(0), &journal);
}

#[test]
fn a_manifest_that_unpacks_without_end_is_refused() {
    let folder = Folder::make();
    let file = Made::new(&folder).finish(1 << 30);
    refused(&file, "バックアップではありません");
}
