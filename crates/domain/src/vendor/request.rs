//! Asking a vendor to fill in 事業者確認用: one request per sheet and round, with the day by which the answer is wanted.

use super::{Line, Submission, SubmissionState};
use crate::{
    assessment::RoundNo,
    id::{AssessmentId, RequestId, VendorId},
    journal::Seq,
};
use serde::{Deserialize, Serialize};
use time::{Date, Duration};

/// Why nothing more is expected from a vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", content = "why", rename_all = "snake_case")]
pub enum Closed {
    /// 辞退: the vendor does not answer, for this reason.
    Declined(Line),
    /// 対象外: nothing has to be asked of it, for this reason.
    NotApplicable(Line),
}

impl Closed {
    /// Stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Declined(_) => "declined",
            Self::NotApplicable(_) => "not_applicable",
        }
    }

    /// The reason.
    #[must_use]
    pub const fn why(&self) -> &Line {
        match self {
            Self::Declined(why) | Self::NotApplicable(why) => why,
        }
    }
}

/// One request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Stable identifier.
    pub id: RequestId,
    /// Whom.
    pub vendor: VendorId,
    /// The vendor's sheet.
    pub sheet: AssessmentId,
    /// Round that is asked for.
    pub round: RoundNo,
    /// Day on which it was made.
    pub asked_on: Date,
    /// Last day on which the answer is in time.
    pub due_on: Date,
    /// Why nothing more is expected, if so.
    pub closed: Option<Closed>,
    /// Day of the last reminder that was sent or printed.
    pub reminded_on: Option<Date>,
    /// Journal entry of the last change.
    pub version: Seq,
}

/// A due day that can't be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the answer would be due on {due_on}, before it is asked for on {asked_on}")]
pub struct DueError {
    /// Day given.
    pub due_on: Date,
    /// Day of the request.
    pub asked_on: Date,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestStatus {
    /// 期限超過.
    Overdue {
        /// Days since the due day.
        days: i64,
    },
    /// 差戻し: the last answer went back with a remark.
    Returned,
    /// 依頼済.
    Asked,
    /// 受領: an answer waits to be looked at.
    Received,
    /// 受領, and the answers stand in the sheet.
    Accepted,
    /// 辞退.
    Declined,
    /// 対象外.
    NotApplicable,
}

impl RequestStatus {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overdue { .. } => "overdue",
            Self::Returned => "returned",
            Self::Asked => "asked",
            Self::Received => "received",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// Whether the vendor still has to answer.
    #[must_use]
    pub const fn waits_for_vendor(self) -> bool {
        matches!(self, Self::Overdue { .. } | Self::Returned | Self::Asked)
    }
}

/// Which reminder is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reminder {
    /// The due day is near.
    Before,
    /// The due day has passed.
    After,
}

impl Reminder {
    /// Stable code, as in message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// So long before the due day the first reminder is due, and so long after a reminder the next one: a week. Our choice: no rule
/// is known.
const WEEK: Duration = Duration::days(7);

impl Request {
    /// # Errors
    /// [`DueError`] for a day before the request itself.
    pub fn due(self, due_on: Date) -> Result<Self, DueError> {
        if due_on < self.asked_on {
            return Err(DueError { due_on, asked_on: self.asked_on });
        }
        Ok(Self { due_on, ..self })
    }

    /// Where it stands. `newest` is what the vendor handed in last; `filled` says that the sheet has every answer of the round,
    /// by whatever way it came.
    #[must_use]
    pub fn status(&self, newest: Option<&Submission>, filled: bool, today: Date) -> RequestStatus {
        match &self.closed {
            Some(Closed::Declined(_)) => return RequestStatus::Declined,
            Some(Closed::NotApplicable(_)) => return RequestStatus::NotApplicable,
            None => {}
        }
        match newest.map(|submission| &submission.state) {
            Some(SubmissionState::Waiting) => return RequestStatus::Received,
            Some(SubmissionState::Accepted) => return RequestStatus::Accepted,
            _ if filled => return RequestStatus::Accepted,
            _ => {}
        }
        match newest {
            _ if today > self.due_on => RequestStatus::Overdue { days: (today - self.due_on).whole_days() },
            Some(_) => RequestStatus::Returned,
            None => RequestStatus::Asked,
        }
    }

    /// The reminder that is due today, if the vendor still has to answer: one in the week before the due day, then one a week
    /// from the day after it.
    #[must_use]
    pub fn reminder(&self, status: RequestStatus, today: Date) -> Option<Reminder> {
        if !status.waits_for_vendor() {
            return None;
        }
        let since = |day: Date| self.reminded_on.is_some_and(|reminded| reminded >= day);
        if today > self.due_on {
            let after = self.due_on + Duration::DAY;
            return (!since(after.max(today - WEEK + Duration::DAY))).then_some(Reminder::After);
        }
        let begins = self.due_on - WEEK;
        // Whoever was asked within the week needs no reminder before the due day.
        (today >= begins && self.asked_on < begins && !since(begins)).then_some(Reminder::Before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vendor::Via;
    use time::macros::date;
    use uuid::Uuid;

    fn request() -> Request {
        Request {
            id: Uuid::nil().into(),
            vendor: Uuid::nil().into(),
            sheet: Uuid::nil().into(),
            round: RoundNo::First,
            asked_on: date!(2024 - 06 - 01),
            due_on: date!(2024 - 06 - 30),
            closed: None,
            reminded_on: None,
            version: Seq::ZERO,
        }
    }

    fn handed_in(state: SubmissionState) -> Result<Submission, Box<dyn std::error::Error>> {
        Ok(Submission {
            id: Uuid::nil().into(),
            request: Uuid::nil().into(),
            via: Via::Link,
            answered_by: "山田 太郎".to_owned().try_into()?,
            post: None,
            frozen: crate::digest::Digest::ZERO,
            received_at: crate::calendar::Instant::from_millis(0),
            state,
            version: Seq::ZERO,
        })
    }

    #[test]
    fn a_request_stands_where_the_last_word_left_it() -> Result<(), Box<dyn std::error::Error>> {
        let (near, late) = (date!(2024 - 06 - 30), date!(2024 - 07 - 03));
        let request = request();
        let waiting = handed_in(SubmissionState::Waiting)?;
        let accepted = handed_in(SubmissionState::Accepted)?;
        let returned = handed_in(SubmissionState::Returned(crate::assessment::Note::default()))?;
        let declined = Request { closed: Some(Closed::Declined(Line::parse("有償のため")?)), ..request.clone() };
        assert_eq!(request.status(None, false, near), RequestStatus::Asked);
        assert_eq!(request.status(None, false, late), RequestStatus::Overdue { days: 3 });
        assert_eq!(request.status(None, true, late), RequestStatus::Accepted, "entered from paper");
        assert_eq!(request.status(Some(&waiting), false, late), RequestStatus::Received);
        assert_eq!(request.status(Some(&accepted), false, late), RequestStatus::Accepted);
        assert_eq!(request.status(Some(&returned), false, near), RequestStatus::Returned);
        assert_eq!(request.status(Some(&returned), false, late), RequestStatus::Overdue { days: 3 });
        assert_eq!(declined.status(Some(&waiting), true, late), RequestStatus::Declined);
        Ok(())
    }

    #[test]
    fn reminders_come_once_before_and_weekly_after() {
        let due = |reminded_on: Option<Date>, today: Date| {
            let request = Request { reminded_on, ..request() };
            let status = request.status(None, false, today);
            request.reminder(status, today).map(Reminder::code)
        };
        let cases = [
            (None, date!(2024 - 06 - 22), None),
            (None, date!(2024 - 06 - 23), Some("before")),
            (Some(date!(2024 - 06 - 23)), date!(2024 - 06 - 30), None),
            (Some(date!(2024 - 06 - 23)), date!(2024 - 07 - 01), Some("after")),
            (Some(date!(2024 - 07 - 01)), date!(2024 - 07 - 07), None),
            (Some(date!(2024 - 07 - 01)), date!(2024 - 07 - 08), Some("after")),
        ];
        for (reminded_on, today, expected) in cases {
            assert_eq!(due(reminded_on, today), expected, "{reminded_on:?} {today}");
        }
    }

    #[test]
    fn nobody_is_reminded_of_what_is_not_wanted() {
        let request = request();
        for status in [RequestStatus::Received, RequestStatus::Accepted, RequestStatus::Declined] {
            assert_eq!(request.reminder(status, date!(2024 - 09 - 01)), None);
        }
    }

    #[test]
    fn an_answer_is_not_due_before_it_is_asked_for() {
        assert!(request().due(date!(2024 - 05 - 31)).is_err() && request().due(date!(2024 - 06 - 01)).is_ok());
    }
}
