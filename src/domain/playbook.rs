//! The playbook: steps, items, questions and the words for them. Fixed once loaded; the engine
//! knows no item by name. Whether one is whole, [`crate::playbook`] checks.

use super::code::Audience;
use super::condition::Condition;
use super::id::{FactId, ItemId, LinkId, NoteId, QuestionId, ServiceId, StepId, keep};
use super::register::{Column, Register};
use super::roles::Roles;
use super::text::Text;
use chrono::NaiveDate;

/// One playbook in one revision.
#[derive(Debug)]
pub struct Playbook {
    pub playbook: About,
    pub roles: &'static Roles,
    pub questions: Vec<Question>,
    pub services: Vec<Service>,
    /// Shared, as the registers, with what stands in for a playbook that is not here.
    pub facts: &'static [Fact],
    pub links: Vec<Link>,
    pub notes: Vec<Note>,
    pub registers: &'static [RegisterWords],
    pub audiences: Vec<AudienceList>,
    pub agenda: Vec<AgendaPoint>,
    pub key_inputs: Vec<KeyInput>,
    pub revisions: Vec<Revision>,
    pub steps: Vec<Step>,
    /// The former revisions that are here, the newest first. What is recorded of what they had is
    /// still called by its name: whatever looks for something by its id finds it there too.
    pub former: Vec<&'static Playbook>,
}

/// The front matter (R01, R02).
#[derive(Debug, Default)]
pub struct About {
    pub id: Box<str>,
    pub revision: NaiveDate,
    pub title: Text,
    pub phase: Text,
    /// Why the source's own date is not to be trusted.
    pub stale_note: Text,
    pub about: Vec<AboutLine>,
    pub rows: Vec<Box<str>>,
    pub counts: Counts,
}

/// How much of the source a whole playbook has taken up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Notes on the source's wording (1.5), numbered from 1.
    pub notes: u16,
    /// Rows of the requirement's inventory, from R00 on.
    pub rows: u16,
}

/// One fact of the front matter.
#[derive(Debug)]
pub struct AboutLine {
    pub label: Text,
    pub value: Box<str>,
}

/// A question that decides what applies (1.3).
#[derive(Debug)]
pub struct Question {
    pub id: QuestionId,
    /// `C1` to `C18`, for those who compare with the source; no screen shows it.
    pub code: Box<str>,
    pub kind: QuestionKind,
    pub ask: Text,
    pub hint: Option<Text>,
    /// When it is asked. What is asked first decides most, and is open on setup; the rest is folded.
    pub group: Option<Text>,
    pub choices: Choices,
    pub rows: Vec<Box<str>>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QuestionKind {
    YesNo,
    /// One of its choices.
    Choice,
    /// The set of services in the register of services.
    Services,
}

/// One choice of a closed list, with its words.
#[derive(Debug)]
pub struct Choice {
    pub code: Box<str>,
    pub label: Text,
}

/// A closed list of choices.
#[derive(Debug, Default)]
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
#[derive(Debug)]
pub struct Service {
    pub code: ServiceId,
    pub name: Text,
    /// Known from the sibling playbooks only (1.6).
    pub beyond_source: bool,
}

/// A single fact to capture about an engagement.
#[derive(Debug)]
pub struct Fact {
    pub id: FactId,
    pub kind: FactKind,
    pub label: Text,
    pub hint: Option<Text>,
    pub choices: Choices,
}

/// What is typed for a fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Note {
    pub id: NoteId,
    pub number: u16,
    /// Lines of the source.
    pub lines: Vec<u16>,
    pub source_term: Option<Box<str>>,
    pub misleads: Text,
    pub meant: Text,
}

/// The words of a register; its shape is [`super::register::Register`].
#[derive(Debug)]
pub struct RegisterWords {
    pub code: Box<str>,
    pub title: Text,
    /// One entry, as in "add a person".
    pub one: Text,
    /// What to do when there is none yet.
    pub empty: Text,
    pub columns: Vec<ColumnWords>,
    pub rows: Vec<Box<str>>,
}

/// The words of one column.
#[derive(Debug)]
pub struct ColumnWords {
    pub code: Box<str>,
    pub label: Text,
    pub hint: Option<Text>,
    pub choices: Choices,
}

/// Whom some things are for unless somebody says otherwise. What is on no list is internal.
#[derive(Debug)]
pub struct AudienceList {
    pub audience: Audience,
    /// All entries of each.
    pub registers: Vec<Box<str>>,
    /// The answers.
    pub questions: Vec<Box<str>>,
    /// Note and evidence.
    pub items: Vec<Box<str>>,
    pub facts: Vec<Box<str>>,
}

/// What is talked about in the meeting, and what to have at hand for it.
#[derive(Debug)]
pub struct AgendaPoint {
    /// How long it may take. What has no time of its own comes up beside the rest when it is due.
    pub minutes: u16,
    pub title: Text,
    /// Only then; always, if there is none.
    pub when: Option<Condition>,
    pub questions: Vec<Box<str>>,
    pub items: Vec<Box<str>>,
    pub registers: Vec<Box<str>>,
}

impl AgendaPoint {
    pub fn asks(&self, playbook: &Playbook) -> Vec<QuestionId> {
        self.questions.iter().filter_map(|it| playbook.question_named(it)).collect()
    }

    pub fn rows(&self, playbook: &Playbook) -> Vec<ItemId> {
        self.items.iter().filter_map(|it| playbook.item_named(it)).collect()
    }
}

/// What the receiving playbooks begin with, and the rows of this one that bring it (R70).
#[derive(Debug)]
pub struct KeyInput {
    pub title: Text,
    pub items: Vec<Box<str>>,
}

/// One row of the source's refresh summary (R72).
#[derive(Debug)]
pub struct Revision {
    pub on: NaiveDate,
    pub by: Box<str>,
    pub what: Text,
    pub rows: Vec<Box<str>>,
}

/// One step, in the source's order (R00).
#[derive(Debug)]
pub struct Step {
    pub id: StepId,
    pub kind: StepKind,
    pub title: Text,
    pub lead: Text,
    pub role: Option<Text>,
    pub motions: Vec<Box<str>>,
    pub applies_to: Option<Text>,
    pub panel: Option<Panel>,
    pub registers: Vec<Box<str>>,
    pub notes: Vec<NoteId>,
    pub lines: Vec<u16>,
    pub rows: Vec<Box<str>>,
    pub items: Vec<Item>,
}

impl Step {
    /// Where it is asked whether an item applies: of the rows of one group that depend on the same,
    /// the first.
    pub fn asker<'a>(&'a self, item: &'a Item) -> &'a Item {
        let before = self.items.iter().take_while(|it| it.id != item.id).count();
        let others = self.items[..before].iter().rev();
        let of_group = others.take_while(|it| it.group == item.group);
        of_group.filter(|it| it.when == item.when).last().unwrap_or(item)
    }
}

/// What a step is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Panel {
    Dibs,
    Ssat,
    Gate,
    Revisions,
    Uncategorized,
}

impl Panel {
    /// By what the content calls them.
    pub const NAMED: &[(&str, Panel)] = &[
        ("dibs", Panel::Dibs),
        ("ssat", Panel::Ssat),
        ("gate", Panel::Gate),
        ("revisions", Panel::Revisions),
        ("uncategorized", Panel::Uncategorized),
    ];
}

/// One row of a step.
#[derive(Debug)]
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
    pub expects: Vec<ItemId>,
    /// Met by what the data already says.
    pub met_when: Option<Condition>,
    /// One of the 12 leaf outcomes of the gate.
    pub outcome: bool,
    /// Asks for a line of evidence: who said what.
    pub evidence: bool,
    pub task: Option<Task>,
    pub fields: Vec<FactId>,
    pub registers: Vec<Box<str>>,
    pub links: Vec<LinkId>,
    pub notes: Vec<NoteId>,
    pub rows: Vec<Box<str>>,
    pub lines: Vec<u16>,
}

/// Whether a row is ticked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ItemKind {
    Check,
    Task,
    /// Shown, neither ticked nor counted.
    Info,
}

/// A task as FTOP names it (R28, R42).
#[derive(Debug)]
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
    /// Every item of this revision with its step, in order.
    pub fn items(&self) -> impl Iterator<Item = (&Step, &Item)> {
        self.steps.iter().flat_map(|step| step.items.iter().map(move |item| (step, item)))
    }

    /// What this revision has, or else the newest former one that has it.
    fn find<'a, T>(&'a self, own: impl Fn(&'a Playbook) -> Option<T>) -> Option<T> {
        own(self).or_else(|| self.former.iter().find_map(|it| own(it)))
    }

    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.find(|it| it.own_item(id))
    }

    /// Of this revision alone.
    pub fn own_item(&self, id: ItemId) -> Option<&Item> {
        self.items().map(|(_, item)| item).find(|it| it.id == id)
    }

    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == id)
    }

    pub fn step_of(&self, item: ItemId) -> Option<&Step> {
        self.items().find(|(_, it)| it.id == item).map(|(step, _)| step)
    }

    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.find(|it| it.questions.iter().find(|it| it.id == id))
    }

    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.find(|it| it.services.iter().find(|it| it.code == id))
    }

    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.find(|it| it.facts.iter().find(|it| it.id == id))
    }

    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.links.iter().find(|it| it.id == id)
    }

    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notes.iter().find(|it| it.id == id)
    }

    /// The words of a register.
    pub fn register(&self, register: Register) -> Option<&RegisterWords> {
        self.registers.iter().find(|it| &*it.code == register.code())
    }

    /// The words of a register's column.
    pub fn column(&self, register: Register, column: Column) -> Option<&ColumnWords> {
        self.register(register)?.columns.iter().find(|it| &*it.code == column.code)
    }

    /// The step with this name in an address.
    pub fn step_named(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|it| it.id.as_str() == name)
    }

    pub(crate) fn item_named(&self, name: &str) -> Option<ItemId> {
        self.find(|it| it.items().map(|(_, it)| it.id).find(|it| it.as_str() == name))
    }

    pub(crate) fn question_named(&self, name: &str) -> Option<QuestionId> {
        self.find(|it| it.questions.iter().map(|it| it.id).find(|it| it.as_str() == name))
    }

    pub(crate) fn fact_named(&self, name: &str) -> Option<FactId> {
        self.find(|it| it.facts.iter().map(|it| it.id).find(|it| it.as_str() == name))
    }

    pub(crate) fn service_named(&self, name: &str) -> Option<ServiceId> {
        self.find(|it| it.services.iter().map(|it| it.code).find(|it| it.as_str() == name))
    }
}
