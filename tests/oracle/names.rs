//! The Japanese names, as the app says them.

use kickoff::domain::calendar::Closed;
use kickoff::domain::holidays::Holiday;
use kickoff::domain::text::Lang;
use kickoff::i18n::holidays::closed_name;

pub fn japanese(holiday: Holiday) -> String {
    closed_name(&Closed::Holiday(holiday), Lang::Ja)
}
