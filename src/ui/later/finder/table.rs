//! The list as it is shown, as a table for a spreadsheet.

use kickoff::domain::id::EngagementId;
use kickoff::i18n::words::Words;
use kickoff::output::documents::file_name;
use kickoff::output::table::{self, Separator};
use kickoff::store::engagements::Listed;
use leptos::task::spawn_local;

use crate::browser::{dates, files};
use crate::ui::session::Session;
use kit::Shown;

/// Hands over what is picked of all, in its order, and says so.
pub fn save(
    session: Session,
    words: Words,
    all: Shown<Option<Vec<Listed>>>,
    picked: Shown<Vec<EngagementId>>,
) {
    let now = session.now_millis();
    let clock = super::clock_at(now);
    let table = all.with_untracked(|all| {
        let all = all.as_deref().unwrap_or_default();
        let of = |id: &EngagementId| all.iter().find(|it| it.id == *id);
        let rows: Vec<&Listed> = picked.with_untracked(|ids| ids.iter().filter_map(of).collect());
        table::engagements(&rows, session.library, now, &clock, words)
    });
    let separator = session.with_store(|it| it.preference(table::SEPARATOR));
    let separator = separator.and_then(|it| Separator::from_sign(&it)).unwrap_or_default();
    let text = table::csv(&table, separator);
    let today = dates::wall_clock(now, "").date();
    let name = file_name(None, today, "engagements", "csv");
    spawn_local(async move {
        if files::download_checked(&name, &text).await.is_ok() {
            session.say(words.downloaded_as(&name));
        } else {
            session.complain(words.export_failed());
        }
    });
}
