//! What a reader is told beside the bytes: what a person said of the columns, and whether anybody still waits.

use domain::{intake::Meanings, ledger::FieldKey};

/// How a list is read. The other kinds of files say themselves what their parts mean.
#[derive(Clone, Copy)]
pub struct Guide<'a> {
    /// What a person said of the columns of this list.
    pub said: Option<&'a Meanings>,
    /// What was said of earlier lists, the newest first. The first counts whose columns are all there.
    pub kept: &'a [Meanings],
    /// Whether a row is taken for the headings also where none of them is known: so that a person can say what they mean.
    pub any_heading: bool,
    /// Whether the place of each value is wanted. In a large list they need as much memory as the values.
    pub places: bool,
    /// Told now and then how many rows were read; says whether to go on.
    pub go_on: &'a (dyn Fn(usize) -> bool + Sync),
}

impl std::fmt::Debug for Guide<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { said, kept, any_heading, places, go_on: _ } = self;
        f.debug_struct("Guide")
            .field("said", said)
            .field("kept", kept)
            .field("any_heading", any_heading)
            .field("places", places)
            .finish()
    }
}

impl Default for Guide<'_> {
    fn default() -> Self {
        Self { said: None, kept: &[], any_heading: false, places: true, go_on: &|_| true }
    }
}

/// So many rows are read before somebody is asked again whether to go on.
const ASK_AFTER: usize = 500;

impl<'a> Guide<'a> {
    /// What counts for a row of headings, and which of the kept ones it is.
    pub(super) fn on(&self, names: &[String]) -> (Option<&'a Meanings>, Option<usize>) {
        if let Some(said) = self.said {
            return (Some(said), None);
        }
        let at = self.kept.iter().position(|kept| kept.fits(names.iter().map(String::as_str)));
        (at.and_then(|at| self.kept.get(at)), at)
    }

    /// Whether a row is the one of which a person said what its columns mean.
    pub(super) fn knows(&self, names: &[String]) -> bool {
        self.on(names).0.is_some_and(|said| said.fits(names.iter().map(String::as_str)))
    }

    /// Whether to go on after so many rows.
    pub(super) fn goes_on(&self, rows: usize) -> bool {
        !rows.is_multiple_of(ASK_AFTER) || (self.go_on)(rows)
    }
}

/// What a person said of a column: a field, or that it is left out.
pub(super) fn said_of(said: Option<&Meanings>, heading: &str) -> Option<Option<FieldKey>> {
    said?.of(heading).map(|code| code.and_then(FieldKey::from_code))
}
