//! Any log file → events. A file is believed by its bytes, never by its name.

use crate::{
    document,
    event::Event,
    instant::Clock,
    lines::Lines,
    record,
    sink::Sink,
    table::{self, Profile},
    tally::{Place, Reason, Tally},
    text::Recoded,
    windows::evtx,
};
use flate2::read::MultiGzDecoder;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek},
    path::Path,
};

/// What a reading assumes and knows beforehand.
#[derive(Debug, Clone)]
pub struct Context {
    /// Now, and the zone of sources that state none.
    pub clock: Clock,
    /// How the tables of EHRs are mapped; tried in this order.
    pub profiles: Vec<Profile>,
}

/// Why nothing of a file is read. Each has a text with its remedy under `access-log-refused-…`.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It can't be opened or read.
    #[error("{0}")]
    Io(#[source] io::Error),
    /// No bytes.
    #[error("empty")]
    Empty,
    /// Bytes of a kind that is no log. `at` is the first byte that no text has.
    #[error("byte {at}: no text and no known log")]
    Binary {
        /// Counts from 0.
        at: u64,
    },
    /// Text without any line that a log has.
    #[error("line {line}: no known log: {start}")]
    UnknownText {
        /// Counts from 1.
        line: u64,
        /// How the line begins.
        start: String,
    },
    /// A table that no mapping profile fits.
    #[error("line {line}: no profile for the columns {columns}")]
    UnknownTable {
        /// The line of the heading.
        line: u64,
        /// The columns found.
        columns: String,
    },
    /// JSON or XML without an event in it.
    #[error("line {line}: no event: {detail}")]
    NoEvent {
        /// Counts from 1.
        line: u64,
        /// What a parser said.
        detail: String,
    },
    /// A damaged archive.
    #[error("archive: {0}")]
    Archive(String),
    /// An archive with a password.
    #[error("archive with a password: {0}")]
    Password(String),
}

impl Refused {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "io",
            Self::Empty => "empty",
            Self::Binary { .. } => "binary",
            Self::UnknownText { .. } => "text",
            Self::UnknownTable { .. } => "table",
            Self::NoEvent { .. } => "no-event",
            Self::Archive(_) => "archive",
            Self::Password(_) => "password",
        }
    }
}

/// What stops a reading.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is refused.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Whoever takes the events could not.
    #[error("the events could not be handed on: {0}")]
    Sink(#[source] io::Error),
}

/// Marks an error of the sink, so that it is not taken for one of the file.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct OfSink(#[from] io::Error);

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.downcast::<OfSink>() {
            Ok(OfSink(error)) => Self::Sink(error),
            Err(error) => Self::Refused(Refused::Io(error)),
        }
    }
}

/// What is handed on: each event with the file it stands in, which has the path in its archive behind it.
pub type Take<'t> = dyn FnMut(&Event<'_>, &str) -> io::Result<()> + 't;

/// Reads a file. `name` is what events call it.
///
/// # Errors
/// [`ReadError`]; events that were handed on before it stay with whoever took them.
pub fn read_file(path: &Path, name: &str, context: &Context, take: &mut Take<'_>) -> Result<Tally, ReadError> {
    let file = File::open(path).map_err(Refused::Io)?;
    read_seekable(BufReader::with_capacity(1 << 18, file), name, context, take)
}

/// Reads from anything that can be sought in, which archives need.
///
/// # Errors
/// As [`read_file`].
pub fn read_seekable<R: BufRead + Seek>(
    mut input: R,
    name: &str,
    context: &Context,
    take: &mut Take<'_>,
) -> Result<Tally, ReadError> {
    if input.fill_buf()?.starts_with(b"PK\x03\x04") || input.fill_buf()?.starts_with(b"PK\x05\x06") {
        return read_archive(input, name, context, take);
    }
    read_stream(input, name, context, take)
}

/// Reads from a stream.
///
/// # Errors
/// As [`read_file`].
pub fn read_stream(
    input: impl BufRead,
    name: &str,
    context: &Context,
    take: &mut Take<'_>,
) -> Result<Tally, ReadError> {
    let mut tally = Tally::default();
    let mut handed = |event: &Event<'_>| take(event, name).map_err(|error| io::Error::other(OfSink(error)));
    Reading { context, tally: &mut tally, sink: Sink(&mut handed) }.any(Box::new(input), true)?;
    if tally.is_empty() {
        return Err(Refused::Empty.into());
    }
    Ok(tally)
}

fn read_archive<R: BufRead + Seek>(
    input: R,
    name: &str,
    context: &Context,
    take: &mut Take<'_>,
) -> Result<Tally, ReadError> {
    let damaged = |error: zip::result::ZipError| match error {
        zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => Refused::Password(why.to_owned()),
        error => Refused::Archive(error.to_string()),
    };
    let mut archive = zip::ZipArchive::new(input).map_err(damaged)?;
    let mut all = Tally::default();
    let mut first = None;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(damaged)?;
        let inside = file.name().map(|name| name.to_string()).unwrap_or_default();
        if file.is_dir() || inside.starts_with("__MACOSX/") || inside.ends_with(".DS_Store") {
            continue;
        }
        let full = format!("{name}/{inside}");
        match read_stream(BufReader::with_capacity(1 << 18, &mut file), &full, context, take) {
            Ok(tally) => all.add(&tally),
            Err(ReadError::Sink(error)) => return Err(ReadError::Sink(error)),
            Err(ReadError::Refused(why)) => {
                all.lose(Reason::NoLog, 1, Place::Byte(file.header_start()), format!("{inside}: {why}"));
                first.get_or_insert(why);
            }
        }
    }
    match first {
        Some(why) if all.read == 0 && all.raw.is_empty() => Err(why.into()),
        None if all.is_empty() => Err(Refused::Empty.into()),
        _ => Ok(all),
    }
}

/// One stream being read.
struct Reading<'r, 's, 'f> {
    context: &'r Context,
    tally: &'r mut Tally,
    sink: Sink<'s, 'f>,
}

/// So much of a stream is looked at before it is told what it is.
const LOOK: u64 = 1 << 16;

impl Reading<'_, '_, '_> {
    fn any(&mut self, mut input: Box<dyn BufRead + '_>, may_unpack: bool) -> Result<(), ReadError> {
        let mut start = Vec::new();
        input.by_ref().take(LOOK).read_to_end(&mut start)?;
        if start.is_empty() {
            return Err(Refused::Empty.into());
        }
        let head = start.clone();
        let whole: Box<dyn BufRead + '_> =
            Box::new(BufReader::with_capacity(1 << 18, io::Cursor::new(start).chain(input)));
        if head.starts_with(&[0x1f, 0x8b]) || head.starts_with(b"PK\x03\x04") {
            if !may_unpack || head.starts_with(b"PK") {
                self.tally.lose(Reason::Nested, 1, Place::Byte(0), "an archive in an archive");
                return Ok(());
            }
            return self.any(Box::new(BufReader::with_capacity(1 << 18, MultiGzDecoder::new(whole))), false);
        }
        if head.starts_with(evtx::FILE_MAGIC)
            || head.starts_with(evtx::BLOCK_MAGIC)
            || head.get(4096..4104) == Some(evtx::BLOCK_MAGIC)
        {
            let headless = head.starts_with(evtx::BLOCK_MAGIC);
            return Ok(evtx::read(whole, headless, self.context.clock, self.tally, &mut self.sink)?);
        }
        if let Some(encoding) = utf_16(&head) {
            return self.words(Box::new(BufReader::with_capacity(1 << 18, Recoded::new(whole, encoding))));
        }
        if let Some(at) = no_text(&head) {
            return Err(Refused::Binary { at }.into());
        }
        self.words(whole)
    }

    fn words(&mut self, mut input: Box<dyn BufRead + '_>) -> Result<(), ReadError> {
        let mut start = Vec::new();
        input.by_ref().take(LOOK).read_to_end(&mut start)?;
        let head = start.clone();
        let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
        let whole = BufReader::with_capacity(1 << 18, io::Cursor::new(start).chain(input));
        let clock = self.context.clock;
        match document::kind(body) {
            Some(document::Kind::Xml) => return document::xml(whole, clock, self.tally, &mut self.sink),
            Some(document::Kind::Json) => return document::json(whole, clock, self.tally, &mut self.sink),
            None => {}
        }
        if body.is_empty() {
            return Err(Refused::Empty.into());
        }
        if !record::any_known(body, clock) {
            return table::read(whole, &head, self.context, self.tally, &mut self.sink);
        }
        self.lines(whole)
    }

    fn lines(&mut self, input: impl BufRead) -> Result<(), ReadError> {
        let mut lines = Lines::new(input);
        let mut bytes = Vec::new();
        while let Some(found) = lines.record(&mut bytes)? {
            record::hand_on(&bytes, found, self.context.clock, self.tally, &mut self.sink)?;
        }
        Ok(())
    }
}

/// UTF-16 by its mark, or by the zero in every second byte of a text that is mostly ASCII.
fn utf_16(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    match head {
        [0xff, 0xfe, ..] => Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => Some(encoding_rs::UTF_16BE),
        [first, 0, second, 0, ..] if *first != 0 && *second != 0 => Some(encoding_rs::UTF_16LE),
        [0, first, 0, second, ..] if *first != 0 && *second != 0 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The first byte that no text has. Zero bytes stand at the end of some syslog lines; many of them are no text.
fn no_text(head: &[u8]) -> Option<u64> {
    let control = |byte: &u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let many = head.iter().filter(|byte| control(byte)).count() * 100 > head.len();
    let at = head.iter().position(control)?;
    many.then_some(at as u64)
}
