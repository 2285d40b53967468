//! XML without a DTD and without entities of its own, within bounds; and which kind it is.

use super::{
    agent,
    fault::{FileFault, FileWhy},
    nmap,
    reading::Reading,
    text::Lines,
    tree::Tree,
};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

/// Deeper than this nothing is read. Inventories have 6 levels.
const MAX_DEPTH: usize = 64;
/// The longest words of one element that are kept, in bytes.
const MAX_TEXT: usize = 64 << 10;
/// Elements of one tree.
const MAX_NODES: usize = 400_000;

/// Something that happens while reading, with its line.
pub(super) enum Step {
    /// An element begins. Its attributes are children of the tree.
    Open(Tree),
    /// An element ends.
    Close,
    /// Words.
    Words(String),
    /// The file ends; how many elements are open.
    End(usize),
}

/// Reads XML step by step.
pub(super) struct Steps<'a> {
    reader: Reader<&'a [u8]>,
    lines: Lines,
    depth: usize,
    /// An element without content ends at once.
    closing: bool,
}

/// Whether a text begins like an element that is known.
pub(super) fn begins(start: &str) -> bool {
    ["<REQUEST", "<nmaprun", "<html", "<HTML", "<Objs"].iter().any(|name| start.starts_with(name))
}

pub(super) fn read(text: &str) -> Result<Reading, FileFault> {
    let mut steps = Steps::of(text);
    loop {
        match steps.next()? {
            Step::Open(root) => {
                return match root.name.as_str() {
                    "nmaprun" => nmap::read(&mut steps, &root),
                    "request" => agent::read_xml(&mut steps),
                    "html" => Err(FileFault::at(root.line.into(), FileWhy::OtherData, "html")),
                    other => Err(FileFault::at(root.line.into(), FileWhy::OtherData, other)),
                };
            }
            Step::End(_) => return Err(FileFault::at(steps.line().into(), FileWhy::Xml, "")),
            Step::Close | Step::Words(_) => {}
        }
    }
}

impl<'a> Steps<'a> {
    fn of(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = true;
        config.allow_unmatched_ends = false;
        Self { reader, lines: Lines::of(text), depth: 0, closing: false }
    }

    /// The line that is being read.
    pub(super) fn line(&self) -> u32 {
        self.lines.line(usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX))
    }

    /// The next step.
    pub(super) fn next(&mut self) -> Result<Step, FileFault> {
        if self.closing {
            self.closing = false;
            return Ok(Step::Close);
        }
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return self.broken(&error),
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(FileFault::at(self.line().into(), FileWhy::TooDeep, ""));
                    }
                    return self.element(&start).map(Step::Open);
                }
                Event::Empty(start) => {
                    self.closing = true;
                    return self.element(&start).map(Step::Open);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Step::Close);
                }
                Event::Text(words) => return Ok(Step::Words(words.xml10_content().into_owned())),
                Event::CData(words) => return Ok(Step::Words(words.xml10_content().into_owned())),
                Event::GeneralRef(reference) => return self.letter(&reference).map(Step::Words),
                Event::DocType(declared) => self.require_plain(&declared.into_inner())?,
                Event::Eof => return Ok(Step::End(self.depth)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// A file that is cut off ends inside a tag: that is an end, not a fault, for whoever can use the rest.
    fn broken(&self, error: &quick_xml::Error) -> Result<Step, FileFault> {
        if let quick_xml::Error::Syntax(_) = error {
            return Ok(Step::End(self.depth.max(1)));
        }
        Err(FileFault::at(self.line().into(), FileWhy::Xml, &error.to_string()))
    }

    /// `<!DOCTYPE nmaprun>` names the root and nothing else; anything more could pull in what is not in the file.
    fn require_plain(&self, declared: &str) -> Result<(), FileFault> {
        let plain = declared.trim();
        if plain.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.')) {
            Ok(())
        } else {
            Err(FileFault::at(self.line().into(), FileWhy::Entities, plain))
        }
    }

    /// The five entities of XML itself, and letters by number.
    fn letter(&self, reference: &BytesRef<'_>) -> Result<String, FileFault> {
        if let Ok(Some(letter)) = reference.resolve_char_ref() {
            return Ok(letter.to_string());
        }
        let name = reference.xml10_content();
        match quick_xml::escape::resolve_xml_entity(&name) {
            Some(letter) => Ok(letter.to_owned()),
            None => Err(FileFault::at(self.line().into(), FileWhy::Entities, &name)),
        }
    }

    fn element(&self, start: &BytesStart<'_>) -> Result<Tree, FileFault> {
        let line = self.line();
        let name = start.local_name().as_ref().to_lowercase();
        let mut tree = Tree { name, line, ..Tree::default() };
        for attribute in start.attributes() {
            let fault = |error: &dyn std::fmt::Display| FileFault::at(line.into(), FileWhy::Xml, &error.to_string());
            let attribute = attribute.map_err(|error| fault(&error))?;
            let text = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| FileFault::at(line.into(), FileWhy::Entities, &error.to_string()))?;
            let name = attribute.key.local_name().as_ref().to_lowercase();
            tree.children.push(Tree { name, line, text: text.into_owned(), children: Vec::new() });
        }
        Ok(tree)
    }

    /// Everything inside an element that was just opened. `Err` with the unfinished tree where the file ends inside it.
    pub(super) fn grow(&mut self, root: Tree) -> Result<Result<Tree, Tree>, FileFault> {
        let mut open = vec![root];
        let mut count = 0;
        loop {
            let step = self.next()?;
            match step {
                Step::Open(tree) => {
                    count += 1;
                    if count > MAX_NODES {
                        return Err(FileFault::at(self.line().into(), FileWhy::TooLarge, ""));
                    }
                    open.push(tree);
                }
                Step::Words(words) => {
                    if let Some(last) = open.last_mut()
                        && last.text.len() + words.len() <= MAX_TEXT
                    {
                        last.text.push_str(&words);
                    }
                }
                Step::Close | Step::End(_) => {
                    let cut = matches!(step, Step::End(_));
                    let Some(done) = open.pop() else { return Ok(Err(Tree::default())) };
                    match open.last_mut() {
                        None if cut => return Ok(Err(done)),
                        None => return Ok(Ok(done)),
                        Some(above) => above.children.push(done),
                    }
                    if cut {
                        while open.len() > 1 {
                            let inner = open.pop();
                            if let (Some(above), Some(inner)) = (open.last_mut(), inner) {
                                above.children.push(inner);
                            }
                        }
                        return Ok(Err(open.pop().unwrap_or_default()));
                    }
                }
            }
        }
    }

    /// Passes over everything inside an element that was just opened.
    pub(super) fn skip(&mut self) -> Result<(), FileFault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Step::Open(_) => depth += 1,
                Step::Close => depth -= 1,
                Step::Words(_) => {}
                Step::End(_) => return Ok(()),
            }
        }
        Ok(())
    }
}
