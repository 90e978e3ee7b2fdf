//! What a newer revision of a playbook brings, and what of an engagement wants another look because of it:
//! marks that were made by another text, and what was recorded of something that is no more asked for.

use std::fmt;

use super::engagement::Engagement;
use super::field::{Field, ItemField};
use super::id::{EntryId, FactId, ItemId, QuestionId, ServiceId};
use super::playbook::Playbook;
use super::register::Register;
use super::text::Text;

/// Something that a revision can have and another one not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// A row of one of the steps.
    Item(ItemId),
    /// A question that decides what applies.
    Question(QuestionId),
    /// A single fact to capture.
    Fact(FactId),
    /// A service that can be in scope.
    Service(ServiceId),
}

/// As the addresses of what is recorded of it begin: `item/ftop.994`, `services/exo`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Item(id) => write!(f, "item/{id}"),
            Part::Question(id) => write!(f, "answer/{id}"),
            Part::Fact(id) => write!(f, "fact/{id}"),
            Part::Service(id) => write!(f, "{}/{id}", Register::Services.code()),
        }
    }
}

/// What a revision says of a part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Wording<'a> {
    /// An item's title, a question as it is asked, a fact's label or a service's name.
    pub title: &'a Text,
    /// What stands below it; services have none.
    pub hint: Option<&'a Text>,
}

/// What is another in the newer of two revisions, in the order of the newer one; what is gone in that of the
/// former.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Comparison {
    /// What only the newer one has.
    pub added: Vec<Part>,
    /// What only the former one has.
    pub removed: Vec<Part>,
    /// What both have and word differently.
    pub changed: Vec<Part>,
}

impl Comparison {
    /// Compares what the two revisions have and say themselves.
    pub fn of(former: &Playbook, newer: &Playbook) -> Comparison {
        let mut found = Comparison::default();
        for part in parts(newer) {
            match wording(former, part) {
                None => found.added.push(part),
                before if before != wording(newer, part) => found.changed.push(part),
                _ => {}
            }
        }
        found.removed = parts(former);
        found.removed.retain(|it| wording(newer, *it).is_none());
        found
    }
}

/// All that can be recorded of an engagement on this revision: its own parts, then those that only a former one
/// has, the newest first.
pub fn all_parts(playbook: &Playbook) -> Vec<Part> {
    let former = former_parts(playbook).into_iter().map(|(part, _)| part);
    parts(playbook).into_iter().chain(former).collect()
}

/// What only a former revision has, each with the newest that has it.
fn former_parts(playbook: &Playbook) -> Vec<(Part, &'static Playbook)> {
    let mut found: Vec<(Part, &'static Playbook)> = Vec::new();
    for of in playbook.former.iter().copied() {
        for part in parts(of) {
            if wording(playbook, part).is_none() && !found.iter().any(|it| it.0 == part) {
                found.push((part, of));
            }
        }
    }
    found
}

fn parts(playbook: &Playbook) -> Vec<Part> {
    let questions = playbook.questions.iter().map(|it| Part::Question(it.id));
    let facts = playbook.facts.iter().map(|it| Part::Fact(it.id));
    let services = playbook.services.iter().map(|it| Part::Service(it.code));
    let items = playbook.items().map(|(_, it)| Part::Item(it.id));
    facts.chain(services).chain(questions).chain(items).collect()
}

/// What a revision itself says of a part; `None` if it does not have it.
pub fn wording(playbook: &Playbook, part: Part) -> Option<Wording<'_>> {
    let (title, hint) = match part {
        Part::Item(id) => {
            let item = playbook.own_item(id)?;
            (&item.title, item.hint.as_ref())
        }
        Part::Question(id) => {
            let question = playbook.questions.iter().find(|it| it.id == id)?;
            (&question.ask, question.hint.as_ref())
        }
        Part::Fact(id) => {
            let fact = playbook.facts.iter().find(|it| it.id == id)?;
            (&fact.label, fact.hint.as_ref())
        }
        Part::Service(id) => (&playbook.services.iter().find(|it| it.code == id)?.name, None),
    };
    Some(Wording { title, hint })
}

/// The revision by whose text a row was marked, if that text is another one now: somebody has to look at
/// it again. The mark stays and counts until then: what was done is done.
pub fn recheck(engagement: &Engagement, item: ItemId) -> Option<&'static Playbook> {
    let playbook = engagement.playbook();
    if playbook.former.is_empty() || engagement.mark(item).is_none() {
        return None;
    }
    let marked_by = engagement.marked_by(item);
    let [then, now] = [marked_by, playbook].map(|it| wording(it, Part::Item(item)));
    (then.is_some() && now.is_some() && then != now).then_some(marked_by)
}

/// All rows that are to be looked at again, in the playbook's order.
pub fn to_recheck(engagement: &Engagement) -> Vec<ItemId> {
    let all = engagement.playbook().items().map(|(_, it)| it.id);
    all.filter(|it| recheck(engagement, *it).is_some()).collect()
}

/// What was recorded of a part that only a former revision has.
#[derive(Clone, Debug)]
pub struct Former {
    /// What it was recorded of.
    pub part: Part,
    /// The newest that has it.
    pub of: &'static Playbook,
    /// The fields with something in them.
    pub fields: Vec<Field>,
}

/// What was recorded of parts that are no more in the engagement's revision, in the order of the revision
/// that had them last.
pub fn former(engagement: &Engagement) -> Vec<Former> {
    let all = former_parts(engagement.playbook()).into_iter();
    let all = all.map(|(part, of)| Former { part, of, fields: recorded(engagement, part) });
    all.filter(|it| !it.fields.is_empty()).collect()
}

/// The fields of a part in which something stands, but for whom it is and by which text it was made.
fn recorded(engagement: &Engagement, part: Part) -> Vec<Field> {
    let of_part = |field: &Field| match (*field, part) {
        (Field::Item(_, ItemField::Revision) | Field::Audience(_), _) => false,
        (Field::Answer(it), Part::Question(id)) => it == id,
        (Field::Fact(it), Part::Fact(id)) => it == id,
        (Field::Exists(Register::Services, it), Part::Service(id)) => it == EntryId::Named(id),
        (field, Part::Item(id)) => field.item() == Some(id),
        _ => false,
    };
    let all = engagement.fields().map(|(field, _)| field);
    all.filter(|it| of_part(it) && engagement.shown(*it).is_some()).collect()
}
