//! Japan's national holidays from 2000 on, worked out from the Act on National Holidays
//! (国民の祝日に関する法律, 1948 no. 178).
//!
//! The Act knows two kinds of day off: the national holidays themselves (article 2), and the days
//! that become days off because of them (article 3: substitutes for Sundays, and days caught
//! between two holidays). The file has that order.
//!
//! Rules of our own, since the crate for them needs a newer Rust than ours. Every day from 2000 to
//! 2035 is compared with a public data set (`tests/holidays.rs`, `tests/oracle`).

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The last year whose list is official. The two equinoxes are published on 1 February of the year
/// before, so this year is due to go up by one each February; later years, and years before
/// [`FIRST_YEAR`], are provisional (推定).
pub const OFFICIAL_THROUGH: i32 = 2027;

/// The first year this file answers for: since 2000, no rule older than the Happy Monday Act is
/// needed.
pub const FIRST_YEAR: i32 = 2000;

/// The last year this file answers for: the equinox formula ends here.
pub const LAST_YEAR: i32 = 2099;

/// Why a day is a day off by law (R30). The words for it live with the languages.
///
/// Ordered as in a calendar year, then the two kinds of day that depend on their neighbours.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Holiday {
    /// 元日
    NewYear,
    /// 成人の日
    ComingOfAge,
    /// 建国記念の日
    Foundation,
    /// 天皇誕生日: 23 December until 2018, none in 2019, 23 February since 2020.
    EmperorsBirthday,
    /// 春分の日
    VernalEquinox,
    /// 昭和の日
    Showa,
    /// 天皇の即位の日: 1 May 2019 only.
    Enthronement,
    /// 憲法記念日
    Constitution,
    /// みどりの日: 29 April until 2006, 4 May since.
    Greenery,
    /// こどもの日
    Childrens,
    /// 海の日
    Marine,
    /// 山の日
    Mountain,
    /// 敬老の日
    RespectForTheAged,
    /// 秋分の日
    AutumnalEquinox,
    /// 体育の日: the name of [`Holiday::Sports`] until 2019.
    HealthAndSports,
    /// スポーツの日: since 2020.
    Sports,
    /// 即位礼正殿の儀の行われる日: 22 October 2019 only.
    EnthronementCeremony,
    /// 文化の日
    Culture,
    /// 勤労感謝の日
    LabourThanksgiving,
    /// 振替休日: stands in for a holiday that fell on a Sunday (article 3, paragraph 2).
    Substitute,
    /// 国民の休日: caught between two holidays (article 3, paragraph 3).
    Citizens,
}

impl Holiday {
    /// Every holiday, in the order of the enum.
    pub const ALL: [Holiday; 21] = [
        Holiday::NewYear,
        Holiday::ComingOfAge,
        Holiday::Foundation,
        Holiday::EmperorsBirthday,
        Holiday::VernalEquinox,
        Holiday::Showa,
        Holiday::Enthronement,
        Holiday::Constitution,
        Holiday::Greenery,
        Holiday::Childrens,
        Holiday::Marine,
        Holiday::Mountain,
        Holiday::RespectForTheAged,
        Holiday::AutumnalEquinox,
        Holiday::HealthAndSports,
        Holiday::Sports,
        Holiday::EnthronementCeremony,
        Holiday::Culture,
        Holiday::LabourThanksgiving,
        Holiday::Substitute,
        Holiday::Citizens,
    ];

    /// A stable name for lookups and exports (R30): lower case, words joined by hyphens, never
    /// shown to people.
    pub fn code(self) -> &'static str {
        match self {
            Holiday::NewYear => "new-year",
            Holiday::ComingOfAge => "coming-of-age",
            Holiday::Foundation => "foundation",
            Holiday::EmperorsBirthday => "emperors-birthday",
            Holiday::VernalEquinox => "vernal-equinox",
            Holiday::Showa => "showa",
            Holiday::Enthronement => "enthronement",
            Holiday::Constitution => "constitution",
            Holiday::Greenery => "greenery",
            Holiday::Childrens => "childrens",
            Holiday::Marine => "marine",
            Holiday::Mountain => "mountain",
            Holiday::RespectForTheAged => "respect-for-the-aged",
            Holiday::AutumnalEquinox => "autumnal-equinox",
            Holiday::HealthAndSports => "health-and-sports",
            Holiday::Sports => "sports",
            Holiday::EnthronementCeremony => "enthronement-ceremony",
            Holiday::Culture => "culture",
            Holiday::LabourThanksgiving => "labour-thanksgiving",
            Holiday::Substitute => "substitute",
            Holiday::Citizens => "citizens",
        }
    }
}

/// The holiday on this day, if it is one (R30). `None` for every day outside [`FIRST_YEAR`] to
/// [`LAST_YEAR`], which is no verdict: see [`is_official`].
pub fn holiday(day: NaiveDate) -> Option<Holiday> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        return None;
    }
    // Article 3 speaks only of days that are no national holiday, and of substitutes before
    // sandwiched days.
    national_holiday(day)
        .or_else(|| is_substitute(day).then_some(Holiday::Substitute))
        .or_else(|| is_sandwiched(day).then_some(Holiday::Citizens))
}

/// Whether the list of holidays for this day's year is final (R30).
pub fn is_official(day: NaiveDate) -> bool {
    (FIRST_YEAR..=OFFICIAL_THROUGH).contains(&day.year())
}

/// Article 2, and the special acts that changed single years.
fn national_holiday(day: NaiveDate) -> Option<Holiday> {
    let (year, month) = (day.year(), day.month());
    let on = |wanted: u32| day.day() == wanted;
    let found = match month {
        1 if on(1) => Holiday::NewYear,
        1 if is_nth_monday(day, 2) => Holiday::ComingOfAge,
        2 if on(11) => Holiday::Foundation,
        2 if on(23) && year >= 2020 => Holiday::EmperorsBirthday,
        3 if on(vernal_equinox(year)) => Holiday::VernalEquinox,
        4 if on(29) && year < 2007 => Holiday::Greenery,
        4 if on(29) => Holiday::Showa,
        // Act no. 99 of 2018 treats this day and 22 October as national holidays, so article 3
        // applies around them.
        5 if on(1) && year == 2019 => Holiday::Enthronement,
        5 if on(3) => Holiday::Constitution,
        5 if on(4) && year >= 2007 => Holiday::Greenery,
        5 if on(5) => Holiday::Childrens,
        7 if is_marine_day(day) => Holiday::Marine,
        7 if on(24) && year == 2020 => Holiday::Sports,
        7 if on(23) && year == 2021 => Holiday::Sports,
        8 if is_mountain_day(day) => Holiday::Mountain,
        9 if year < 2003 && on(15) => Holiday::RespectForTheAged,
        9 if year >= 2003 && is_nth_monday(day, 3) => Holiday::RespectForTheAged,
        9 if on(autumnal_equinox(year)) => Holiday::AutumnalEquinox,
        10 if year < 2020 && is_nth_monday(day, 2) => Holiday::HealthAndSports,
        10 if year >= 2022 && is_nth_monday(day, 2) => Holiday::Sports,
        10 if on(22) && year == 2019 => Holiday::EnthronementCeremony,
        11 if on(3) => Holiday::Culture,
        11 if on(23) => Holiday::LabourThanksgiving,
        12 if on(23) && year < 2019 => Holiday::EmperorsBirthday,
        _ => return None,
    };
    Some(found)
}

/// The Olympic year moved it next to the opening, and again when the games were put off.
fn is_marine_day(july: NaiveDate) -> bool {
    match july.year() {
        2020 => july.day() == 23,
        2021 => july.day() == 22,
        year if year < 2003 => july.day() == 20,
        _ => is_nth_monday(july, 3),
    }
}

/// The Olympic year moved it next to the closing, and again when the games were put off.
fn is_mountain_day(august: NaiveDate) -> bool {
    match august.year() {
        2020 => august.day() == 10,
        2021 => august.day() == 8,
        year => year >= 2016 && august.day() == 11,
    }
}

fn is_nth_monday(day: NaiveDate, nth: u32) -> bool {
    day.weekday() == Weekday::Mon && day.day().div_ceil(7) == nth
}

/// Day of March. The abridged formula of the Maritime Safety Agency's hydrographers, good from 1980
/// to 2099, in millionths of a day: integers round the same way on every machine.
fn vernal_equinox(year: i32) -> u32 {
    equinox(20_843_100, year)
}

/// Day of September, by the same formula.
fn autumnal_equinox(year: i32) -> u32 {
    equinox(23_248_800, year)
}

fn equinox(in_1980: i32, year: i32) -> u32 {
    let years = year - 1980;
    let day = (in_1980 + 242_194 * years) / 1_000_000 - years / 4;
    day.unsigned_abs()
}

/// Whether the unbroken run of national holidays just before this day reaches back to a Sunday. The
/// caller has ruled out that the day is a national holiday itself.
///
/// Until 2006 only the Monday itself could stand in; since 2007 it is the nearest day that is no
/// national holiday.
fn is_substitute(day: NaiveDate) -> bool {
    let furthest = if day.year() < 2007 { 1 } else { 6 };
    (1..=furthest)
        .map_while(|back| day.checked_sub_days(Days::new(back)))
        .take_while(|before| national_holiday(*before).is_some())
        .any(|before| before.weekday() == Weekday::Sun)
}

/// Whether both neighbours of this day are national holidays. The caller has ruled out that it is
/// one itself, or a substitute.
///
/// Until 2006 a Sunday did not count.
fn is_sandwiched(day: NaiveDate) -> bool {
    if day.year() < 2007 && day.weekday() == Weekday::Sun {
        return false;
    }
    let neighbours = [day.pred_opt(), day.succ_opt()];
    neighbours.iter().all(|day| day.is_some_and(|day| national_holiday(day).is_some()))
}
