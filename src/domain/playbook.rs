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
    /// What the playbook is, and in which revision.
    pub playbook: About,
    /// Which fact, question, item or link has which role in the rules.
    pub roles: &'static Roles,
    /// What decides which rows apply (1.3), in the order of the content.
    pub questions: Vec<Question>,
    /// The services that can be in scope (C15), in the order of the screen.
    pub services: Vec<Service>,
    /// Shared, as the registers, with what stands in for a playbook that is not here.
    pub facts: &'static [Fact],
    /// What the source's links lead to, each target once.
    pub links: Vec<Link>,
    /// Notes on the source's wording (1.5), by their number.
    pub notes: Vec<Note>,
    /// The words of every register, in the order of [`Register::ALL`].
    pub registers: &'static [RegisterWords],
    /// What is shared and what is internal by default.
    pub audiences: Vec<AudienceList>,
    /// The points of the meeting in order, those without a time of their own among them.
    pub agenda: Vec<AgendaPoint>,
    /// What the receiving playbooks begin with (R70), in order; may be empty.
    pub key_inputs: Vec<KeyInput>,
    /// The source's refresh summary (R72), as the source has it: newest first.
    pub revisions: Vec<Revision>,
    /// The steps, in the order of the screen.
    pub steps: Vec<Step>,
    /// The former revisions that are here, the newest first. What is recorded of what they had is
    /// still called by its name: whatever looks for something by its id finds it there too.
    pub former: Vec<&'static Playbook>,
}

/// The front matter (R01, R02).
#[derive(Debug, Default)]
pub struct About {
    /// Its name in files, such as `customer-kickoff`; every revision has the same.
    pub id: Box<str>,
    /// The day that the revision is called by. A later one is a newer revision.
    pub revision: NaiveDate,
    /// What the playbook is called (R02).
    pub title: Text,
    /// The phase that the playbook belongs to, such as Initiate (R02).
    pub phase: Text,
    /// Why the source's own date is not to be trusted.
    pub stale_note: Text,
    /// Its other facts, such as author and owner, in the order of the screen (R01).
    pub about: Vec<AboutLine>,
    /// Rows of the requirement's inventory that have their place here, such as `R12`.
    pub rows: Vec<Box<str>>,
    /// How many notes and rows there have to be.
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
    /// What the fact is called, such as Author.
    pub label: Text,
    /// What the source says, in its own words whatever the language of the screen.
    pub value: Box<str>,
}

/// A question that decides what applies (1.3).
#[derive(Debug)]
pub struct Question {
    /// Its name in conditions, addresses and files, such as `managed`.
    pub id: QuestionId,
    /// `C1` to `C18`, for those who compare with the source; no screen shows it.
    pub code: Box<str>,
    /// How it is answered.
    pub kind: QuestionKind,
    /// The question, as a sentence.
    pub ask: Text,
    /// What an answer brings about, if there is more to say.
    pub hint: Option<Text>,
    /// When it is asked. What is asked first decides most, and is open on setup; the rest is folded.
    pub group: Option<Text>,
    /// What to choose from, for [`QuestionKind::Choice`] alone.
    pub choices: Choices,
    /// Rows of the requirement's inventory that have their place here, such as `R12`.
    pub rows: Vec<Box<str>>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum QuestionKind {
    /// Yes or no; until one of them is known, it is not yet asked.
    YesNo,
    /// One of its choices.
    Choice,
    /// The set of services in the register of services.
    Services,
}

/// One choice of a closed list, with its words.
#[derive(Debug)]
pub struct Choice {
    /// What is stored and stands in files, in every language the same.
    pub code: Box<str>,
    /// What people read.
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
    /// The codes, in the order of the list. They are kept for the life of the page.
    pub fn codes(&self) -> &'static [&'static str] {
        self.codes
    }

    /// The choices, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &Choice> {
        self.list.iter()
    }

    /// The words for a code; `None` if it is not on the list.
    pub fn label(&self, code: &str) -> Option<&Text> {
        self.list.iter().find(|it| &*it.code == code).map(|it| &it.label)
    }
}

/// A service that can be in scope (C15).
#[derive(Debug)]
pub struct Service {
    /// The workload code, such as `exo`, by which the register of services has its entry too.
    pub code: ServiceId,
    /// The service's own name, as Microsoft writes it.
    pub name: Text,
    /// Known from the sibling playbooks only (1.6).
    pub beyond_source: bool,
}

/// A single fact to capture about an engagement.
#[derive(Debug)]
pub struct Fact {
    /// Its name in addresses and files, such as `seats`.
    pub id: FactId,
    /// What is typed, and with it what is taken.
    pub kind: FactKind,
    /// What the field is called.
    pub label: Text,
    /// What helps to fill the field, if there is more to say.
    pub hint: Option<Text>,
    /// What to choose from, for [`FactKind::Choice`] alone.
    pub choices: Choices,
}

/// What is typed for a fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum FactKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A calendar day.
    Day,
    /// A day and time on the engagement's own clock, to the minute.
    Moment,
    /// A number of seats, users or the like.
    Count,
    /// One of the fact's choices.
    Choice,
    /// One line that is usually somebody's name from the register of people.
    Name,
}

/// A target of the source. References of 2020 that nothing depends on.
#[derive(Debug)]
pub struct Link {
    /// Its name in the content, such as `link.kickoff-deck`.
    pub id: LinkId,
    /// As the source has it, and shown in full; a bare name if it is not resolvable.
    pub url: Box<str>,
    /// What people read and follow.
    pub title: Text,
    /// What to know before following it.
    pub note: Option<Text>,
    /// Lines of the source.
    pub lines: Vec<u16>,
    /// `false` for names that lead nowhere by themselves, such as the next playbooks' files.
    pub resolvable: bool,
}

/// What the source's wording makes one believe, and what is meant (1.5).
#[derive(Debug)]
pub struct Note {
    /// Its name in the content, such as `note.01`.
    pub id: NoteId,
    /// Its number among the notes, from 1 on and without a gap (1.5).
    pub number: u16,
    /// Lines of the source.
    pub lines: Vec<u16>,
    /// The words of the source that it is about, if it is about any.
    pub source_term: Option<Box<str>>,
    /// What the wording makes one believe.
    pub misleads: Text,
    /// What is meant.
    pub meant: Text,
}

/// The words of a register; its shape is [`super::register::Register`].
#[derive(Debug)]
pub struct RegisterWords {
    /// The code of the [`Register`].
    pub code: Box<str>,
    /// What the register is called.
    pub title: Text,
    /// One entry, as in "add a person".
    pub one: Text,
    /// What to do when there is none yet.
    pub empty: Text,
    /// The words of its columns, in the order of [`Register::columns`].
    pub columns: Vec<ColumnWords>,
    /// Rows of the requirement's inventory that have their place here, such as `R12`.
    pub rows: Vec<Box<str>>,
}

/// The words of one column.
#[derive(Debug)]
pub struct ColumnWords {
    /// The code of the [`Column`].
    pub code: Box<str>,
    /// What the column is called.
    pub label: Text,
    /// What helps to fill a cell, if there is more to say.
    pub hint: Option<Text>,
    /// The words for the codes of its closed list, in the same order; empty if it has none.
    pub choices: Choices,
}

/// Whom some things are for unless somebody says otherwise. What is on no list is internal.
#[derive(Debug)]
pub struct AudienceList {
    /// Whom all of these are for.
    pub audience: Audience,
    /// All entries of each.
    pub registers: Vec<Box<str>>,
    /// The answers.
    pub questions: Vec<Box<str>>,
    /// Note and evidence.
    pub items: Vec<Box<str>>,
    /// Single facts, about which nobody decides otherwise.
    pub facts: Vec<Box<str>>,
}

/// What is talked about in the meeting, and what to have at hand for it.
#[derive(Debug)]
pub struct AgendaPoint {
    /// How long it may take. What has no time of its own comes up beside the rest when it is due.
    pub minutes: u16,
    /// What is talked about, or what has come up.
    pub title: Text,
    /// Only then; always, if there is none.
    pub when: Option<Condition>,
    /// The questions to ask, by their ids.
    pub questions: Vec<Box<str>>,
    /// The rows to work on, by their ids.
    pub items: Vec<Box<str>>,
    /// The registers to have at hand, by their codes.
    pub registers: Vec<Box<str>>,
}

impl AgendaPoint {
    /// The questions to ask, in order. What no revision up to this one has is left out.
    pub fn asks(&self, playbook: &Playbook) -> Vec<QuestionId> {
        self.questions.iter().filter_map(|it| playbook.question_named(it)).collect()
    }

    /// The rows to work on, in order. What no revision up to this one has is left out.
    pub fn rows(&self, playbook: &Playbook) -> Vec<ItemId> {
        self.items.iter().filter_map(|it| playbook.item_named(it)).collect()
    }
}

/// What the receiving playbooks begin with, and the rows of this one that bring it (R70).
#[derive(Debug)]
pub struct KeyInput {
    /// What has to be so.
    pub title: Text,
    /// The rows that bring it, by their ids. It is met once none is open or undecided.
    pub items: Vec<Box<str>>,
}

/// One row of the source's refresh summary (R72).
#[derive(Debug)]
pub struct Revision {
    /// The day of the change.
    pub on: NaiveDate,
    /// Who made the change, as the source names them.
    pub by: Box<str>,
    /// What was changed.
    pub what: Text,
    /// Rows of the requirement's inventory that have their place here, such as `R12`.
    pub rows: Vec<Box<str>>,
}

/// One step (R00).
#[derive(Debug)]
pub struct Step {
    /// Its name in addresses, such as `prepare`.
    pub id: StepId,
    /// What it is for.
    pub kind: StepKind,
    /// What the step is called.
    pub title: Text,
    /// What it is about, in a few sentences.
    pub lead: Text,
    /// Who does it, where the source says so.
    pub role: Option<Text>,
    /// The motions that it belongs to, by their codes; empty where the source names none.
    pub motions: Vec<Box<str>>,
    /// The services that it is for, where the source says so.
    pub applies_to: Option<Text>,
    /// The view below its rows, if it has one.
    pub panel: Option<Panel>,
    /// The registers that belong to it, by their codes.
    pub registers: Vec<Box<str>>,
    /// Notes on the source's wording of the step itself (1.5).
    pub notes: Vec<NoteId>,
    /// Lines of the source.
    pub lines: Vec<u16>,
    /// Rows of the requirement's inventory that have their place here, such as `R12`.
    pub rows: Vec<Box<str>>,
    /// Its rows, in the order of the screen; may be empty.
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
    /// What the kickoff is and what it is to achieve.
    Framing,
    /// Key Inputs.
    Entry,
    /// A part of the work itself.
    Approach,
    /// Key Outputs.
    Exit,
    /// What follows the kickoff.
    Next,
    /// What the playbook is and how it has changed.
    History,
}

/// A view that the app brings to a step.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Panel {
    /// The four prerequisites of each service (R44).
    Dibs,
    /// The four success factors of each service (R46).
    Ssat,
    /// Whether the next playbooks may begin, and what is missing for it (R70).
    Gate,
    /// The refresh summary and the front matter (R01, R72).
    Revisions,
    /// Tasks that people add themselves (R48).
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
    /// Its name in conditions, addresses and files: `ftop.994` by its number, or one of its own.
    pub id: ItemId,
    /// Whether it is ticked.
    pub kind: ItemKind,
    /// What is to be done, or to be known.
    pub title: Text,
    /// How, or why, if there is more to say.
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
    /// The task of FTOP, if the row stands for one.
    pub task: Option<Task>,
    /// The facts that are captured with it, in order.
    pub fields: Vec<FactId>,
    /// The registers that belong to it, by their codes.
    pub registers: Vec<Box<str>>,
    /// The source's links for it; nothing depends on them.
    pub links: Vec<LinkId>,
    /// Notes on the source's wording of it (1.5).
    pub notes: Vec<NoteId>,
    /// Rows of the requirement's inventory that have their place here, such as `R12`.
    pub rows: Vec<Box<str>>,
    /// Lines of the source.
    pub lines: Vec<u16>,
}

/// Whether a row is ticked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ItemKind {
    /// Ticked, and no task of FTOP.
    Check,
    /// Ticked, and a task of FTOP.
    Task,
    /// Shown, neither ticked nor counted.
    Info,
}

/// A task as FTOP names it (R28, R42).
#[derive(Debug)]
pub struct Task {
    /// The source names one task without a number.
    pub number: Option<Box<str>>,
    /// What FTOP calls it.
    pub name: Text,
    /// (M) in the source: the gate waits for it (R70). Any other is optional until it becomes due.
    pub mandatory: bool,
    /// Who does it.
    pub role: Text,
    /// The services that it is for, in words.
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

    /// The row with this id, in this revision or else the newest former one that has it.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.find(|it| it.own_item(id))
    }

    /// Of this revision alone.
    pub fn own_item(&self, id: ItemId) -> Option<&Item> {
        self.items().map(|(_, item)| item).find(|it| it.id == id)
    }

    /// The step with this id, of this revision alone.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|it| it.id == id)
    }

    /// The step that has this row, of this revision alone.
    pub fn step_of(&self, item: ItemId) -> Option<&Step> {
        self.items().find(|(_, it)| it.id == item).map(|(step, _)| step)
    }

    /// The question with this id, in this revision or else the newest former one that has it.
    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.find(|it| it.questions.iter().find(|it| it.id == id))
    }

    /// The service with this code, in this revision or else the newest former one that has it.
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.find(|it| it.services.iter().find(|it| it.code == id))
    }

    /// The fact with this id, in this revision or else the newest former one that has it.
    pub fn fact(&self, id: FactId) -> Option<&Fact> {
        self.find(|it| it.facts.iter().find(|it| it.id == id))
    }

    /// The link with this id, of this revision alone.
    pub fn link(&self, id: LinkId) -> Option<&Link> {
        self.links.iter().find(|it| it.id == id)
    }

    /// The note with this id, of this revision alone.
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
