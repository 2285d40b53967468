//! The ten longest files and functions: a mirror, not a limit. Seen with `cargo nextest run --no-capture house::size`.

use super::source::{Source, rust};

/// The function's name and its lines, by the indentation that rustfmt gives: it ends at the first `}` as deep as its `fn`.
fn functions(file: &Source) -> Vec<(usize, String)> {
    let lines: Vec<&str> = file.text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let depth = line.len() - line.trim_start().len();
        let words = line.split_whitespace().take_while(|word| !word.starts_with("//"));
        let mut words = words.skip_while(|word| *word != "fn").skip(1);
        let Some(name) = words.next() else { continue };
        let name = name.split(['(', '<']).next().unwrap_or(name);
        let close = format!("{}}}", " ".repeat(depth));
        if let Some(length) = lines[start..].iter().position(|line| *line == close) {
            found.push((length + 1, format!("{}:{} {name}", file.path, start + 1)));
        }
    }
    found
}

fn longest(mut all: Vec<(usize, String)>) -> String {
    all.sort_by(|a, b| b.cmp(a));
    all.iter().take(10).map(|(lines, what)| format!("{lines:5}  {what}\n")).collect()
}

#[test]
fn the_longest_files_and_functions_are_shown() {
    let files = rust();
    let by_file = files.iter().map(|file| (file.text.lines().count(), file.path.clone())).collect();
    let by_function: Vec<_> = files.iter().flat_map(functions).collect();
    assert!(!by_function.is_empty(), "no function was found");
    println!("longest files\n{}longest functions\n{}", longest(by_file), longest(by_function));
}

#[test]
fn a_function_ends_where_it_ends() {
    let text = "//! A.\nimpl A {\n    pub fn long<T>(a: T) -> u8 {\n        if b {\n        }\n        1\n    }\n\n    fn one() {\n    }\n}\n";
    let found = functions(&Source::new("a.rs", text));
    assert_eq!(found, [(5, "a.rs:3 long".to_owned()), (2, "a.rs:9 one".to_owned())]);
}
