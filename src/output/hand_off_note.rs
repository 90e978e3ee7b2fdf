//! The note with which the delivery team takes over: the verdict first, then what the next playbooks
//! need, then all that is recorded. Internal.

use super::report::{Block, Bullet, Report, Table};
use super::sections::{Record, Section};
use super::whole::Whole;
use crate::domain::assessment::{Assessment, State};
use crate::domain::engagement::Engagement;
use crate::domain::field::Field;
use crate::domain::findings::{AnswerState, answer_state, implied_code, implied_risk};
use crate::domain::four_plus_four::{PartState, part_state};
use crate::domain::gate::{Gate, Missing};
use crate::domain::id::{EntryId, ItemId};
use crate::domain::parts::Part;
use crate::domain::playbook::{Item, QuestionKind, Step, StepKind};
use crate::domain::register::{Column, Register, services, tasks};
use crate::domain::value::{Mark, Value};
use crate::i18n::fields::Named;
use crate::i18n::words::Words;

/// The registers after the services, what the delivery team asks for first in front.
const REGISTERS: [Register; 14] = [
    Register::People,
    Register::Needs,
    Register::Risks,
    Register::Gaps,
    Register::Decisions,
    Register::Actions,
    Register::Questions,
    Register::Scope,
    Register::Meetings,
    Register::Tasks,
    Register::Licences,
    Register::Sources,
    Register::Unsorted,
    Register::ClosedDays,
];

/// The whole note; [`gate_report`] is its beginning.
pub fn hand_off_note(engagement: &Engagement, words: Words) -> Report {
    let mut note = Note::with_verdict(engagement, words);
    note.facts();
    note.services();
    for register in REGISTERS {
        note.register(register);
    }
    note.questions();
    note.items();
    let title = words.note_title(words.called(engagement.customer()));
    Report { title, lang: words.0, blocks: note.blocks }
}

/// The beginning of the note by itself: whether the next playbooks may begin, and what each outcome rests on.
pub fn gate_report(engagement: &Engagement, words: Words) -> Report {
    let note = Note::with_verdict(engagement, words);
    let title = words.gate_report_title(words.called(engagement.customer()));
    Report { title, lang: words.0, blocks: note.blocks }
}

struct Note<'a> {
    record: Whole<'a>,
    assessment: Assessment,
    words: Words,
    blocks: Vec<Block>,
    /// Written as soon as something comes under it.
    heading: Option<String>,
}

impl<'a> Note<'a> {
    fn with_verdict(engagement: &'a Engagement, words: Words) -> Note<'a> {
        let assessment = Assessment::of(engagement.playbook(), engagement);
        let record = Whole(engagement);
        let mut note = Note { record, assessment, words, blocks: Vec::new(), heading: None };
        note.paragraph(words.note_internal().to_owned());
        note.verdict();
        note.what_is_needed();
        note.criteria(words.note_outcomes(), |_, item| item.outcome);
        let is_input = |step: &Step, item: &Item| step.kind == StepKind::Entry && item.is_ticked();
        note.criteria(words.note_inputs(), is_input);
        note
    }
}

impl Note<'_> {
    fn under(&mut self, heading: &str) {
        self.heading = Some(heading.to_owned());
    }

    fn put(&mut self, block: Block) {
        self.blocks.extend(self.heading.take().map(Block::Heading));
        self.blocks.push(block);
    }

    fn paragraph(&mut self, text: String) {
        self.put(Block::Paragraph(text));
    }

    fn list(&mut self, all: Vec<Bullet>) {
        if !all.is_empty() {
            self.put(Block::List(all));
        }
    }

    fn verdict(&mut self) {
        let (words, playbook) = (self.words, self.record.playbook());
        let gate = Gate::of(playbook, &self.assessment);
        self.under(words.note_verdict());
        if gate.is_open() {
            self.paragraph(words.note_ready().to_owned());
        } else {
            self.paragraph(words.note_not_ready(gate.missing.len()));
            self.list(gate.missing.iter().map(|it| Bullet::of(self.missing(*it))).collect());
        }
        if !gate.waived.is_empty() {
            self.paragraph(words.note_let_go().to_owned());
            self.list(gate.waived.iter().map(|it| Bullet::of(self.outcome(*it))).collect());
        }
        let items = playbook.items().map(|(_, it)| it.id);
        let unproven: Vec<Bullet> = items
            .filter(|it| self.assessment.item(*it).is_some_and(|it| it.lacks_reason))
            .map(|it| Bullet::of(self.title(it)))
            .collect();
        if !unproven.is_empty() {
            self.paragraph(words.note_unproven().to_owned());
            self.list(unproven);
        }
    }

    fn missing(&self, missing: Missing) -> String {
        let item = self.record.playbook().item(missing.item());
        match (missing, item.and_then(|it| it.task.as_ref())) {
            (Missing::Task(id), Some(task)) => {
                let number = task.number.as_deref().unwrap_or(self.words.task_without_number());
                self.words.note_task_open(&self.quoted(id), number)
            }
            _ => self.outcome(missing.item()),
        }
    }

    /// Where an outcome stands, in a whole sentence.
    fn outcome(&self, id: ItemId) -> String {
        let (words, title) = (self.words, self.quoted(id));
        let mark = self.record.0.mark(id);
        let reason = mark.and_then(Mark::reason).map_or("", |it| it.as_str());
        match (self.assessment.state(id), mark) {
            (State::Done, _) => words.note_done(&title),
            (State::Met, _) => words.note_met(&title),
            (State::Waived, _) => words.note_waived(&title, reason),
            (State::NotApplicable, _) => words.note_not_applicable(&title, reason),
            (State::Undecided, _) => {
                let playbook = self.record.playbook();
                let status = self.assessment.item(id);
                let open = status.map(|it| it.applies.open_questions()).unwrap_or_default();
                let open = open.into_iter().filter_map(|it| playbook.question(it));
                let asks: Vec<&str> = open.map(|it| it.ask.get(words.0)).collect();
                words.note_undecided(&title, &words.quoted(&asks))
            }
            (_, Some(Mark::NotMet(_))) => words.note_not_met(&title, reason),
            (State::Open | State::OutOfBranch, _) => words.note_open(&title),
        }
    }

    /// What the receiving playbooks begin with: the kickoff, DIBS of each service, what is needed and
    /// what to show. Value and roles are outcomes, which come next.
    fn what_is_needed(&mut self) {
        let (words, engagement) = (self.words, self.record.0);
        let roles = engagement.roles();
        let is_held = self.assessment.state(roles.kickoff_meeting).is_closed();
        let kickoff = self.record.said(Field::Fact(roles.kickoff_at), words);
        let mut all = vec![Bullet::of(match (is_held, kickoff) {
            (true, Some(when)) => words.note_kickoff_at(&when),
            (true, None) => words.note_kickoff_held().to_owned(),
            (false, Some(when)) => words.note_kickoff_planned(&when),
            (false, None) => words.note_no_kickoff().to_owned(),
        })];
        let services = self.record.entries(Register::Services);
        if services.is_empty() {
            all.push(Bullet::of(words.note_no_services()));
        }
        all.extend(services.into_iter().map(|it| Bullet::of(self.dibs(it))));
        // The row with what to show next has what is needed, too.
        let items = self.record.playbook().items();
        let about = items.map(|it| it.1).find(|it| it.fields.contains(&roles.demo_next));
        for id in about.into_iter().flat_map(|it| &it.fields) {
            let label = self.record.playbook().fact(*id).map_or("", |it| it.label.get(words.0));
            all.push(Bullet::of(match self.record.said(Field::Fact(*id), words) {
                Some(said) => words.note_fact(label, &said),
                None => words.note_fact_missing(label),
            }));
        }
        self.under(words.note_needs());
        self.list(all);
    }

    fn dibs(&self, service: EntryId) -> String {
        let (words, name) = (self.words, self.record.service(service, self.words));
        let name = name.unwrap_or_default();
        let lacking = Part::DIBS
            .into_iter()
            .filter(|it| part_state(self.record.0, service, *it) != PartState::Complete);
        let labels: Vec<String> = lacking.map(|it| self.part_label(it)).collect();
        if labels.is_empty() {
            return words.note_dibs_complete(&name);
        }
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        words.note_dibs_lacking(&name, &words.list(&labels))
    }

    fn criteria(&mut self, heading: &str, is_meant: fn(&Step, &Item) -> bool) {
        let items = self.record.playbook().items().filter(|it| is_meant(it.0, it.1));
        let all = items
            .filter(|it| self.assessment.state(it.1.id) != State::OutOfBranch)
            .map(|it| Bullet::of(self.outcome(it.1.id)))
            .collect();
        self.under(heading);
        self.list(all);
        self.heading = None;
    }

    fn facts(&mut self) {
        let words = self.words;
        let facts = self.record.playbook().facts.iter();
        let rows: Vec<Vec<String>> = facts
            .filter_map(|it| {
                let said = self.record.said(Field::Fact(it.id), words)?;
                Some(vec![it.label.get(words.0).to_owned(), said])
            })
            .collect();
        if !rows.is_empty() {
            self.under(words.note_facts());
            let columns = vec![words.report_item().to_owned(), words.report_content().to_owned()];
            self.put(Block::Table(Table { columns, rows }));
        }
    }

    fn services(&mut self) {
        let words = self.words;
        self.under(words.note_services());
        for id in self.record.entries(Register::Services) {
            let name = self.record.service(id, words).unwrap_or_default();
            self.put(Block::Subheading(name));
            let parts = [Part::DIBS, Part::SSAT].concat();
            let mut all: Vec<Bullet> = Vec::new();
            for column in [services::SEATS, services::STATUS] {
                all.extend(self.cell(id, column).map(Bullet::of));
            }
            all.extend(parts.into_iter().map(|it| Bullet::of(self.part(id, it))));
            all.extend(self.cell(id, services::NOTE).map(Bullet::of));
            self.list(all);
        }
        self.heading = None;
    }

    fn part(&self, service: EntryId, part: Part) -> String {
        let words = self.words;
        let said = self.record.cell(Register::Services, service, part.column(), words);
        let label = self.part_label(part);
        let Some(said) = said else { return words.note_fact(&label, words.unrecorded()) };
        match (part.confirmation(), part_state(self.record.0, service, part)) {
            (None, _) => words.note_fact(&label, &said),
            (Some(_), PartState::Complete) => words.part_confirmed_as(&label, &said),
            (Some(_), _) => words.part_noted_as(&label, &said),
        }
    }

    fn part_label(&self, part: Part) -> String {
        let column = self.record.playbook().column(Register::Services, part.column());
        column.map_or("", |it| it.label.get(self.words.0)).to_owned()
    }

    fn cell(&self, id: EntryId, column: Column) -> Option<String> {
        let said = self.record.cell(Register::Services, id, column, self.words)?;
        let label = self.record.playbook().column(Register::Services, column)?;
        Some(self.words.note_fact(label.label.get(self.words.0), &said))
    }

    fn register(&mut self, register: Register) {
        let words = self.words;
        let mut section = Section::of(register);
        if register == Register::Tasks {
            // Called by its name.
            section.columns = &[
                tasks::NAME,
                tasks::NUMBER,
                tasks::MANDATORY,
                tasks::ROLE,
                tasks::SERVICE,
                tasks::DONE,
            ];
        }
        let Some(told) = self.record.playbook().register(register) else { return };
        self.under(told.title.get(words.0));
        if let Some(block) = section.block(&self.record, words) {
            self.put(block);
        }
        let implied = implied_risk(self.record.0).filter(|_| register == Register::Risks);
        if implied.is_some() {
            // Nobody wrote it down, and the delivery team has to know (R39).
            let title = self.title(self.record.0.roles().outdated_manager);
            self.list(vec![Bullet::of(words.implied_risk(&title))]);
        }
        self.heading = None;
    }

    fn questions(&mut self) {
        let (words, engagement) = (self.words, self.record.0);
        let named = Named { engagement, playbook: self.record.playbook(), words };
        let (mut answered, mut open) = (Vec::new(), Vec::new());
        let all = self.record.playbook().questions.iter();
        for question in all.filter(|it| it.kind != QuestionKind::Services) {
            let ask = question.ask.get(words.0);
            let code = match answer_state(question.id, engagement) {
                AnswerState::NotAsked => {
                    open.push(Bullet::of(ask));
                    continue;
                }
                AnswerState::Given(code) => code,
                AnswerState::Implied(holds) => implied_code(holds),
            };
            let said = named.value(Field::Answer(question.id), Some(&Value::Choice(code)));
            answered.push(Bullet { text: ask.to_owned(), details: vec![said] });
        }
        self.under(words.note_open_questions());
        self.list(open);
        self.under(words.note_answers());
        self.list(answered);
        self.heading = None;
    }

    /// What was written beside the rows, under the steps that they belong to.
    fn items(&mut self) {
        let words = self.words;
        self.under(words.note_by_item());
        for step in &self.record.playbook().steps {
            let mut all = Vec::new();
            for item in &step.items {
                let written = self.record.written(item.id, words).into_iter();
                let details: Vec<String> =
                    written.map(|(_, name, said)| words.note_fact(name, &said)).collect();
                if !details.is_empty() {
                    all.push(Bullet { text: self.title(item.id), details });
                }
            }
            if !all.is_empty() {
                self.put(Block::Subheading(step.title.get(words.0).to_owned()));
                self.list(all);
            }
        }
        self.heading = None;
    }

    fn title(&self, id: ItemId) -> String {
        let item = self.record.playbook().item(id);
        item.map_or("", |it| it.title.get(self.words.0)).to_owned()
    }

    fn quoted(&self, id: ItemId) -> String {
        self.words.quoted(&[&self.title(id)])
    }
}
