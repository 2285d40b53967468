//! What a vendor handed in: who answered, by which way, and the answers as they were given. Kept unchanged for ever.

use super::{Beside, Line, Request, remote_access::ConfirmedBy};
use crate::{
    assessment::{Asked, Assessment, Choice, Draft, DraftError, ItemState, Note, RoundNo, Sheet, Slot, TargetDate},
    calendar::{FiscalYear, Instant},
    catalog::{EditionId, ItemId},
    digest::Digest,
    id::{AssessmentId, FacilityId, RequestId, StaffId, SubmissionId, VendorId},
    journal::Seq,
    staff::Name,
};
use serde::{Deserialize, Serialize};
use time::Date;

/// By which way answers came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// Typed on the page of a personal link.
    Link,
    /// A workbook of the form.
    Workbook,
    /// An offline answer file.
    AnswerFile,
}

impl Via {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Workbook => "workbook",
            Self::AnswerFile => "answer_file",
        }
    }

    /// The same as a way to confirm ways in.
    #[must_use]
    pub const fn confirmed_by(self) -> ConfirmedBy {
        match self {
            Self::Link => ConfirmedBy::Link,
            Self::Workbook => ConfirmedBy::Workbook,
            Self::AnswerFile => ConfirmedBy::AnswerFile,
        }
    }

    /// The way with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Link, Self::Workbook, Self::AnswerFile].into_iter().find(|via| via.code() == code)
    }
}

/// What the institution said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", content = "remark", rename_all = "snake_case")]
pub enum SubmissionState {
    /// Nothing yet.
    Waiting,
    /// The answers went into the sheet.
    Accepted,
    /// It went back with a remark.
    Returned(Note),
}

/// One time that a vendor handed in. The answers lie in the blob store under `frozen`, as a [`SubmittedForm`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Stable identifier.
    pub id: SubmissionId,
    /// The request that it answers.
    pub request: RequestId,
    /// By which way.
    pub via: Via,
    /// Who answered, in their own words.
    pub answered_by: Name,
    /// Their post (部署・役職), if they gave it.
    pub post: Option<Line>,
    /// SHA-256 of the frozen bytes.
    pub frozen: Digest,
    /// When it came.
    pub received_at: Instant,
    /// What the institution said to it.
    pub state: SubmissionState,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// One answer as handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubmittedItem {
    /// Item.
    pub item: ItemId,
    /// はい or いいえ.
    pub answer: Choice,
    /// 確認日.
    pub on: Date,
    /// 目標日, with いいえ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Date>,
    /// Note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The frozen bytes of a submission, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmittedForm {
    /// [`SubmittedForm::FORMAT`].
    pub format: String,
    /// Who asked.
    pub facility: FacilityId,
    /// Its name then.
    pub facility_name: Name,
    /// Who answered for which vendor.
    pub vendor: VendorId,
    /// Its name then.
    pub vendor_name: Name,
    /// The request.
    pub request: RequestId,
    /// The sheet.
    pub assessment: AssessmentId,
    /// Edition.
    pub edition: EditionId,
    /// SHA-256 of the edition pack.
    pub pack: Digest,
    /// Fiscal year.
    pub fiscal_year: FiscalYear,
    /// Round.
    pub round: RoundNo,
    /// By which way.
    pub via: Via,
    /// Who answered.
    pub answered_by: Name,
    /// Their post, if they gave it.
    pub post: Option<Line>,
    /// When it came.
    pub received_at: Instant,
    /// SHA-256 of the file in which the answers came, which is kept too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Digest>,
    /// The vendor's signature of that file, if it came with one. It was proved when it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<FileSignature>,
    /// The answers, in printed order.
    pub items: Vec<SubmittedItem>,
    /// What was said beside the form.
    #[serde(default, skip_serializing_if = "Beside::is_empty")]
    pub beside: Beside,
}

/// A detached ed25519 signature (RFC 8032) over the bytes of a file, in lower-case hex. Whose key it is, the institution has to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSignature {
    /// 32 bytes.
    pub public_key: String,
    /// 64 bytes.
    pub signature: String,
}

impl SubmittedForm {
    /// Name of the format, with its version.
    pub const FORMAT: &'static str = "sakimori-vendor-submission-v1";
}

/// An answer as typed, before it is held against the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorAnswer {
    /// Item.
    pub item: ItemId,
    /// はい, いいえ or nothing.
    pub choice: Choice,
    /// 確認日.
    pub on: Option<Date>,
    /// 目標日.
    pub target_date: Option<Date>,
    /// Note.
    pub note: String,
}

/// Why an answer can't be handed in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// The round asks it, and it has no answer.
    #[error("no answer")]
    Unanswered,
    /// いいえ without 目標日.
    #[error("no target date")]
    TargetDateMissing,
    /// As for the institution's own form.
    #[error(transparent)]
    Draft(#[from] DraftError),
}

/// Stands for the member of staff who will accept the answers: who that is, nobody knows yet.
fn nobody() -> StaffId {
    uuid::Uuid::nil().into()
}

impl VendorAnswer {
    /// The draft by which it enters the sheet. A note or target date that was not given leaves what stands.
    #[must_use]
    pub fn draft(&self, round: RoundNo, before: &ItemState, by: StaffId, version: Seq) -> Draft {
        let note = if self.note.trim().is_empty() { before.note.to_string() } else { self.note.clone() };
        let target_date = self.target_date.or(before.target_date.map(TargetDate::day));
        Draft { round, choice: self.choice, on: self.on, by: Some(by), target_date, note, version }
    }

    /// What would stand in the sheet; `None` for an item that is not answered and need not be.
    ///
    /// # Errors
    /// [`AnswerFault`].
    pub fn held_against(
        &self,
        assessment: &Assessment,
        sheet: &Sheet<'_>,
        round: RoundNo,
        today: Date,
    ) -> Result<Option<SubmittedItem>, AnswerFault> {
        let before = sheet.state(&self.item);
        match (sheet.asked(&self.item, round), self.choice) {
            (Asked::NotAsked(_) | Asked::NotYet | Asked::Stands, Choice::Blank) => return Ok(None),
            (Asked::Due, Choice::Blank) => return Err(AnswerFault::Unanswered),
            (Asked::NotAsked(_), _) => return Err(DraftError::NotAsked.into()),
            (Asked::NotYet, _) => return Err(DraftError::EarlierRoundBlank.into()),
            (Asked::Due | Asked::Stands, _) => {}
        }
        let after = self.draft(round, &before, nobody(), Seq::ZERO).applied(assessment, &before, today)?;
        let slot = after.slot(round);
        if slot.is_no() && after.target_date.is_none() {
            return Err(AnswerFault::TargetDateMissing);
        }
        let (Slot::Yes { on, .. } | Slot::No { on, .. }) = *slot else { return Ok(None) };
        let target_date = self.target_date.filter(|_| slot.is_no());
        Ok(Some(SubmittedItem {
            item: self.item.clone(),
            answer: self.choice,
            on,
            target_date,
            note: self.note.trim().to_owned(),
        }))
    }
}

impl From<&SubmittedItem> for VendorAnswer {
    fn from(item: &SubmittedItem) -> Self {
        Self {
            item: item.item.clone(),
            choice: item.answer,
            on: Some(item.on),
            target_date: item.target_date,
            note: item.note.clone(),
        }
    }
}

impl Submission {
    /// Whether the vendor may hand in again: nothing waits, nothing was accepted, and the request is open.
    #[must_use]
    pub fn may_follow(newest: Option<&Self>, request: &Request) -> bool {
        request.closed.is_none() && newest.is_none_or(|newest| matches!(newest.state, SubmissionState::Returned(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assessment::Row,
        catalog::{Catalog, FormKind},
        facility::VendorContract,
    };
    use std::collections::BTreeMap;
    use time::macros::date;

    const TODAY: Date = date!(2024 - 06 - 10);

    fn answer(item: &str, choice: Choice, target: Option<Date>) -> Result<VendorAnswer, Box<dyn std::error::Error>> {
        Ok(VendorAnswer { item: item.parse()?, choice, on: Some(TODAY), target_date: target, note: String::new() })
    }

    fn said(answer: &VendorAnswer, before: Slot, round: RoundNo) -> Result<String, Box<dyn std::error::Error>> {
        let catalog = Catalog::builtin().map_err(|faults| format!("{faults:?}"))?;
        let edition = catalog.edition(&"r6".parse()?).ok_or("r6")?;
        let form = edition.form(FormKind::Vendor).ok_or("form")?;
        let mut row = Row::untouched(answer.item.clone());
        row.state.slots[0] = before;
        let rows = BTreeMap::from([(answer.item.clone(), row)]);
        let assessment = Assessment {
            id: uuid::Uuid::nil().into(),
            edition: "r6".parse()?,
            pack: edition.digest,
            form: FormKind::Vendor,
            fiscal_year: FiscalYear::new(2024)?,
            vendor: Some(uuid::Uuid::nil().into()),
        };
        let sheet = Sheet::new(form, &rows, VendorContract::Exists);
        Ok(match answer.held_against(&assessment, &sheet, round, TODAY) {
            Ok(None) => "nothing".to_owned(),
            Ok(Some(item)) => format!("{:?} {:?}", item.answer, item.target_date),
            Err(fault) => fault.to_string(),
        })
    }

    #[test]
    fn an_answer_is_complete_or_says_what_it_lacks() -> Result<(), Box<dyn std::error::Error>> {
        use Choice::{Blank, No, Yes};
        use RoundNo::{First, Second};
        let item = "server.patch";
        let (december, next_year) = (date!(2024 - 12 - 20), date!(2025 - 04 - 01));
        let no_before = Slot::No { on: date!(2024 - 05 - 01), by: nobody() };
        let yes_before = Slot::Yes { on: date!(2024 - 05 - 01), by: nobody() };
        let cases = [
            (answer(item, Yes, None)?, Slot::Blank, First, "Yes None"),
            (answer(item, Yes, Some(december))?, Slot::Blank, First, "Yes None"),
            (answer(item, No, None)?, Slot::Blank, First, "no target date"),
            (answer(item, No, Some(december))?, Slot::Blank, First, "No Some(2024-12-20)"),
            (
                answer(item, No, Some(next_year))?,
                Slot::Blank,
                First,
                "target date 2025-04-01 is outside the fiscal year 2024",
            ),
            (answer(item, Blank, None)?, Slot::Blank, First, "no answer"),
            (answer(item, Blank, None)?, yes_before, Second, "nothing"),
            (answer(item, Blank, None)?, no_before, Second, "no answer"),
            (answer(item, Yes, None)?, Slot::Blank, Second, "the round before has no answer yet"),
            (answer(item, Yes, None)?, no_before, Second, "Yes None"),
        ];
        for (answer, before, round, expected) in cases {
            assert_eq!(said(&answer, before, round)?, expected, "{answer:?}");
        }
        Ok(())
    }
}
