//! The whole catalogue: the editions that come with the program and those that a person put beside it.

use super::{
    Artifact, Authority, Bilingual, CatalogError, Crosswalk, Edition, EditionId, FormKind, Guidance, ItemId,
    OfficialText, Problem, Scenario, TopicId,
    authority::{AUTHORITIES_FORMAT, AuthorityBook},
    backup::{self, BACKUP_FORMAT},
    bcp::{BCP_FORMAT, BcpBook},
    crosswalk::CROSSWALK_FORMAT,
    disclosure::{DISCLOSURE_FORMAT, DisclosureBook},
    guidance::{ENGLISH_FORMAT, English, GUIDANCE_FORMAT, GuidanceBook},
    load,
    read::{Faults, Table},
    scenario::{SCENARIOS_FORMAT, ScenarioBook},
    yaml::{Node, Value},
};
use crate::{digest::Digest, readiness::backup::Requirement};
use std::{borrow::Cow, collections::BTreeMap};

macro_rules! built_in {
    ($($name:literal),+) => { [$(($name, include_str!(concat!("../../../../catalog/", $name)).as_bytes())),+] };
}

/// Files that come with the program, older editions first.
const BUILT_IN: [(&str, &[u8]); 12] = built_in![
    "r5.yaml",
    "r6.yaml",
    "r7.yaml",
    "r8.yaml",
    "crosswalk.yaml",
    "guidance.yaml",
    "english.yaml",
    "disclosure.yaml",
    "backup.yaml",
    "authorities.yaml",
    "scenarios.yaml",
    "bcp-check.yaml"
];

/// Every edition known here, with the steps between them and our words about them. Read once at the start and then only looked into.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Every revision of every edition.
    packs: Vec<Pack>,
    steps: Vec<Crosswalk>,
    guidance: GuidanceBook,
    english: English,
    disclosure: DisclosureBook,
    /// What fees ask of backups.
    backup: Vec<Requirement>,
    authorities: AuthorityBook,
    scenarios: ScenarioBook,
    bcp: BcpBook,
}

#[derive(Debug, Clone)]
struct Pack {
    file: String,
    bytes: Cow<'static, [u8]>,
    edition: Edition,
}

impl Catalog {
    /// The catalogue that comes with the program.
    ///
    /// # Errors
    /// The faults of its files. A test holds that there are none.
    pub fn builtin() -> Result<Self, Vec<CatalogError>> {
        Self::default().join(BUILT_IN.into_iter().map(|(name, bytes)| (name.to_owned(), Cow::Borrowed(bytes))))
    }

    /// This catalogue with more files: edition packs, crosswalks, guidance, translations; each says in `format` which it is.
    /// A pack of a known edition replaces it if its `revision` is higher; the replaced one can still be found by its digest.
    ///
    /// # Errors
    /// Every fault of every file. Nothing of a faulty set is taken.
    pub fn with_extra(self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, Vec<CatalogError>> {
        self.join(files.into_iter().map(|(name, bytes)| (name, Cow::Owned(bytes))))
    }

    fn join(mut self, files: impl Iterator<Item = (String, Cow<'static, [u8]>)>) -> Result<Self, Vec<CatalogError>> {
        let mut found = Vec::new();
        for (file, bytes) in files {
            if let Err(faults) = self.take(file, bytes) {
                found.extend(faults);
            }
        }
        if found.is_empty() {
            for step in &self.steps {
                step.check(|id| self.edition(id), &mut found);
            }
        }
        if found.is_empty() { Ok(self) } else { Err(found) }
    }

    fn take(&mut self, file: String, bytes: Cow<'static, [u8]>) -> Result<(), Vec<CatalogError>> {
        let mut faults = Faults::new(&file);
        let Some(root) = faults.root(&bytes) else {
            return faults.finish(None);
        };
        match format(&root) {
            Some(CROSSWALK_FORMAT) => {
                let read = Crosswalk::read_all(&file, &root, &mut faults);
                let steps = faults.finish(read)?;
                self.steps.retain(|old| !steps.iter().any(|new| (&new.from, &new.to) == (&old.from, &old.to)));
                self.steps.extend(steps);
            }
            Some(GUIDANCE_FORMAT) => {
                let read = GuidanceBook::read(&root, &mut faults);
                self.guidance.join(faults.finish(read)?);
            }
            Some(ENGLISH_FORMAT) => {
                let read = English::read(&root, &mut faults);
                self.english.join(faults.finish(read)?);
            }
            Some(AUTHORITIES_FORMAT) => {
                let read = AuthorityBook::read(&root, &mut faults);
                self.authorities.join(faults.finish(read)?);
            }
            Some(SCENARIOS_FORMAT) => {
                let read = ScenarioBook::read(&root, &mut faults);
                self.scenarios.join(faults.finish(read)?);
            }
            Some(BCP_FORMAT) => {
                let read = BcpBook::read(&root, &mut faults);
                self.bcp = faults.finish(read)?;
            }
            Some(DISCLOSURE_FORMAT) => {
                let read = DisclosureBook::read(&root, &mut faults);
                self.disclosure.join(faults.finish(read)?);
            }
            Some(BACKUP_FORMAT) => {
                let read = backup::read(&root, &mut faults);
                let read = faults.finish(read)?;
                self.backup.retain(|old| read.iter().all(|new| new.id != old.id));
                self.backup.extend(read);
            }
            _ => {
                let read = load::read(&root, Digest::of(&bytes), &mut faults);
                let edition = faults.finish(read)?;
                self.shelve(Pack { file, bytes, edition })?;
            }
        }
        Ok(())
    }

    fn shelve(&mut self, pack: Pack) -> Result<(), Vec<CatalogError>> {
        if self.packs.iter().any(|known| known.edition.digest == pack.edition.digest) {
            return Ok(());
        }
        let (id, revision) = (&pack.edition.id, pack.edition.revision);
        if let Some(other) =
            self.packs.iter().find(|known| known.edition.id == *id && known.edition.revision == revision)
        {
            let problem = Problem::SameEdition { edition: id.to_string(), revision, other: other.file.clone() };
            return Err(vec![CatalogError { file: pack.file, line: 1, column: 1, problem }]);
        }
        self.packs.push(pack);
        Ok(())
    }

    /// The edition, in its highest revision.
    #[must_use]
    pub fn edition(&self, id: &EditionId) -> Option<&Edition> {
        self.revisions(id).max_by_key(|edition| edition.revision)
    }

    fn revisions(&self, id: &EditionId) -> impl Iterator<Item = &Edition> {
        self.packs.iter().map(|pack| &pack.edition).filter(move |edition| edition.id == *id)
    }

    /// The edition whose pack has exactly these bytes, also if a higher revision replaced it.
    #[must_use]
    pub fn by_digest(&self, pack: &Digest) -> Option<&Edition> {
        self.packs.iter().map(|found| &found.edition).find(|edition| edition.digest == *pack)
    }

    /// The bytes of a pack, to keep with what was answered on it.
    #[must_use]
    pub fn pack_bytes(&self, pack: &Digest) -> Option<&[u8]> {
        self.packs.iter().find(|found| found.edition.digest == *pack).map(|found| found.bytes.as_ref())
    }

    /// Every edition in its highest revision, newest fiscal year first.
    #[must_use]
    pub fn editions(&self) -> Vec<&Edition> {
        let mut newest: BTreeMap<&EditionId, &Edition> = BTreeMap::new();
        for edition in self.packs.iter().map(|pack| &pack.edition) {
            let kept = newest.entry(&edition.id).or_insert(edition);
            if edition.revision > kept.revision {
                *kept = edition;
            }
        }
        let mut editions: Vec<&Edition> = newest.into_values().collect();
        editions.sort_by(|a, b| (b.fiscal_year, &b.id).cmp(&(a.fiscal_year, &a.id)));
        editions
    }

    /// The step from one edition to the next, if there is one.
    #[must_use]
    pub fn crosswalk(&self, from: &EditionId, to: &EditionId) -> Option<&Crosswalk> {
        self.steps.iter().find(|step| step.from == *from && step.to == *to)
    }

    /// Our explanation of an item on a form.
    #[must_use]
    pub fn guidance(&self, item: &ItemId, form: FormKind) -> Option<&Guidance> {
        self.guidance.item(item, form)
    }

    /// Our explanation of a whole form: who fills it, how many, for whom.
    #[must_use]
    pub fn form_guidance(&self, form: FormKind) -> Option<&Bilingual> {
        self.guidance.form(form)
    }

    /// Our English for official words. Unofficial, and to be shown as such.
    #[must_use]
    pub fn translation(&self, official: &OfficialText) -> Option<&str> {
        self.english.of(official)
    }

    /// Our English for a title, label or name in an edition that is no [`OfficialText`].
    #[must_use]
    pub fn translation_of(&self, japanese: &str) -> Option<&str> {
        self.english.of_text(japanese)
    }

    /// What is known of 医療情報セキュリティ開示書 (MDS/SDS).
    #[must_use]
    pub const fn disclosure(&self) -> &DisclosureBook {
        &self.disclosure
    }

    /// What fees ask of backups.
    #[must_use]
    pub fn backup_requirements(&self) -> &[Requirement] {
        &self.backup
    }

    /// Authorities and desks for the contact chart, in the order of the file.
    #[must_use]
    pub fn authorities(&self) -> &[Authority] {
        &self.authorities.all
    }

    /// The authority with this id.
    #[must_use]
    pub fn authority(&self, id: &TopicId) -> Option<&Authority> {
        self.authorities.all.iter().find(|one| one.id == *id)
    }

    /// Scenario cards for drills, in the order of the file.
    #[must_use]
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios.all
    }

    /// The card with this id.
    #[must_use]
    pub fn scenario(&self, id: &TopicId) -> Option<&Scenario> {
        self.scenarios.all.iter().find(|one| one.id == *id)
    }

    /// The 確認表 for a cyber BCP; a later file replaces it as a whole.
    #[must_use]
    pub const fn bcp(&self) -> &BcpBook {
        &self.bcp
    }

    /// The official file with this SHA-256, and the edition that it belongs to.
    #[must_use]
    pub fn artifact(&self, file: &Digest) -> Option<(&Edition, &Artifact)> {
        self.editions().into_iter().find_map(|edition| {
            edition.artifacts.iter().find(|known| known.digest == *file).map(|known| (edition, known))
        })
    }
}

/// What a file says it is. Unknown formats are read as editions, whose reader names the formats it knows.
fn format(root: &Node) -> Option<&str> {
    let mut unheard = Faults::new("");
    let table = Table::of(root, "file", &[], &mut unheard)?;
    match &table.find("format")?.value {
        Value::Text { text, .. } => Some(text),
        _ => None,
    }
}
