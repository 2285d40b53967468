//! The child's side of the frames, as the crate's page describes them.

use crate::{MAX_DOCUMENT, TypesetError, Typesetter};
use std::io::{self, Read, Write};

const PDF: u8 = 0;
const ERROR: u8 = 1;

/// Answers documents until the input ends.
///
/// # Errors
/// When the input is cut within a frame, or the output can't be written: the parent is gone.
pub fn serve(input: impl Read, output: impl Write) -> io::Result<()> {
    let (mut input, mut output) = (input, output);
    let mut typesetter = Typesetter::new();
    let mut document = Vec::new();
    while let Some(length) = read_length(&mut input)? {
        if length > MAX_DOCUMENT {
            skip(&mut input, length)?;
            answer(&mut output, ERROR, TypesetError::TooLarge(length.into()).to_string().as_bytes())?;
            continue;
        }
        document.clear();
        // Grows with what arrives, not with what a frame announces.
        if input.by_ref().take(length.into()).read_to_end(&mut document)? as u64 != u64::from(length) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match typesetter.render(&document) {
            Ok(pdf) => answer(&mut output, PDF, &pdf)?,
            Err(error) => answer(&mut output, ERROR, error.to_string().as_bytes())?,
        }
    }
    Ok(())
}

/// The length of the next frame; `None` when the input ends between two frames.
fn read_length(input: &mut impl Read) -> io::Result<Option<u32>> {
    let mut length = Vec::with_capacity(4);
    input.by_ref().take(4).read_to_end(&mut length)?;
    match <[u8; 4]>::try_from(length.as_slice()) {
        Ok(length) => Ok(Some(u32::from_le_bytes(length))),
        Err(_) if length.is_empty() => Ok(None),
        Err(_) => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn skip(input: &mut impl Read, length: u32) -> io::Result<()> {
    let skipped = io::copy(&mut input.by_ref().take(length.into()), &mut io::sink())?;
    if skipped == u64::from(length) { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

fn answer(output: &mut impl Write, status: u8, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len() + 1).map_err(io::Error::other)?;
    output.write_all(&length.to_le_bytes())?;
    output.write_all(&[status])?;
    output.write_all(body)?;
    output.flush()
}
