//! Checking the archive: the chain link by link, each file against its link, and that no file lies there unnamed.

use super::{Archive, ArchiveError, at, chain, durable};
use std::{collections::BTreeSet, fs, io};

/// What does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Stable code, one of [`Problem::CODES`].
    pub code: &'static str,
    /// The file, or the number of the link.
    pub what: String,
}

impl Problem {
    /// Every code, as in message keys.
    pub const CODES: [&'static str; 8] =
        ["changed", "missing", "unnamed", "link_changed", "link_missing", "link_moved", "part_missing", "part_changed"];
}

/// What was checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Links of the chain.
    pub links: u64,
    /// Rows in sealed files.
    pub rows: u64,
    /// Files that are confirmed and not sealed.
    pub open: u64,
    /// The hash of the last link: who has noted it elsewhere sees by it that no link was cut off at the end.
    pub head: String,
    /// What does not hold; nothing when all does.
    pub problems: Vec<Problem>,
}

impl Archive {
    /// Checks everything. It reads only.
    ///
    /// # Errors
    /// The folder can't be read.
    pub fn verify(&self) -> Result<Report, ArchiveError> {
        let mut report = Report::default();
        let mut named = BTreeSet::new();
        let mut before = chain::START.to_owned();
        let mut expected = 1;
        for link in chain::read(&self.chain_path())? {
            report.links += 1;
            let holds = chain::hash(&self.facility, &before, &link.json) == link.hash;
            before.clone_from(&link.hash);
            let Some(sealed) = link.body else {
                report.problem("link_changed", &expected);
                expected += 1;
                continue;
            };
            if sealed.seq > expected {
                for missing in expected..sealed.seq {
                    report.problem("link_missing", &missing);
                }
            } else if sealed.seq < expected {
                report.problem("link_moved", &sealed.seq);
            } else if !holds {
                report.problem("link_changed", &sealed.seq);
            }
            expected = expected.max(sealed.seq + 1);
            self.check(&sealed.file, &sealed.sha256, ["missing", "changed"], &mut report)?;
            report.rows += sealed.rows;
            named.insert(sealed.file);
        }
        report.head = before;
        self.unnamed(&named, &mut report)?;
        for part in self.open_parts()? {
            report.open += 1;
            self.check(&format!("open/{}", part.name), &part.sha256, ["part_missing", "part_changed"], &mut report)?;
        }
        Ok(report)
    }

    fn check(
        &self,
        file: &str,
        sha256: &str,
        [missing, changed]: [&'static str; 2],
        report: &mut Report,
    ) -> Result<(), ArchiveError> {
        match durable::hash_of(&self.root.join(file)) {
            Ok(found) if found == sha256 => {}
            Ok(_) => report.problem(changed, &file),
            Err(ArchiveError::Io { why, .. }) if why.kind() == io::ErrorKind::NotFound => {
                report.problem(missing, &file)
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Files in the days' folders that no link names.
    fn unnamed(&self, named: &BTreeSet<String>, report: &mut Report) -> Result<(), ArchiveError> {
        let Ok(entries) = fs::read_dir(&self.root) else { return Ok(()) };
        for entry in entries {
            let path = entry.map_err(at(&self.root))?.path();
            let Some(day) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.starts_with("day="))
            else {
                continue;
            };
            for inside in fs::read_dir(&path).map_err(at(&path))? {
                let name = inside.map_err(at(&path))?.file_name().to_string_lossy().into_owned();
                let file = format!("{day}/{name}");
                if !named.contains(&file) {
                    report.problem("unnamed", &file);
                }
            }
        }
        Ok(())
    }
}

impl Report {
    fn problem(&mut self, code: &'static str, what: &dyn ToString) {
        self.problems.push(Problem { code, what: what.to_string() });
    }
}
