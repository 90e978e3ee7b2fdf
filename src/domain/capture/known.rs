//! What an engagement knows of those who take part and of its services, for a line to be understood by.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Captured, Context, Vocabulary, understand};
use crate::domain::code::Audience;
use crate::domain::deadline;
use crate::domain::engagement::Engagement;
use crate::domain::field::Subject;
use crate::domain::id::EntryId;
use crate::domain::register::{Register, people, services};
use crate::domain::text::{self, Lang};

/// Understands a line by what an engagement knows and somebody may see; see [`understand`].
pub fn understand_of(
    engagement: &Engagement,
    seen_by: Audience,
    vocabulary: &'static Vocabulary,
    today: NaiveDate,
    line: &str,
    refused: &[Range<usize>],
) -> Captured {
    let is_seen = |register, id: &EntryId| {
        seen_by == Audience::Internal
            || engagement.audience(Subject::Entry(register, *id)) == Audience::Shared
    };
    let people = engagement.entries(Register::People).filter(|it| is_seen(Register::People, it));
    let people = people.map(|it| engagement.cell(Register::People, it, people::NAME));
    let people: Vec<&str> = people.filter(|it| !text::is_blank(it)).collect();
    let mut services = Vec::new();
    let all_services = engagement.entries(Register::Services);
    for id in all_services.filter(|it| is_seen(Register::Services, it)) {
        let typed = text::trimmed(engagement.cell(Register::Services, id, services::NAME));
        if !typed.is_empty() {
            services.push((typed, id));
        }
        if let EntryId::Named(named) = id
            && let Some(it) = engagement.playbook().service(named)
        {
            services.extend(Lang::ALL.map(|lang| (it.name.get(lang), id)));
        }
    }
    let calendar = deadline::calendar(engagement);
    let context =
        Context { vocabulary, today, calendar: &calendar, people: &people, services: &services };
    understand(line, &context, refused)
}
