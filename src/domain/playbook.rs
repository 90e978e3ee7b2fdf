//! The playbook: steps, items, questions and the words for them. Fixed once loaded; the engine
//! knows no item by name. What serde cannot check, [`crate::content`] does.

use chrono::NaiveDate;
use serde::Deserialize;

use super::condition::Condition;
use super::id::{FactId, ItemId, LinkId, NoteId, QuestionId, ServiceId, StepId, keep};
use super::text::Text;

/// One playbook in one revision.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    pub playbook: About,
    #[serde(rename = "question")]
    pub questions: Vec<Question>,
    #[serde(rename = "service")]
    pub services: Vec<Service>,
    #[serde(rename = "field")]
    pub facts: Vec<Fact>,
    #[serde(rename = "link")]
    pub links: Vec<Link>,
    #[serde(rename = "note")]
    pub notes: Vec<Note>,
    #[serde(rename = "register")]
    pub registers: Vec<RegisterWords>,
    #[serde(rename = "revision")]
    pub revisions: Vec<Revision>,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// The front matter (R01, R02).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    pub id: Box<str>,
    pub revision: NaiveDate,
    pub title: Text,
    pub phase: Text,
    /// Why the source's own date is not to be trusted.
    pub stale_note: Text,
    pub about: Vec<AboutLine>,
    #[serde(default)]
    pub rows: Vec<Box<str>>,
}

/// One fact of the front matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutLine {
    pub label: Text,
    pub value: Box<str>,
}

/// A question that decides what applies (1.3).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    /// `C1` to `C18`.
    pub code: Box<str>,
    pub kind: QuestionKind,
    pub ask: Text,
    pub hint: Option<Text>,
    #[serde(default)]
    pub choices: Choices,
    #[serde(default)]
    pub rows: Vec<Box<str>>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    YesNo,
    /// One of its choices.
    Choice,
    /// The set of services in the register of services.
    Services,
}

/// One choice of a closed list, with its words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub code: Box<str>,
    pub label: Text,
}

/// A closed list of choices.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<Choice>")]
pub struct Choices {
    list: Vec<Choice>,
    codes: &'static [&'static str],
}

impl From<Vec<Choice>> for Choices {
    fn from(list: Vec<Choice>) -> Choices {
        let codes: Vec<&'static str> = list.iter().map(|it| keep(&it.code)).collect();
        Choices { list, codes: Box::leak(codes.into_boxed_slice()) }
    }
}

impl Choices {
    pub fn codes(&self) -> &'static [&'static str] {
        self.codes
    }

    pub fn iter(&self) -> impl Iterator<Item = &Choice> {
        self.list.iter()
    }

    pub fn label(&self, code: &str) -> Option<&Text> {
        self.list.iter().find(|it| &*it.code == code).map(|it| &it.label)
    }
}

/// A service that can be in scope (C15).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub code: ServiceId,
    pub name: Text,
    /// Known from the sibling playbooks only (1.6).
    pub beyond_source: bool,
}

/// A single fact to capture about an engagement.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: FactId,
    pub kind: FactKind,
    pub label: Text,
    pub hint: Option<Text>,
    #[serde(default)]
    pub choices: Choices,
}

/// What is typed for a fact.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    Text,
    LongText,
    Day,
    Moment,
    Count,
    Choice,
    Name,
}

/// A target of the source. References of 2020 that nothing depends on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub id: LinkId,
    pub url: Box<str>,
    pub title: Text,
    pub note: Option<Text>,
    /// Lines of the source.
    pub lines: Vec<u16>,
    /// `false` for names that lead nowhere by themselves, such as the next playbooks' files.
    pub resolvable: bool,
}

/// What the source's wording makes one believe, and what is meant (1.5).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub id: NoteId,
    pub number: u8,
    /// Lines of the source.
    pub lines: Vec<u16>,
    pub source_term: Option<Box<str>>,
    pub misleads: Text,
    pub meant: Text,
}

/// The words of a register; its shape is [`super::register::Register`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterWords {
    pub code: Box<str>,
    pub title: Text,
    /// One entry, as in "add a person".
    pub one: Text,
    /// What to do when there is none yet.
    pub empty: Text,
    #[serde(rename = "column")]
    pub columns: Vec<ColumnWords>,
    #[serde(default)]
    pub rows: Vec<Box<str>>,
}

/// The words of one column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnWords {
    pub code: Box<str>,
    pub label: Text,
    pub hint: Option<Text>,
    #[serde(default)]
    pub choices: Choices,
}

/// One row of the source's refresh summary (R72).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    pub on: NaiveDate,
    pub by: Box<str>,
    pub what: Text,
    #[serde(default)]
    pub rows: Vec<Box<str>>,
}

/// One step, in the source's order (R00).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: StepId,
    pub kind: StepKind,
    pub title: Text,
    pub lead: Text,
    pub role: Option<Text>,
    #[serde(default)]
    pub motions: Vec<Box<str>>,
    pub applies_to: Option<Text>,
    pub panel: Option<Panel>,
    #[serde(default)]
    pub registers: Vec<Box<str>>,
    #[serde(default)]
    pub notes: Vec<NoteId>,
    #[serde(default)]
    pub lines: Vec<u16>,
    #[serde(default)]
    pub rows: Vec<Box<str>>,
    #[serde(default, rename = "item")]
    pub items: Vec<Item>,
}

/// What a step is for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    Framing,
    /// Key Inputs.
    Entry,
    Approach,
    /// Key Outputs.
    Exit,
    Next,
    History,
}

/// A view that the app brings to a step.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    Dibs,
    Ssat,
    Gate,
    Revisions,
    Uncategorized,
}

/// One row of a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: ItemId,
    pub kind: ItemKind,
    pub title: Text,
    pub hint: Option<Text>,
    /// A small heading, shown where it changes.
    pub group: Option<Text>,
    /// The row that this one belongs to.
    pub parent: Option<ItemId>,
    /// Applies only then; always, if there is none.
    pub when: Option<Condition>,
    /// Optional until then, due from then on.
    pub due_when: Option<Condition>,
    /// Warn if this is ticked while those are open.
    #[serde(default)]
    pub expects: Vec<ItemId>,
    /// Met by what the data already says.
    pub met_when: Option<Condition>,
    /// One of the 12 leaf outcomes of the gate.
    #[serde(default)]
    pub outcome: bool,
    /// Asks for a line of evidence: who said what.
    #[serde(default)]
    pub evidence: bool,
    pub task: Option<Task>,
    #[serde(default)]
    pub fields: Vec<FactId>,
    #[serde(default)]
    pub registers: Vec<Box<str>>,
    #[serde(default)]
    pub links: Vec<LinkId>,
    #[serde(default)]
    pub notes: Vec<NoteId>,
    #[serde(default)]
    pub rows: Vec<Box<str>>,
    #[serde(default)]
    pub lines: Vec<u16>,
}

/// Whether a row is ticked.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    Check,
    Task,
    /// Shown, neither ticked nor counted.
    Info,
}

/// A task as FTOP names it (R28, R42).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The source names one task without a number.
    pub number: Option<Box<str>>,
    pub name: Text,
    pub mandatory: bool,
    pub role: Text,
    pub services: Text,
}

impl Item {
    /// Whether it has a box and counts.
    pub fn is_ticked(&self) -> bool {
        self.kind != ItemKind::Info
    }
}

impl Playbook {
    /// Every item with its step, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Step, &Item)> {
        self.steps.iter().flat_map(|step| step.items.iter().map(move |item| (step, item)))
    }

    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items().map(|(_, item)| item).find(|it| it.id == id)
    }

    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == id)
    }

    pub fn step_of(&self, item: ItemId) -> Option<&Step> {
        self.items().find(|(_, it)| it.id == item).map(|(step, _)| step)
    }

    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.questions.iter().find(|it| it.id == id)
    }

    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|it| it.code == id)
    }

    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.facts.iter().find(|it| it.id == id)
    }

    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.links.iter().find(|it| it.id == id)
    }

    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.iter().find(|it| it.id == id)
    }

    /// The step with this name in an address.
    pub fn step_named(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|it| it.id.as_str() == name)
    }

    pub(crate) fn item_named(&self, name: &str) -> Option<ItemId> {
        self.items().map(|(_, it)| it.id).find(|it| it.as_str() == name)
    }

    pub(crate) fn question_named(&self, name: &str) -> Option<QuestionId> {
        self.questions.iter().map(|it| it.id).find(|it| it.as_str() == name)
    }

    pub(crate) fn fact_named(&self, name: &str) -> Option<FactId> {
        self.facts.iter().map(|it| it.id).find(|it| it.as_str() == name)
    }

    pub(crate) fn service_named(&self, name: &str) -> Option<ServiceId> {
        self.services.iter().map(|it| it.code).find(|it| it.as_str() == name)
    }
}
