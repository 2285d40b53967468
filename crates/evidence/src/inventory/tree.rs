//! A small tree of what JSON and XML say alike: names, words, lines. Names are in lower case; an array is several children of one name.

/// A node.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub(super) name: String,
    pub(super) line: u32,
    pub(super) text: String,
    pub(super) children: Vec<Self>,
}

impl Tree {
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first of the names that has words.
    pub(super) fn words(&self, names: &[&str]) -> Option<&Self> {
        names.iter().find_map(|name| self.child(name).filter(|child| !child.text.trim().is_empty()))
    }

    /// The words of a child.
    pub(super) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.trim())
    }
}
