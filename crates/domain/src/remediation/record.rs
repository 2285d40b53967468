//! What people plan for one いいえ, and what they say about it.

use crate::{
    assessment::{Note, NoteError},
    catalog::ItemId,
    id::{AssessmentId, StaffId, VendorId},
    journal::Seq,
    staff::StaffMember,
    vendor::Vendor,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// The いいえ that it is about: an item of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RemediationKey {
    /// Sheet.
    pub sheet: AssessmentId,
    /// Item of its form.
    pub item: ItemId,
}

/// What a person plans.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RemediationDraft {
    /// 担当者: who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffId>,
    /// The vendor that does the work, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorId>,
    /// 改善内容: what is done next, in words.
    #[serde(default, skip_serializing_if = "Note::is_empty")]
    pub next_step: Note,
}

/// A plan as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remediation {
    /// Which いいえ.
    pub key: RemediationKey,
    /// What was planned.
    #[serde(flatten)]
    pub stated: RemediationDraft,
    /// Journal entry of the last change; [`Seq::ZERO`] while nobody planned anything.
    pub version: Seq,
}

/// Somebody said something about a remediation. Never changed, never removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemediationCommented {
    /// Which いいえ.
    pub key: RemediationKey,
    /// The words.
    pub words: Note,
}

/// Why a plan or a comment can't be taken. Nothing is written; the person's words stay on the page.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemediationError {
    /// The item says いいえ in no round.
    #[error("the item says no in no round")]
    NotNo,
    /// The owner is not on the roster, or left.
    #[error("the owner does not work here")]
    OwnerUnknown,
    /// The vendor is not in the register.
    #[error("the vendor is not recorded")]
    VendorUnknown,
    /// The next step is too long.
    #[error("next step: {0}")]
    NextStep(NoteError),
    /// A comment without words.
    #[error("the comment is empty")]
    CommentEmpty,
    /// The comment is too long.
    #[error("comment: {0}")]
    Comment(NoteError),
}

impl RemediationDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`RemediationError::NextStep`].
    pub fn parse(owner: Option<StaffId>, vendor: Option<VendorId>, next_step: &str) -> Result<Self, RemediationError> {
        let next_step = Note::parse(next_step).map_err(RemediationError::NextStep)?;
        Ok(Self { owner, vendor, next_step })
    }

    /// Holds a change against the roster and the register. Whoever was the owner before may stay it after leaving, so that
    /// another field can be changed; the page says that the person left.
    ///
    /// # Errors
    /// [`RemediationError::OwnerUnknown`], [`RemediationError::VendorUnknown`].
    pub fn check(
        &self,
        before: &Self,
        members: &[StaffMember],
        vendors: &[Vendor],
        today: Date,
    ) -> Result<(), RemediationError> {
        let works = |id: StaffId| members.iter().any(|member| member.id == id && member.works_on(today));
        if self.owner.is_some_and(|id| self.owner != before.owner && !works(id)) {
            return Err(RemediationError::OwnerUnknown);
        }
        let known = |id: VendorId| vendors.iter().any(|vendor| vendor.id == id);
        if self.vendor.is_some_and(|id| !known(id)) {
            return Err(RemediationError::VendorUnknown);
        }
        Ok(())
    }
}

impl Remediation {
    /// An いいえ for which nobody planned anything yet.
    #[must_use]
    pub fn unplanned(key: RemediationKey) -> Self {
        Self { key, stated: RemediationDraft::default(), version: Seq::ZERO }
    }

    /// The vendor that does the work: the one that was named, or else the vendor that the sheet is about.
    #[must_use]
    pub fn vendor(&self, of_sheet: Option<VendorId>) -> Option<VendorId> {
        self.stated.vendor.or(of_sheet)
    }
}

impl RemediationCommented {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`RemediationError::CommentEmpty`], [`RemediationError::Comment`].
    pub fn parse(key: RemediationKey, words: &str) -> Result<Self, RemediationError> {
        let words = Note::parse(words).map_err(RemediationError::Comment)?;
        if words.as_str().trim().is_empty() {
            return Err(RemediationError::CommentEmpty);
        }
        Ok(Self { key, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{journal::Event, staff::Name, vendor::VendorDraft};
    use time::macros::date;
    use uuid::Uuid;

    const TODAY: Date = date!(2024 - 10 - 15);

    fn staff(id: u128, left_on: Option<Date>) -> StaffMember {
        let name = Name::parse("山田").unwrap_or_else(|_| panic!("a name"));
        StaffMember { id: Uuid::from_u128(id).into(), name, kana: None, department: None, left_on, version: Seq::ZERO }
    }

    fn draft(owner: Option<u128>, vendor: Option<u128>) -> RemediationDraft {
        RemediationDraft {
            owner: owner.map(|id| Uuid::from_u128(id).into()),
            vendor: vendor.map(|id| Uuid::from_u128(id).into()),
            next_step: Note::default(),
        }
    }

    fn checked(before: &RemediationDraft, after: &RemediationDraft) -> String {
        let members = [staff(1, None), staff(2, Some(date!(2024 - 09 - 30))), staff(3, Some(TODAY))];
        let stated = VendorDraft::parse("甲社", "", "", "", true).unwrap_or_else(|_| panic!("a vendor"));
        let vendors = [Vendor { id: Uuid::from_u128(9).into(), stated, version: Seq::ZERO }];
        after.check(before, &members, &vendors, TODAY).map_or_else(|e| e.to_string(), |()| "taken".to_owned())
    }

    #[test]
    fn an_owner_works_here_and_a_vendor_is_recorded() {
        let none = draft(None, None);
        assert_eq!(checked(&none, &draft(Some(1), Some(9))), "taken");
        assert_eq!(checked(&none, &draft(Some(3), None)), "taken", "the last day of work still counts");
        assert_eq!(checked(&none, &draft(Some(2), None)), "the owner does not work here");
        assert_eq!(checked(&none, &draft(Some(7), None)), "the owner does not work here");
        assert_eq!(checked(&none, &draft(None, Some(8))), "the vendor is not recorded");
    }

    #[test]
    fn who_left_stays_the_owner_until_another_is_named() {
        assert_eq!(checked(&draft(Some(2), None), &draft(Some(2), Some(9))), "taken");
        assert_eq!(checked(&draft(Some(2), None), &draft(None, None)), "taken");
    }

    #[test]
    fn a_comment_has_words() {
        let said = |words: &str| {
            let key = RemediationKey { sheet: Uuid::nil().into(), item: "all.mds-sds".parse().expect("an item") };
            RemediationCommented::parse(key, words).map_or_else(|e| e.to_string(), |c| c.words.to_string())
        };
        assert_eq!(said("見積りを取った。\r\n "), "見積りを取った。");
        assert_eq!(said(" \n　"), "the comment is empty");
        assert_eq!(said(&"長".repeat(4_001)), "comment: the note has 4001 characters, at most 4000 fit");
    }

    #[test]
    fn the_vendor_of_a_sheet_does_its_work_until_another_is_named() {
        let key = RemediationKey { sheet: Uuid::nil().into(), item: "all.mds-sds".parse().expect("an item") };
        let (sheet, named) = (Some(Uuid::from_u128(8).into()), Some(Uuid::from_u128(9).into()));
        let mut one = Remediation::unplanned(key);
        assert_eq!((one.vendor(None), one.vendor(sheet)), (None, sheet));
        one.stated.vendor = named;
        assert_eq!(one.vendor(sheet), named);
    }

    #[test]
    fn its_events_keep_their_form() {
        let key = || RemediationKey { sheet: Uuid::nil().into(), item: "all.mds-sds".parse().expect("an item") };
        let stated =
            RemediationDraft { next_step: Note::parse("催促する。").expect("a note"), ..draft(Some(1), None) };
        let plan = Remediation { key: key(), stated, version: Seq::ZERO };
        let said = RemediationCommented::parse(key(), "電話した。").expect("words");
        let json = |event: Event| serde_json::to_string(&event).expect("JSON");
        insta::assert_snapshot!(json(Event::RemediationRecorded(Box::new(plan))), @r#"{"kind":"remediation_recorded","data":{"key":{"sheet":"00000000-0000-0000-0000-000000000000","item":"all.mds-sds"},"owner":"00000000-0000-0000-0000-000000000001","next_step":"催促する。","version":0}}"#);
        insta::assert_snapshot!(json(Event::RemediationCommented(Box::new(said))), @r#"{"kind":"remediation_commented","data":{"key":{"sheet":"00000000-0000-0000-0000-000000000000","item":"all.mds-sds"},"words":"電話した。"}}"#);
    }
}
