//! The texts as the program reads them: none is lost on the way from the files, and what is missing shows.

use messages::{Lang, Value, keys, text, text_with};
use std::{collections::BTreeSet, fs, io, path::Path};

/// Keys as they stand at the beginning of a line, found without the parser that the program uses.
fn written(lang: Lang) -> io::Result<BTreeSet<String>> {
    let mut keys = BTreeSet::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang.code()))? {
        let source = fs::read_to_string(file?.path())?;
        let heads = source.lines().filter_map(|line| line.split_once(" =")).map(|(head, _)| head);
        keys.extend(heads.filter(|head| !head.contains([' ', '#', '}'])).map(str::to_owned));
    }
    Ok(keys)
}

#[test]
fn every_written_text_is_read() -> io::Result<()> {
    for lang in Lang::ALL {
        let read: BTreeSet<String> = keys(lang).into_iter().collect();
        let lost: Vec<String> = written(lang)?.difference(&read).cloned().collect();
        assert!(lost.is_empty(), "{}: written but not read: {lost:?}", lang.code());
        assert!(read.len() > 300, "{}: only {} texts", lang.code(), read.len());
    }
    Ok(())
}

#[test]
fn a_missing_text_and_a_missing_argument_show() {
    for lang in Lang::ALL {
        assert_eq!(text(lang, "home-no-such-thing"), "⟦home-no-such-thing⟧");
        assert_eq!(text_with(lang, "home-no-such-thing", &[]), "⟦home-no-such-thing⟧");
        assert_eq!(text_with(lang, "assessment-round", &[]), "⟦assessment-round⟧");
        assert_eq!(text(lang, "assessment-round"), "⟦assessment-round⟧");
    }
}

#[test]
fn arguments_are_put_in_as_they_are() {
    let round = [("round", Value::from(2_u8))];
    assert_eq!(text_with(Lang::Ja, "assessment-round", &round), "2回目");
    // No invisible marks around an argument: copied texts stay clean.
    assert!(
        Lang::ALL.iter().all(|lang| !text_with(*lang, "assessment-round", &round).contains(['\u{2068}', '\u{2069}']))
    );
    // A large number has no group separators: 医療機関コード and sequence numbers are numbers too.
    let many = [("round", Value::from(1_234_567_u32))];
    assert!(Lang::ALL.iter().all(|lang| text_with(*lang, "assessment-round", &many).contains("1234567")));
}
