use kickoff::domain::engagement::Edit;
use kickoff::domain::field::Field;
use kickoff::domain::id::EngagementId;
use kickoff::domain::known;
use kickoff::domain::value::Value;

use super::name_form::name_form;
use crate::ui::el::View;
use crate::ui::parts::Dialog;
use crate::ui::session::{OnBench, use_session, use_words};

/// Asks for another name; every engagement has one.
pub fn rename(node: Dialog, id: EngagementId, name: String) -> View {
    let session = use_session();
    let words = use_words();
    name_form(node, words.rename(), None, words.rename(), name, move |name| {
        let OnBench::Open(bench) = session.bench_of(id) else {
            session.complain(words.damaged_line());
            return false;
        };
        bench.edit(vec![Edit::set(Field::Fact(known::CUSTOMER), Value::Text(name.into()))]);
        if bench.is_unsaved() {
            session.complain(words.not_renamed());
            return false;
        }
        session.touch_list();
        true
    })
}
