//! What is in the line, and what has become of the lines before: it outlives a change of page and of
//! language, and the text of a line that is not filed outlives the tab.
//!
//! While the screen is shared there is a line of its own: it begins empty, knows of what is shared only,
//! and says of what it filed no more than may be seen.

use std::cell::RefCell;
use std::ops::Range;

use chrono::NaiveDateTime;
use kickoff::app::route::{At, Route};
use kickoff::domain::audience;
use kickoff::domain::capture::{Captured, Kind, refused, understand_of};
use kickoff::domain::code::{Audience, Code};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, Subject};
use kickoff::domain::id::{EngagementId, EntryId};
use kickoff::domain::register::{Register, questions};
use kickoff::domain::text::is_blank;
use kickoff::domain::value::Value;
use kickoff::i18n::capture_words::{VOCABULARY, kind_name};
use leptos::prelude::*;

use crate::browser::{self, keyboard};
use crate::ui::later::pages::Whereabouts;
use crate::ui::session::{
    Direction, Done, EditorHandle, Session, use_editor, use_session, use_words,
};
use kickoff::i18n::words::Words;
use kit::{El, Shown};

/// The id of the field, for there is one line on a page, and what its text is kept under.
pub const FIELD: &str = "line";

/// What the text of the line on a shared screen is kept under.
const SHARED_FIELD: &str = "line-shared";

/// What somebody has typed and decided so far.
#[derive(Clone, Default, PartialEq)]
pub struct Draft {
    pub text: String,
    pub refused: Vec<Range<usize>>,
    /// Whom it is for, if not as usual.
    pub audience: Option<Audience>,
    /// The question that it answers, if not the last one.
    pub question: Option<EntryId>,
}

/// What is told of the line that was filed last.
#[derive(Clone, Default, PartialEq)]
pub struct Report {
    pub said: String,
    /// Where it is.
    pub at: Option<At>,
    /// The state that has it; nothing else is taken back with it.
    pub version: Option<String>,
}

/// A line that was filed, and an edit by which it can be seen whether it still is.
#[derive(Clone)]
struct Filed {
    of: EngagementId,
    draft: Draft,
    mark: Edit,
}

impl Filed {
    fn is_there(&self, engagement: &Engagement) -> bool {
        engagement.value(self.mark.field) == self.mark.value.as_ref()
    }
}

/// For the life of the page.
struct Kept {
    is_asked: ArcRwSignal<bool>,
    /// Whether a screen has a line of its own.
    stays: ArcRwSignal<bool>,
    draft: ArcRwSignal<Draft>,
    report: ArcRwSignal<Report>,
    /// Whose line it is, and who looks at it.
    of: RefCell<Option<(EngagementId, Audience)>>,
    filed: RefCell<Vec<Filed>>,
    taken_back: RefCell<Vec<Filed>>,
    before: RefCell<Option<El>>,
}

thread_local! {
    static KEPT: Kept = Kept {
        is_asked: ArcRwSignal::new(false),
        stays: ArcRwSignal::new(false),
        draft: ArcRwSignal::new(Draft::default()),
        report: ArcRwSignal::new(Report::default()),
        of: const { RefCell::new(None) },
        filed: const { RefCell::new(Vec::new()) },
        taken_back: const { RefCell::new(Vec::new()) },
        before: const { RefCell::new(None) },
    };
}

/// Where the keyboard goes from a line that stays.
pub const HOME_ID: &str = "point";

/// The line of the engagement that is open.
#[derive(Clone, Copy)]
pub struct Line {
    session: Session,
    /// Who looks at it; when that changes, all is drawn anew.
    pub seen_by: Audience,
    pub words: Words,
    /// On the engagement's wall.
    pub clock: Shown<NaiveDateTime>,
    whereabouts: Whereabouts,
    pub editor: EditorHandle,
    pub is_asked: RwSignal<bool>,
    pub stays: RwSignal<bool>,
    pub draft: RwSignal<Draft>,
    pub report: RwSignal<Report>,
    pub captured: Shown<Captured>,
}

/// Shows the line and moves the keyboard to it. Tells whether there is one.
pub fn ask(session: Session) -> bool {
    let Some(editor) = session.editor_untracked().filter(|it| !it.is_read_only()) else {
        return false;
    };
    let place = keyboard::place().filter(|it| it.attribute("id").as_deref() != Some(FIELD));
    KEPT.with(|it| {
        if place.is_some() {
            it.before.replace(place);
        }
        let stays = it.stays.get_untracked();
        it.is_asked.update(|it| *it |= !stays);
    });
    editor.flush();
    // It is shown in a moment, and before the next key.
    leptos::task::spawn_local(async { browser::focus(FIELD) });
    true
}

impl Line {
    /// From anywhere below an engagement's screen.
    pub fn of_engagement() -> Line {
        let (session, editor, words) = (use_session(), use_editor(), use_words());
        let of = |it: &Kept| {
            (it.is_asked.clone(), it.stays.clone(), it.draft.clone(), it.report.clone())
        };
        let (is_asked, stays, draft, report) = KEPT.with(of);
        let draft = RwSignal::from(draft);
        let clock = editor.wall_clock();
        let seen_by = match session.is_sharing.get_untracked() {
            true => Audience::Shared,
            false => Audience::Internal,
        };
        let captured = Shown::new(move || {
            let today = clock.get().date();
            let Draft { text, refused, .. } = draft.get();
            editor.read(|it| understand_of(it, seen_by, &VOCABULARY, today, &text, &refused))
        });
        let line = Line {
            session,
            seen_by,
            words,
            clock,
            whereabouts: expect_context(),
            editor,
            is_asked: is_asked.into(),
            stays: stays.into(),
            draft,
            report: report.into(),
            captured,
        };
        line.begin();
        line
    }

    /// Of another engagement there is another line: the one that was left in it.
    fn begin(self) {
        let id = self.editor.id;
        let of = Some((id, self.seen_by));
        if KEPT.with(|it| it.of.replace(of)) == of {
            return;
        }
        let text = self.session.with_store(|it| {
            let text = it.beside(id, self.kept_under());
            let shared = it.beside(id, SHARED_FIELD);
            if self.is_shared() || !text.is_empty() || shared.is_empty() {
                return text;
            }
            // What was left there goes on here.
            it.set_beside(id, SHARED_FIELD, "");
            it.set_beside(id, FIELD, &shared);
            shared
        });
        self.is_asked.set(!text.is_empty());
        self.report.set(Report::default());
        self.draft.set(Draft { text, ..Draft::default() });
    }

    fn kept_under(self) -> &'static str {
        if self.is_shared() { SHARED_FIELD } else { FIELD }
    }

    /// Whether a customer looks at it.
    fn is_shared(self) -> bool {
        self.seen_by == Audience::Shared
    }

    /// Somebody types.
    pub fn typed(self, text: &str) {
        let former = self.draft.get_untracked();
        if former.text == text {
            return;
        }
        self.report.set(Report::default());
        let refused = refused::moved(&former.refused, &former.text, text);
        let draft = Draft { text: text.to_owned(), refused, ..former };
        self.put(if text.is_empty() { Draft::default() } else { draft });
    }

    /// Shows another draft, and keeps it.
    fn put(self, draft: Draft) {
        self.session.with_store(|it| it.set_beside(self.editor.id, self.kept_under(), &draft.text));
        self.draft.set(draft);
    }

    pub fn refuse(self, range: Range<usize>) {
        self.draft.update(|it| it.refused.push(range));
        browser::focus(FIELD);
    }

    /// Refuses what was understood last; tells whether there was anything.
    pub fn refuse_last(self) -> bool {
        let last = self.captured.with_untracked(|it| it.chips.last().map(|it| it.range.clone()));
        last.inspect(|it| self.refuse(it.clone())).is_some()
    }

    /// The questions that have no answer yet.
    pub fn open_questions(self) -> Vec<EntryId> {
        self.editor.read(|it| {
            let is_open = |id: &EntryId| {
                let subject = Subject::Entry(Register::Questions, *id);
                let is_seen = !self.is_shared() || it.audience(subject) == Audience::Shared;
                is_seen && is_blank(it.cell(Register::Questions, *id, questions::ANSWER))
            };
            it.filled_entries(Register::Questions).filter(is_open).collect()
        })
    }

    /// The question that an answer is for: the one that is chosen, or else the last one that is open.
    pub fn question(self) -> Option<EntryId> {
        let open = self.open_questions();
        let chosen = self.draft.with(|it| it.question);
        chosen.filter(|it| open.contains(it)).or(open.last().copied())
    }

    /// Where the line would go, and whom for; nothing for what is no entry of its own.
    pub fn audience(self) -> Option<Audience> {
        let home = self.captured.with(Captured::kind).home()?;
        let subject = Subject::Entry(home.register, EntryId::coined(0));
        let usual = audience::default(self.editor.playbook(), subject);
        Some(self.draft.with(|it| it.audience).unwrap_or(usual))
    }

    pub fn toggle_audience(self) {
        let other = match untrack(|| self.audience()) {
            Some(Audience::Internal) => Audience::Shared,
            _ => Audience::Internal,
        };
        self.draft.update(|it| it.audience = Some(other));
        browser::focus(FIELD);
    }

    /// Files what is in the line, as one step of undo.
    pub fn file(self) {
        let draft = self.draft.get_untracked();
        let captured = self.captured.get_untracked();
        if captured.is_empty() {
            if !is_blank(&draft.text) {
                self.say(self.words.line_nothing());
            }
            return;
        }
        let editor = self.editor;
        editor.flush();
        let question = untrack(|| self.question());
        let mut ids = || EntryId::coined(editor.unique());
        let mut edits = editor.peek(|it| captured.edits(it, question, &mut ids));
        let Some(mark) = edits.last().cloned() else { return };
        let place = edits.first().and_then(|it| it.field.entry());
        if let Some(audience) = draft.audience {
            edits.extend(decided(&edits, editor, audience));
        }
        editor.edit(edits);
        let filed = Filed { of: editor.id, draft, mark };
        if !editor.peek(|it| filed.is_there(it)) {
            self.say(self.words.line_refused());
            return;
        }
        self.put(Draft::default());
        KEPT.with(|it| {
            it.taken_back.borrow_mut().clear();
            it.filed.borrow_mut().push(filed);
        });
        let kind = kind_name(captured.kind(), self.words.0);
        let is_told = !self.is_shared() || self.is_told(place);
        let words = self.words;
        self.report.set(Report {
            said: if is_told {
                words.filed_as(kind, &captured.text)
            } else {
                words.filed_internally().to_owned()
            },
            // No page of a shared screen leads there.
            at: place.filter(|_| !self.is_shared()).map(|(register, id)| At::Entry(register, id)),
            version: Some(editor.peek(Engagement::version)),
        });
    }

    /// Whether a customer may see what was filed there.
    fn is_told(self, place: Option<(Register, EntryId)>) -> bool {
        let is_shared = |(register, id)| {
            self.editor.peek(|it| it.audience(Subject::Entry(register, id))) == Audience::Shared
        };
        place.is_some_and(is_shared)
    }

    /// Files several lines as one step of undo. What goes into one field goes there together.
    pub fn file_all(self, all: Vec<Captured>) {
        let mut lines: Vec<Captured> = Vec::new();
        for captured in all {
            let kind = captured.kind();
            let is_one_field = matches!(kind, Kind::Answer | Kind::Demo);
            let same = lines.iter_mut().find(|it| is_one_field && it.kind() == kind);
            match same {
                Some(it) => {
                    it.text.push('\n');
                    it.text.push_str(&captured.text);
                }
                None => lines.push(captured),
            }
        }
        let editor = self.editor;
        editor.flush();
        let question = untrack(|| self.question());
        // In the order of the lines, which ids of one moment have not by themselves.
        let mut last = editor.unique();
        let mut ids = || {
            last = last.wrapping_add(1);
            EntryId::coined(last)
        };
        let edits = editor.peek(|engagement| {
            let edits = lines.iter().map(|it| it.edits(engagement, question, &mut ids));
            edits.collect::<Vec<_>>().concat()
        });
        if !edits.is_empty() {
            editor.edit(edits);
            self.session.did(Words::lines_filed, vec![Done::Changed(editor)]);
        }
        browser::focus(FIELD);
    }

    fn say(self, said: &str) {
        self.report.set(Report { said: said.to_owned(), ..Report::default() });
    }

    /// Takes back what was just filed, if nothing was recorded since. Tells whether it does.
    pub fn take_back(self) -> bool {
        let version = self.report.with_untracked(|it| it.version.clone());
        let is_last = version.is_some_and(|it| it == self.editor.peek(Engagement::version));
        if is_last {
            self.editor.undo();
            browser::focus(FIELD);
        }
        is_last
    }

    /// A step of undo takes the text back into the line, and redo out of it.
    pub fn went(self, way: Direction) {
        let id = self.editor.id;
        let is_of = |it: &Filed, is_there: bool| {
            it.of == id && self.editor.peek(|engagement| it.is_there(engagement)) == is_there
        };
        let text = self.draft.with_untracked(|it| it.text.clone());
        let draft = KEPT.with(|kept| {
            let mut filed = kept.filed.borrow_mut();
            let mut taken_back = kept.taken_back.borrow_mut();
            match way {
                Direction::Back => {
                    let it = filed.pop_if(|it| text.is_empty() && is_of(it, false))?;
                    taken_back.push(it.clone());
                    Some(it.draft)
                }
                Direction::Again => {
                    let it = taken_back.pop_if(|it| it.draft.text == text && is_of(it, true))?;
                    filed.push(it);
                    Some(Draft::default())
                }
            }
        });
        let Some(draft) = draft else { return };
        self.put(draft);
        match way {
            Direction::Back => self.say(self.words.line_taken_back()),
            Direction::Again => self.report.set(Report::default()),
        }
    }

    /// The keyboard goes back to where it was; an empty line that nobody asked to stay goes.
    pub fn leave(self) {
        let before = KEPT.with(|it| it.before.take());
        // From a line that stays one goes on with the page: in a cell or a field, the next key would be text.
        if self.stays.get_untracked() {
            browser::focus(if self.is_shared() { "main" } else { HOME_ID });
        } else if !before.is_some_and(|it| keyboard::give_back(&it)) {
            browser::focus("main");
        }
        if self.draft.with_untracked(|it| it.text.is_empty()) {
            self.is_asked.set(false);
            self.report.set(Report::default());
        }
    }

    /// The address of what was filed, on the page that is shown.
    pub fn address(self, at: At) -> String {
        let page = self.whereabouts.page.get();
        Route::Engagement { id: self.editor.id, page, at: Some(at) }.to_string()
    }
}

/// Says of each entry that is added whom it is for, where that is not as usual.
fn decided(edits: &[Edit], editor: EditorHandle, audience: Audience) -> Vec<Edit> {
    let added = edits.iter().filter_map(|it| match it.field {
        Field::Exists(register, id) => Some(Subject::Entry(register, id)),
        _ => None,
    });
    let unusual = added.filter(|it| audience::default(editor.playbook(), *it) != audience);
    unusual.map(|it| Edit::set(Field::Audience(it), Value::Choice(audience.code()))).collect()
}
