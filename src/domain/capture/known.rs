//! What an engagement knows of those who take part and of its services, for a line to be understood by.

use std::ops::Range;

use chrono::NaiveDate;

use super::{Captured, Context, Vocabulary, understand};
use crate::domain::deadline;
use crate::domain::engagement::Engagement;
use crate::domain::id::EntryId;
use crate::domain::register::{Register, people, services};
use crate::domain::text::{self, Lang};

/// Understands a line by what an engagement knows; see [`understand`].
pub fn understand_of(
    engagement: &Engagement,
    vocabulary: &'static Vocabulary,
    today: NaiveDate,
    line: &str,
    refused: &[Range<usize>],
) -> Captured {
    let people = engagement.entries(Register::People);
    let people = people.map(|it| engagement.cell(Register::People, it, people::NAME));
    let people: Vec<&str> = people.filter(|it| !text::is_blank(it)).collect();
    let mut services = Vec::new();
    for id in engagement.entries(Register::Services) {
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
