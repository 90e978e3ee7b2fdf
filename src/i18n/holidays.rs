//! Names of days on which nobody works.

use crate::domain::calendar::Closed;
use crate::domain::holidays::Holiday;
use crate::domain::text::Lang;

/// Why a day is no business day.
pub fn closed_name(closed: &Closed, lang: Lang) -> String {
    let (ja, en) = match closed {
        Closed::Saturday => ("土曜日", "Saturday"),
        Closed::Sunday => ("日曜日", "Sunday"),
        Closed::Holiday(holiday) => names(*holiday),
        Closed::Own(name) if name.is_empty() => ("休業日", "Closed"),
        Closed::Own(name) => (name.as_str(), name.as_str()),
    };
    match lang {
        Lang::Ja => ja.to_owned(),
        Lang::En => en.to_owned(),
    }
}

fn names(holiday: Holiday) -> (&'static str, &'static str) {
    match holiday {
        Holiday::NewYear => ("元日", "New Year's Day"),
        Holiday::ComingOfAge => ("成人の日", "Coming of Age Day"),
        Holiday::Foundation => ("建国記念の日", "National Foundation Day"),
        Holiday::EmperorsBirthday => ("天皇誕生日", "Emperor's Birthday"),
        Holiday::VernalEquinox => ("春分の日", "Vernal Equinox Day"),
        Holiday::Showa => ("昭和の日", "Showa Day"),
        Holiday::Enthronement => ("天皇の即位の日", "Enthronement Day"),
        Holiday::Constitution => ("憲法記念日", "Constitution Day"),
        Holiday::Greenery => ("みどりの日", "Greenery Day"),
        Holiday::Childrens => ("こどもの日", "Children's Day"),
        Holiday::Marine => ("海の日", "Marine Day"),
        Holiday::Mountain => ("山の日", "Mountain Day"),
        Holiday::RespectForTheAged => ("敬老の日", "Respect for the Aged Day"),
        Holiday::AutumnalEquinox => ("秋分の日", "Autumnal Equinox Day"),
        Holiday::HealthAndSports => ("体育の日", "Health and Sports Day"),
        Holiday::Sports => ("スポーツの日", "Sports Day"),
        Holiday::EnthronementCeremony => {
            ("即位礼正殿の儀の行われる日", "Enthronement Ceremony Day")
        }
        Holiday::Culture => ("文化の日", "Culture Day"),
        Holiday::LabourThanksgiving => ("勤労感謝の日", "Labour Thanksgiving Day"),
        Holiday::Substitute => ("振替休日", "Substitute holiday"),
        Holiday::Citizens => ("国民の休日", "Citizens' holiday"),
    }
}
