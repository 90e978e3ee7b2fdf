//! What is shown of an engagement, and wakes only when it differs.

use chrono::NaiveDateTime;
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Get, Track, UpdateValue, WithValue};

use super::EditorHandle;
use crate::domain::assessment::{Assessment, ItemStatus};
use crate::domain::engagement::Engagement;
use crate::domain::field::{Field, Topic};
use crate::domain::gate::Gate;
use crate::domain::id::ItemId;
use crate::domain::next::Next;
use crate::domain::progress::Progress;
use crate::editor::Editor;
use kit::reactive::Shown;

impl EditorHandle {
    /// Something shown of the engagement; wakes only when it differs.
    pub fn select<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        f: impl Fn(&Engagement) -> T + Send + Sync + 'static,
    ) -> Shown<T> {
        Shown::new(move || self.read(&f))
    }

    /// The same of one topic only: an edit elsewhere does not even ask.
    pub fn select_of<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        topic: Topic,
        f: impl Fn(&Engagement) -> T + Send + Sync + 'static,
    ) -> Shown<T> {
        let trigger = self.trigger(topic);
        Shown::new(move || {
            trigger.track();
            self.peek(&f)
        })
    }

    // One piece of code, not one for each type of what is shown.
    #[inline(never)]
    fn trigger(self, topic: Topic) -> ArcTrigger {
        self.topics.try_update_value(|it| it.trigger(topic)).unwrap_or_default()
    }

    /// Something worked out of the engagement; wakes only when it differs.
    pub fn assess<T: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        f: impl Fn(&Assessment, &Engagement) -> T + Send + Sync + 'static,
    ) -> Shown<T> {
        Shown::new(move || {
            let derived = self.derived.get();
            self.read(|it| f(&derived.assessment, it))
        })
    }

    /// Reads the engagement, and whoever asks is woken when it changes.
    pub fn read<T>(self, f: impl FnOnce(&Engagement) -> T) -> T {
        self.topics.with_value(|it| it.whole.track());
        self.peek(f)
    }

    /// The same of one topic only.
    pub fn read_of<T>(self, topic: Topic, f: impl FnOnce(&Engagement) -> T) -> T {
        self.trigger(topic).track();
        self.peek(f)
    }

    /// Reads the engagement as it is now, without being woken later.
    pub fn peek<T>(self, f: impl FnOnce(&Engagement) -> T) -> T {
        // Nothing is locked while it is looked at.
        f(&self.editor.with_value(Editor::shared))
    }

    /// Where an item stands.
    pub fn status(self, item: ItemId) -> Shown<Option<ItemStatus>> {
        Shown::new(move || self.derived.with(|it| it.assessment.item(item).cloned()))
    }

    /// How far the whole engagement is.
    pub fn progress(self) -> Shown<Progress> {
        Shown::new(move || self.derived.with(|it| it.progress))
    }

    /// What may come next.
    pub fn next(self) -> Shown<Next> {
        Shown::new(move || self.derived.with(|it| it.next.clone()))
    }

    /// Whether the next playbooks may begin (R70), and what is missing.
    pub fn gate(self) -> Shown<Gate> {
        let playbook = self.playbook();
        self.assess(move |assessment, _| Gate::of(playbook, assessment))
    }

    /// What the clock on the engagement's wall shows.
    pub fn wall_clock(self) -> Shown<NaiveDateTime> {
        let zone = self.select(|it| it.text(Field::Fact(it.roles().time_zone)).to_owned());
        let shell = self.shell;
        Shown::new(move || shell.platform().wall_clock(shell.now.get(), &zone.get()))
    }

    /// The text that stands in a field, as a control shows it.
    pub fn typed(self, field: Field) -> Shown<String> {
        self.select_of(Topic::Field(field), move |it| {
            it.value(field).map(|it| it.typed()).unwrap_or_default()
        })
    }
}
