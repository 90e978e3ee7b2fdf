use std::sync::Arc;

use kickoff::app::import_plan::plans_with;
use kickoff::store::import::source::{Unreadable, Withheld};
use kickoff::store::import::{self, Opened};
use kickoff::store::sealed::Envelope;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Choosing, Chosen, Sealed, files_chosen};
use crate::browser::seal::{self, Closed};
use crate::ui::later::passphrase::{PassphraseField, busy_line, show_box};
use crate::ui::session::{Session, use_session, use_words};
use kit::html::{self, h2, p, section};
use kit::{View, ev, fresh_id, instead, maybe};

/// Asks for the passphrase of a sealed file, as often as it takes. What is in it goes on as if it had
/// been chosen itself.
pub fn unsealing(file: &Sealed, chosen: &Choosing) -> View {
    let session = use_session();
    let words = use_words();
    let id = fresh_id();
    let around = section()
        .class("block")
        .attr("aria-labelledby", id.as_str())
        .child(h2().class("block__title").attr("id", id).child(words.sealed_file(&file.name)));
    if !seal::is_offered() {
        let why = p().class("refused").attr("role", "alert").child(words.sealing_unavailable());
        return around.child(why).into();
    }
    let (is_shown, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let field = PassphraseField::new("current-password", is_shown);
    let drawn = field.drawn(words.passphrase(), Some(words.unseal_hint()));
    let (envelope, chosen) = (file.envelope.clone(), chosen.clone());
    let submit = instead(move || {
        if is_busy.get_untracked() {
            return;
        }
        field.accept();
        let passphrase = field.typed();
        if passphrase.is_empty() {
            field.refuse(words.passphrase_needed());
            return;
        }
        is_busy.set(true);
        let (envelope, chosen, field) = (envelope.clone(), chosen.clone(), field.clone());
        spawn_local(async move {
            let opened = seal::open(&passphrase, &envelope).await;
            let _ = is_busy.try_set(false);
            match opened {
                Ok(content) => {
                    field.empty();
                    take(session, &chosen, &envelope, &content).await;
                }
                Err(Closed::Refused) => field.refuse(words.passphrase_wrong()),
                Err(Closed::Failed) => field.refuse(words.sealing_failed()),
            }
        });
    });
    let open = html::button()
        .class("button button--primary")
        .attr("type", "submit")
        .attr("aria-disabled", maybe(move || is_busy.get().then_some("true")))
        .child(words.unseal());
    let form = html::form()
        .attr("novalidate", true)
        .on(ev::submit, submit)
        .child(drawn)
        .child(show_box(words, is_shown))
        .child(busy_line(is_busy, words.unsealing()))
        .child(open);
    around.child(form).into()
}

/// Puts what was sealed among what is open, if its file is still one of those that are chosen.
async fn take(session: Session, chosen: &Choosing, envelope: &Arc<Envelope>, content: &[u8]) {
    let opened = import::open(content, session.library).map(Opened::apart);
    loop {
        let Chosen::Read(mut read) = chosen.get_untracked() else { return };
        let at = read.sealed.iter().position(|it| Arc::ptr_eq(&it.envelope, envelope));
        let Some(Sealed { name, .. }) = at.map(|it| read.sealed.remove(it)) else { return };
        match &opened {
            Ok((about, engagements)) => {
                let (files, engagements) = (files_chosen(), engagements.iter().cloned());
                let plans = plans_with(session, &read.plans, &files, engagements).await;
                // Another one may have been opened meanwhile.
                let now = chosen.get_untracked();
                if !matches!(&now, Chosen::Read(it) if it.is_of(&read)) {
                    continue;
                }
                match plans {
                    Ok(plans) => read.plans = plans,
                    Err(Withheld) => read.refused.push((name, Unreadable::Withheld)),
                }
                read.opened.push(about.clone());
            }
            Err(error) => read.refused.push((name, Unreadable::Error(error.clone()))),
        }
        return chosen.set(Chosen::Read(read));
    }
}
