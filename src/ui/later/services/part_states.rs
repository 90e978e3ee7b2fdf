//! How far DIBS and SSAT of all services are.

use std::sync::Arc;

use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::Topic;
use kickoff::domain::four_plus_four::{PartState, part_state};
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::register::Register;

use crate::ui::session::use_editor;
use kit::Shown;

/// All parts of all services, in the order of their ids, worked out once for the page: a tick
/// elsewhere wakes none of its cells.
pub type Table = Shown<Arc<Vec<(EntryId, Part, PartState)>>>;

/// For a page, to be shared by all that it shows.
pub fn table() -> Table {
    use_editor().select_of(Topic::Register(Register::Services), |it| Arc::new(standings(it)))
}

fn standings(engagement: &Engagement) -> Vec<(EntryId, Part, PartState)> {
    let mut all = Vec::new();
    for id in engagement.entries(Register::Services) {
        for part in Part::DIBS.into_iter().chain(Part::SSAT) {
            all.push((id, part, part_state(engagement, id, part)));
        }
    }
    all
}

pub fn state_of_part(table: Table, id: EntryId, part: Part) -> Shown<PartState> {
    Shown::new(move || {
        let all = table.get();
        let of_service = all.partition_point(|it| it.0 < id);
        let mut of_service = all.iter().skip(of_service).take_while(|it| it.0 == id);
        of_service.find(|it| it.1 == part).map_or(PartState::Missing, |it| it.2)
    })
}
