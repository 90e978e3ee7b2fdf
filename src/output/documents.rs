//! The documents that are offered, and what files are called that are made of them.

use chrono::NaiveDate;

use super::checklist::{blank_checklist, checklist};
use super::customer_mail::follow_up;
use super::customer_minutes::minutes;
use super::exec_summary::exec_summary;
use super::file;
use super::hand_off_note::{gate_report, hand_off_note};
use super::report::Report;
use super::shared::Shared;
use crate::domain::code::Audience;
use crate::domain::engagement::Engagement;
use crate::i18n::words::Words;

/// See the module.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Document {
    /// The minutes of the kickoff meeting, for the customer.
    #[default]
    Minutes,
    /// The mail to the customer after the meeting: what was decided, and what comes next.
    FollowUpMail,
    /// All that is recorded, for the delivery team.
    HandOffNote,
    /// The Exec Summary of the playbook's siblings (1.6).
    ExecSummary,
    /// Every row as it stands, with what was written of it.
    Checklist,
    /// Every row with nothing recorded yet, for a meeting without a screen.
    BlankChecklist,
    /// Whether the next playbooks may begin (R70), and what each outcome rests on.
    GateReport,
}

impl Document {
    /// In the order in which they are offered.
    pub const ALL: [Document; 7] = [
        Document::Minutes,
        Document::FollowUpMail,
        Document::HandOffNote,
        Document::ExecSummary,
        Document::Checklist,
        Document::BlankChecklist,
        Document::GateReport,
    ];

    /// As in the name of its file.
    pub fn code(self) -> &'static str {
        match self {
            Document::Minutes => "minutes",
            Document::FollowUpMail => "mail",
            Document::HandOffNote => "hand-off-note",
            Document::ExecSummary => "exec-summary",
            Document::Checklist => "checklist",
            Document::BlankChecklist => "blank-checklist",
            Document::GateReport => "gate-report",
        }
    }

    /// What it is called where it is offered.
    pub fn name(self, words: Words) -> &'static str {
        match self {
            Document::Minutes => words.document_minutes(),
            Document::FollowUpMail => words.document_mail(),
            Document::HandOffNote => words.document_note(),
            Document::ExecSummary => words.document_exec(),
            Document::Checklist => words.document_checklist(),
            Document::BlankChecklist => words.document_blank_checklist(),
            Document::GateReport => words.document_gate_report(),
        }
    }

    /// Whom it is for.
    pub fn audience(self) -> Audience {
        match self {
            Document::Minutes | Document::FollowUpMail => Audience::Shared,
            Document::HandOffNote
            | Document::ExecSummary
            | Document::Checklist
            | Document::BlankChecklist
            | Document::GateReport => Audience::Internal,
        }
    }

    /// Whether the source playbook asks for nothing like it.
    pub fn is_beyond_source(self) -> bool {
        matches!(self, Document::FollowUpMail | Document::ExecSummary)
    }

    /// `None` if there is nothing to tell.
    pub fn report(self, engagement: &Engagement, today: NaiveDate, words: Words) -> Option<Report> {
        match self {
            Document::Minutes => minutes(&Shared::of(engagement), words),
            Document::FollowUpMail => follow_up(&Shared::of(engagement), words),
            Document::HandOffNote => Some(hand_off_note(engagement, words)),
            Document::ExecSummary => Some(exec_summary(engagement, today, words)),
            Document::Checklist => Some(checklist(engagement, words)),
            Document::BlankChecklist => Some(blank_checklist(engagement, words)),
            Document::GateReport => Some(gate_report(engagement, words)),
        }
    }
}

/// The name of a file beside that of the engagement itself: what it is, and how it ends.
pub fn file_name(customer: Option<&str>, on: NaiveDate, what: &str, ending: &str) -> String {
    let name = file::name(customer, on);
    let beginning = name.strip_suffix(".json").unwrap_or(&name);
    format!("{beginning}-{what}.{ending}")
}
