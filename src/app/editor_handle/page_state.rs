//! How the pages of an engagement are left: what waits for a reason, what is unfolded, how much is drawn.
//! None of it is recorded, and all of it outlives a change of language.
//!
//! Which rows, entries and questions are unfolded, how much of a long list is drawn and which register
//! was looked at is kept by name (`ui/later/fold.rs`, `ui/later/more.rs`). A page that somebody comes
//! back to begins with it too.

use reactive_graph::traits::{Update, UpdateValue, With, WithValue};

use super::EditorHandle;
use crate::app::page::Page;
use crate::domain::field::{Field, ItemField};
use crate::domain::id::ItemId;
use crate::domain::register::Column;

impl EditorHandle {
    /// A state is picked that is recorded once it has its reason.
    pub fn wait_for_reason(self, item: ItemId, code: &'static str) {
        let field = Field::Item(item, ItemField::Mark);
        self.editor.update_value(|it| it.let_go(field));
        let since = self.peek(|it| it.changed_at(field));
        self.waiting.update(|all| {
            all.retain(|it| it.0 != item);
            all.push((item, code, since));
        });
    }

    pub(super) fn stop_waiting(self, field: Field) {
        if let Field::Item(item, ItemField::Mark) = field {
            self.waiting.update(|all| all.retain(|it| it.0 != item));
        }
    }

    /// The state of an item that waits for its reason.
    pub fn awaited(self, item: ItemId) -> Option<&'static str> {
        let since = self.read(|it| it.changed_at(Field::Item(item, ItemField::Mark)));
        self.waiting.with(|all| all.iter().find(|it| it.0 == item && it.2 == since).map(|it| it.1))
    }

    /// Whether a page was drawn before.
    pub fn has_shown(self, page: Page) -> bool {
        self.shown.with_value(|all| all.contains(&page))
    }

    /// Notes that a page is drawn.
    pub fn shows(self, page: Page) {
        if !self.has_shown(page) {
            self.shown.update_value(|all| all.push(page));
        }
    }

    /// How much of something is drawn, if somebody has asked for it.
    pub fn drawn(self, what: &str) -> Option<usize> {
        self.drawn.with(|all| all.iter().find(|it| it.0 == what).map(|it| it.1))
    }

    /// Keeps how much of something is drawn; `None` forgets it.
    pub fn draw(self, what: &str, much: Option<usize>) {
        self.drawn.update(|all| {
            all.retain(|it| it.0 != what);
            all.extend(much.map(|much| (what.to_owned(), much)));
        });
    }

    /// What is filled in for every service.
    pub fn same(self, column: Column) -> String {
        self.same.with(|all| {
            all.iter().find(|it| it.0 == column).map(|it| it.1.clone()).unwrap_or_default()
        })
    }

    /// Keeps what is filled in for every service until it is applied; an empty text forgets it.
    pub fn set_same(self, column: Column, typed: &str) {
        self.same.update(|all| {
            all.retain(|it| it.0 != column);
            if !typed.is_empty() {
                all.push((column, typed.to_owned()));
            }
        });
    }
}
