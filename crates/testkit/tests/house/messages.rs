//! Every message in Japanese and in English, with the same parts, in the file of its room.

use super::source::{Source, none, read};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use std::collections::{BTreeMap, BTreeSet};

const LOCALES: &str = "crates/messages/locales/";

/// One message or attribute: the file it lies in and the variables it shows.
#[derive(Debug, PartialEq, Eq)]
struct Message {
    file: String,
    shows: BTreeSet<String>,
}

type Texts = BTreeMap<String, Message>;

/// Key → message of one language; `wrong` gets what is no Fluent, is empty, or appears twice.
fn texts(files: &[Source], lang: &str, wrong: &mut Vec<String>) -> Texts {
    let mut found = Texts::new();
    let folder = format!("{LOCALES}{lang}/");
    for source in files.iter().filter(|source| source.path.starts_with(&folder)) {
        let file = source.path[folder.len()..].to_owned();
        let resource = parse(source.text.as_str()).unwrap_or_else(|(resource, errors)| {
            wrong.extend(errors.iter().map(|error| format!("{}: {error}", source.path)));
            resource
        });
        for entry in &resource.body {
            let (id, value, attributes) = match entry {
                Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
                Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
                _ => continue,
            };
            let parts = value.map(|value| (id.clone(), value)).into_iter();
            let parts = parts.chain(attributes.iter().map(|part| (format!("{id}.{}", part.id.name), &part.value)));
            for (key, pattern) in parts {
                let mut shows = BTreeSet::new();
                variables(pattern, &mut shows);
                if let Some(earlier) = found.insert(key.clone(), Message { file: file.clone(), shows }) {
                    wrong.push(format!("{key}: twice in {lang}: {} and {file}", earlier.file));
                }
            }
        }
    }
    found
}

fn variables(pattern: &Pattern<&str>, shows: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::Placeable { expression } => expression_variables(expression, shows),
            PatternElement::TextElement { .. } => {}
        }
    }
}

fn expression_variables(expression: &Expression<&str>, shows: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inline_variables(inline, shows),
        Expression::Select { selector, variants } => {
            inline_variables(selector, shows);
            variants.iter().for_each(|variant| variables(&variant.value, shows));
        }
    }
}

fn inline_variables(inline: &InlineExpression<&str>, shows: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            shows.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| inline_variables(argument, shows));
        }
        InlineExpression::Placeable { expression } => expression_variables(expression, shows),
        _ => {}
    }
}

fn faults(files: &[Source]) -> Vec<String> {
    let mut wrong = Vec::new();
    let ja = texts(files, "ja", &mut wrong);
    let en = texts(files, "en", &mut wrong);
    for (key, message) in &ja {
        match en.get(key) {
            None => wrong.push(format!("{key}: in ja/{}, missing in en", message.file)),
            Some(other) if other.file != message.file => {
                wrong.push(format!("{key}: in ja/{} but in en/{}", message.file, other.file));
            }
            // English alone counts in singular and plural, so a number may be shown there and not here, but never the reverse.
            Some(other) if !message.shows.is_subset(&other.shows) => {
                wrong.push(format!("{key}: ja shows {:?}, en shows {:?}", message.shows, other.shows));
            }
            Some(_) => {}
        }
        let room = message.file.trim_end_matches(".ftl").replace('_', "-");
        let named = key.trim_start_matches('-');
        if named.strip_prefix(room.as_str()).is_none_or(|rest| !rest.starts_with(['-', '.'])) {
            wrong.push(format!("{key}: in {}, so its name begins with {room}-", message.file));
        }
    }
    wrong.extend(
        en.iter()
            .filter(|(key, _)| !ja.contains_key(*key))
            .map(|(key, message)| format!("{key}: in en/{}, missing in ja", message.file)),
    );
    wrong
}

#[test]
fn every_message_is_there_in_both_languages() {
    let files = read(|path| path.starts_with(LOCALES) && path.ends_with(".ftl"));
    assert!(!files.is_empty(), "no messages under {LOCALES}");
    none("messages", &faults(&files));
}

fn judged(ja: &str, en: &str) -> Vec<String> {
    faults(&[
        Source::new(&format!("{LOCALES}ja/assessment.ftl"), ja),
        Source::new(&format!("{LOCALES}en/assessment.ftl"), en),
    ])
}

#[test]
fn a_message_in_one_language_only_is_named() {
    assert_eq!(judged("assessment-a = あ\n", ""), ["assessment-a: in ja/assessment.ftl, missing in en"]);
    assert_eq!(judged("", "assessment-a = a\n"), ["assessment-a: in en/assessment.ftl, missing in ja"]);
    assert_eq!(
        judged("assessment-a = あ\n    .title = い\n", "assessment-a = a\n"),
        ["assessment-a.title: in ja/assessment.ftl, missing in en"]
    );
}

#[test]
fn a_value_that_one_language_loses_is_named() {
    let wrong = judged("assessment-a = { $count }件\n", "assessment-a = some\n");
    assert_eq!(wrong, [r#"assessment-a: ja shows {"count"}, en shows {}"#]);
    let plural = "assessment-a = { $count ->\n    [one] one { $name }\n   *[other] many\n    }\n";
    assert!(judged("assessment-a = { $count }{ $name }\n", plural).is_empty());
}

#[test]
fn a_message_twice_or_in_another_room_is_named() {
    let twice = judged("assessment-a = あ\nassessment-a = い\n", "assessment-a = a\n");
    assert_eq!(twice, ["assessment-a: twice in ja: assessment.ftl and assessment.ftl"]);
    let elsewhere = judged("staff-a = あ\n", "staff-a = a\n");
    assert_eq!(elsewhere, ["staff-a: in assessment.ftl, so its name begins with assessment-"]);
}

#[test]
fn what_is_no_message_is_named() {
    assert!(!judged("assessment-a あ\n", "").is_empty());
}
