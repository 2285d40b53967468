//! Sealing: the open parts of a day become one file, which enters the chain and is never written again.

use super::{
    ArchiveError, Writer, at,
    chain::{self, Sealed},
    columns, durable,
    part::{self, Part},
};
use std::{collections::BTreeMap, fs, io, path::PathBuf};

/// A sealed file has at most so many rows: what is sorted in memory at once.
const MAX_ROWS: u64 = 500_000;

impl Writer {
    /// Seals every day but today, whose rows still come. `all` seals that too. Gives what was sealed.
    ///
    /// # Errors
    /// The disk can't be written. What was sealed until then stays sealed, the rest stays open; no row is lost or doubled.
    pub fn seal(&mut self, now: i64, all: bool) -> Result<Vec<Sealed>, ArchiveError> {
        let today = columns::day(Some(now));
        let mut days: BTreeMap<String, Vec<Part>> = BTreeMap::new();
        for part in self.archive.open_parts()?.into_iter().filter(|part| all || part.day != today) {
            days.entry(part.day.clone()).or_default().push(part);
        }
        let links = chain::read(&self.archive.chain_path())?;
        let mut before = links.last().map_or(chain::START.to_owned(), |link| link.hash.clone());
        let mut seq = links.len() as u64;
        let mut sealed = Vec::new();
        for (day, parts) in days {
            for group in groups(parts) {
                seq += 1;
                let one = self.seal_group(seq, &day, &group, now)?;
                let json = serde_json::to_string(&one).map_err(|why| at(&self.archive.root)(io::Error::other(why)))?;
                before = chain::hash(&self.archive.facility, &before, &json);
                self.chain.add(&format!("{before} {json}"))?;
                for part in &group {
                    let path = self.archive.open_folder().join(&part.name);
                    fs::remove_file(&path).map_err(at(&path))?;
                }
                sealed.push(one);
            }
        }
        Ok(sealed)
    }

    /// Makes the sealed file. It counts when its link is written.
    fn seal_group(&self, seq: u64, day: &str, group: &[Part], now: i64) -> Result<Sealed, ArchiveError> {
        let folder = self.archive.root.join(format!("day={day}"));
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        durable::sync_folder_of(&folder)?;
        let name = format!("{seq:06}.parquet");
        let path = folder.join(&name);
        let paths: Vec<PathBuf> = group.iter().map(|part| self.archive.open_folder().join(&part.name)).collect();
        let made = match (group, paths.as_slice()) {
            // One part is the file already: it gets a second name, and loses the first when the link is written.
            ([one], [from]) if fs::hard_link(from, &path).is_ok() => {
                durable::sync_folder_of(&path)?;
                one.clone()
            }
            _ => part::write(&path, day, &part::merged(&paths)?)?,
        };
        Ok(Sealed {
            seq,
            file: format!("day={day}/{name}"),
            day: day.to_owned(),
            sha256: made.sha256,
            bytes: made.bytes,
            rows: made.rows,
            first: made.first,
            last: made.last,
            sealed_at: now,
            parts: group.iter().map(|part| part.name.clone()).collect(),
        })
    }
}

/// Parts that go into one file together.
fn groups(parts: Vec<Part>) -> Vec<Vec<Part>> {
    let mut all: Vec<Vec<Part>> = Vec::new();
    let mut rows = 0;
    for part in parts {
        match all.last_mut() {
            Some(group) if rows + part.rows <= MAX_ROWS => {
                rows += part.rows;
                group.push(part);
            }
            _ => {
                rows = part.rows;
                all.push(vec![part]);
            }
        }
    }
    all
}
