//! The child as its parent sees it: frames in, frames out.

use crate::reader::HOSPITAL;
use std::io::ErrorKind;
use typeset::{MAX_DOCUMENT, serve};

fn frame(document: &[u8]) -> Vec<u8> {
    [&u32::try_from(document.len()).unwrap().to_le_bytes(), document].concat()
}

/// The answers to some input: status and body.
fn answers(input: &[u8]) -> Vec<(u8, Vec<u8>)> {
    let mut output = Vec::new();
    serve(input, &mut output).unwrap();
    let (mut rest, mut answers) = (output.as_slice(), Vec::new());
    while let Some((length, after)) = rest.split_first_chunk() {
        let (answer, next) = after.split_at(u32::from_le_bytes(*length) as usize);
        answers.push((answer[0], answer[1..].to_vec()));
        rest = next;
    }
    answers
}

#[test]
fn documents_are_answered_in_order_and_a_bad_one_does_not_end_it() {
    let input = [frame(HOSPITAL.as_bytes()), frame(b"{"), frame(b""), frame(HOSPITAL.as_bytes())].concat();
    let answers = answers(&input);
    assert_eq!(answers.iter().map(|(status, _)| *status).collect::<Vec<_>>(), [0, 1, 1, 0]);
    assert!(answers[0].1.starts_with(b"%PDF-1.7") && answers[0] == answers[3]);
    assert!(String::from_utf8_lossy(&answers[1].1).contains("not readable"));
}

#[test]
fn a_document_that_is_too_large_is_skipped() {
    let large = vec![b'x'; MAX_DOCUMENT as usize + 1];
    let answers = answers(&[frame(&large), frame(b"[]")].concat());
    assert_eq!(answers.len(), 2);
    assert!(String::from_utf8_lossy(&answers[0].1).contains("at most 16777216"));
    assert!(String::from_utf8_lossy(&answers[1].1).contains("not an object"));
}

#[test]
fn the_end_of_the_input_is_the_end() {
    assert!(answers(b"").is_empty());
}

#[test]
fn an_input_cut_within_a_frame_ends_with_an_error() {
    let whole = frame(b"[]");
    for cut in 1..whole.len() {
        let error = serve(&whole[..cut], Vec::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnexpectedEof, "{cut}");
    }
    let mut endless = u32::MAX.to_le_bytes().to_vec();
    endless.extend(b"short");
    assert_eq!(serve(endless.as_slice(), Vec::new()).unwrap_err().kind(), ErrorKind::UnexpectedEof);
}
