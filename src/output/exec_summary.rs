//! The Exec Summary of the playbook's siblings (1.6), filled from the record. Not in the playbook.
//! What its parts ask for and nobody has recorded is said to be so. Internal.

use chrono::NaiveDate;

use super::report::{Block, Bullet, Report};
use super::sections::Record;
use super::whole::Whole;
use crate::domain::assessment::Assessment;
use crate::domain::code::{ActionState, GapState};
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::four_plus_four::{PartState, part_state};
use crate::domain::gate::Gate;
use crate::domain::id::EntryId;
use crate::domain::parts::Part;
use crate::domain::playbook::Fact;
use crate::domain::progress::Progress;
use crate::domain::register::{Column, Register, actions, gaps, meetings, risks, services};
use crate::i18n::names::motion;
use crate::i18n::words::Words;

/// The facts of each part, by their names in the content; the form belongs to this playbook's siblings,
/// and what another playbook does not have is left out.
const OF_CUSTOMER: [&str; 9] = [
    "industry",
    "core-business",
    "seats",
    "business",
    "context",
    "short-term-goals",
    "short-term-by",
    "long-term-goals",
    "long-term-by",
];
const OF_DEPLOYMENT: [&str; 5] =
    ["active-users", "migration-target", "migrated", "delivery-timeline", "delivery-by"];
const OF_RELATIONSHIP: [&str; 9] = [
    "contacted-at",
    "kickoff-at",
    "expectations",
    "account-activity",
    "account-strategy",
    "account-objectives",
    "account-blockers",
    "account-issues",
    "account-factors",
];
const OF_SUPPORT: [&str; 4] =
    ["resources-needed", "win10-sme-requested", "win10-sme", "referral-sent"];

/// All names, for the test that the playbook has them.
pub fn facts() -> impl Iterator<Item = &'static str> {
    OF_CUSTOMER.into_iter().chain(OF_DEPLOYMENT).chain(OF_RELATIONSHIP).chain(OF_SUPPORT)
}

/// `today` tells which meetings are still ahead.
pub fn exec_summary(engagement: &Engagement, today: NaiveDate, words: Words) -> Report {
    let form = Form { record: Whole(engagement), today, words };
    let customer = words.called(engagement.customer());
    let mut blocks = vec![Block::Paragraph(words.exec_beyond().to_owned())];
    let parts = [
        (words.exec_customer(), form.facts(&OF_CUSTOMER)),
        (words.exec_status(), form.status()),
        (words.exec_deployment(), form.deployment()),
        (words.exec_relationship(), form.facts(&OF_RELATIONSHIP)),
        (words.exec_snapshot(), form.services()),
        (words.exec_support(), form.support()),
        (words.exec_next(), vec![Bullet::of(form.next(|_| true))]),
    ];
    for (heading, mut bullets) in parts {
        if bullets.is_empty() {
            bullets.push(Bullet::of(words.unrecorded()));
        }
        blocks.extend([Block::Heading(heading.to_owned()), Block::List(bullets)]);
    }
    Report { title: words.exec_title(customer), lang: words.0, blocks }
}

struct Form<'a> {
    record: Whole<'a>,
    today: NaiveDate,
    words: Words,
}

impl Form<'_> {
    fn facts(&self, names: &[&str]) -> Vec<Bullet> {
        let facts = self.record.playbook().facts;
        let named = names.iter().filter_map(|name| facts.iter().find(|it| it.id.as_str() == *name));
        named.filter_map(|it| self.fact(it)).collect()
    }

    fn fact(&self, fact: &Fact) -> Option<Bullet> {
        let said = self.record.said(Field::Fact(fact.id), self.words)?;
        let label = fact.label.get(self.words.0);
        Some(Bullet::of(self.words.note_fact(label, &said)))
    }

    fn status(&self) -> Vec<Bullet> {
        let (words, engagement) = (self.words, self.record.0);
        let playbook = engagement.playbook();
        let assessment = Assessment::of(playbook, engagement);
        let progress = Progress::of(playbook, &assessment, engagement);
        let gate = Gate::of(playbook, &assessment);
        let motion = motion(engagement, playbook, words.0);
        let done = words.progress_label(progress.all.closed, progress.all.total);
        let verdict = if gate.is_open() {
            words.note_ready().to_owned()
        } else {
            words.note_not_ready(gate.missing.len())
        };
        vec![
            Bullet::of(words.exec_status_choice()),
            Bullet::of(words.note_fact(words.column_motion(), &motion)),
            Bullet::of(words.note_fact(words.column_progress(), &done)),
            Bullet::of(verdict),
        ]
    }

    fn deployment(&self) -> Vec<Bullet> {
        let mut all = vec![Bullet::of(self.words.exec_deployment_choice())];
        all.extend(self.facts(&OF_DEPLOYMENT));
        all
    }

    /// Each service with its status, its DIBS and what comes next for it.
    fn services(&self) -> Vec<Bullet> {
        let services = self.record.entries(Register::Services);
        services.into_iter().map(|it| self.service(it)).collect()
    }

    fn service(&self, id: EntryId) -> Bullet {
        let words = self.words;
        let name = self.record.service(id, words).unwrap_or_default();
        let cell = |column| self.record.cell(Register::Services, id, column, words);
        let status = cell(services::STATUS).unwrap_or_else(|| words.unrecorded().to_owned());
        let text = match id {
            EntryId::Named(code) => {
                words.exec_service(&code.as_str().to_uppercase(), &name, &status)
            }
            EntryId::Coined(_) => words.exec_own_service(&name, &status),
        };
        let states = Part::DIBS.map(|it| part_state(self.record.0, id, it));
        let confirmed = states.iter().filter(|it| **it == PartState::Complete).count();
        let mut details = vec![words.dibs_confirmed(confirmed)];
        details.extend(cell(services::NOTE));
        let own = id.to_string();
        details.push(self.next(|about| about == own));
        Bullet { text, details }
    }

    /// What is to be done next about something: the open action that is due first, or else the next
    /// meeting. `is_about` takes the service of an entry.
    fn next(&self, is_about: impl Fn(&str) -> bool) -> String {
        let words = self.words;
        let action = self.first(
            Register::Actions,
            actions::DUE,
            |id| {
                let state = self.record.0.choice(field(Register::Actions, id, actions::STATE));
                let service = self.record.0.cell(Register::Actions, id, actions::SERVICE);
                state.is_none_or(|it: ActionState| it == ActionState::Open) && is_about(service)
            },
            NaiveDate::MIN,
        );
        let meeting = || {
            let is_ours =
                |id| is_about(self.record.0.cell(Register::Meetings, id, meetings::SERVICE));
            self.first(Register::Meetings, meetings::ON, is_ours, self.today)
        };
        let told = |register, id, columns: [Column; 3]| {
            let [what, due, owner] = columns.map(|it| {
                let said = self.record.cell(register, id, it, words);
                said.unwrap_or_else(|| words.unrecorded().to_owned())
            });
            words.exec_action(&what, &due, &owner)
        };
        match (action, meeting()) {
            (Some(id), _) => {
                told(Register::Actions, id, [actions::WHAT, actions::DUE, actions::OWNER])
            }
            (None, Some(id)) => {
                told(Register::Meetings, id, [meetings::TOPIC, meetings::ON, meetings::PEOPLE])
            }
            (None, None) => words.exec_no_action(words.unrecorded()),
        }
    }

    /// The one with the earliest day from `from` on; those without a day come last.
    fn first(
        &self,
        register: Register,
        day: Column,
        is_meant: impl Fn(EntryId) -> bool,
        from: NaiveDate,
    ) -> Option<EntryId> {
        let all = self.record.entries(register).into_iter().filter(|it| is_meant(*it));
        let on = |id| self.record.0.day(field(register, id, day)).unwrap_or(NaiveDate::MAX);
        all.filter(|it| from <= on(*it)).min_by_key(|it| on(*it))
    }

    /// What was asked for, where a partner could help, and the gaps that wait for an expert.
    fn support(&self) -> Vec<Bullet> {
        let words = self.words;
        let mut all = self.facts(&OF_SUPPORT);
        for (register, what, because) in [
            (Register::Risks, risks::WHAT, risks::EXAMPLE),
            (Register::Gaps, gaps::WHAT, gaps::EXPERT),
        ] {
            for id in self.record.entries(register) {
                let state = self.record.0.choice(field(register, id, gaps::STATE));
                let is_closed = register == Register::Gaps && state == Some(GapState::Closed);
                let cell = |column| self.record.cell(register, id, column, words);
                if let (Some(what), Some(why), false) = (cell(what), cell(because), is_closed) {
                    let label = self.record.playbook().register(register);
                    let label = label.map_or("", |it| it.title.get(words.0));
                    let text = words.note_fact(label, &what);
                    let reason = self.record.playbook().column(register, because);
                    let reason = reason.map_or("", |it| it.label.get(words.0));
                    all.push(Bullet { text, details: vec![words.note_fact(reason, &why)] });
                }
            }
        }
        all
    }
}

fn field(register: Register, id: EntryId, column: Column) -> Field {
    Field::Entry(register, id, column)
}
