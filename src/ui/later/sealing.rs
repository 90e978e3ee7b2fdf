//! Asks in a dialog for the passphrase of a file that is to be sealed.

use std::future::Future;

use kickoff::domain::library::Library;
use kickoff::output::sealed_file;
use kickoff::store::import::{self, Content};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::passphrase::{PassphraseField, busy_line, show_box};
use crate::browser::files;
use crate::browser::seal::{self, Passphrase};
use crate::ui::parts::{Dialog, button};
use crate::ui::session::use_words;
use kit::html::{self, div, p};
use kit::{View, ev, instead, maybe, views};

/// A file is to be sealed, for as long as the dialog is open.
pub struct Sealing {
    passphrase: Passphrase,
    is_busy: RwSignal<bool>,
}

/// Why there is no sealed text.
pub enum NotSealed {
    Failed,
    /// The dialog was closed meanwhile.
    Cancelled,
}

impl Sealing {
    /// Seals a text, and opens it once more with the same passphrase, as whoever gets it will.
    ///
    /// # Errors
    ///
    /// If the browser cannot, if something else comes out, or if nobody wants it any more.
    pub async fn sealed(&self, text: &str, library: &Library) -> Result<String, NotSealed> {
        let sealed = sealed(&self.passphrase, text).await.ok_or(NotSealed::Failed)?;
        let Ok(Content::Sealed(envelope)) = import::read(sealed.as_bytes(), library) else {
            return Err(NotSealed::Failed);
        };
        let opened = seal::open(&self.passphrase, &envelope).await;
        if self.is_busy.try_get_untracked() != Some(true) {
            return Err(NotSealed::Cancelled);
        }
        match opened {
            Ok(it) if it == text.as_bytes() => Ok(sealed),
            _ => Err(NotSealed::Failed),
        }
    }
}

async fn sealed(passphrase: &Passphrase, text: &str) -> Option<String> {
    let parameters = seal::parameters().ok()?;
    let build = files::build();
    let associated = sealed_file::associated(&parameters, &build).ok()?;
    let data = seal::encrypt(passphrase, &parameters, &associated, text).await.ok()?;
    sealed_file::write(&parameters, &build, &data).ok()
}

/// The button that asks for a passphrase, and its dialog. `export` makes the file and tells what came
/// of it.
pub fn sealing_button<F, R>(export: F) -> View
where
    F: Fn(Sealing) -> R + Copy + 'static,
    R: Future<Output = ()> + 'static,
{
    let words = use_words();
    let dialog = Dialog::new();
    let ask = move || dialog.open(words.seal_button(), move || asked(dialog, export));
    views([button("", ask).child(words.seal_button()).into(), dialog.place()])
}

fn asked<F, R>(dialog: Dialog, export: F) -> View
where
    F: Fn(Sealing) -> R + Copy + 'static,
    R: Future<Output = ()> + 'static,
{
    let words = use_words();
    let cancel = button("", move || dialog.close()).child(words.cancel());
    if !seal::is_offered() {
        let why =
            p().class("dialog__line").attr("role", "alert").child(words.sealing_unavailable());
        return views([why.into(), div().class("dialog__actions").child(cancel).into()]);
    }
    let (is_shown, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let field = PassphraseField::new("new-password", is_shown);
    let again = PassphraseField::new("new-password", is_shown);
    let drawn = [
        field.drawn(words.passphrase(), Some(words.passphrase_hint())),
        again.drawn(words.passphrase_again(), None),
    ];
    let submit = instead(move || {
        if is_busy.get_untracked() {
            return;
        }
        field.accept();
        again.accept();
        let passphrase = field.typed();
        if passphrase.is_too_short() {
            field.refuse(words.passphrase_short());
        } else if !again.typed().is(&passphrase) {
            again.refuse(words.passphrase_differs());
        } else {
            is_busy.set(true);
            let fields = [field.clone(), again.clone()];
            let sealing = Sealing { passphrase, is_busy };
            spawn_local(async move {
                export(sealing).await;
                fields.iter().for_each(PassphraseField::empty);
                // If it is still the same one that is open; the page has the news.
                if is_busy.try_set(false).is_none() {
                    dialog.close();
                }
            });
        }
    });
    let start = html::button()
        .class("button button--primary")
        .attr("type", "submit")
        .attr("aria-disabled", maybe(move || is_busy.get().then_some("true")))
        .child(words.seal_start());
    let form = html::form()
        .attr("novalidate", true)
        .on(ev::submit, submit)
        .child(p().class("dialog__line").child(words.seal_lead()))
        .child(drawn.into_iter().collect::<Vec<View>>())
        .child(show_box(words, is_shown))
        .child(p().class("dialog__line").child(words.seal_warning()))
        .child(busy_line(is_busy, words.sealing()))
        .child(div().class("dialog__actions").child(cancel).child(start));
    form.into()
}
