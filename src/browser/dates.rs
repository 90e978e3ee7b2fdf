//! Days and moments in words, by the browser's own knowledge of languages and time zones.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use js_sys::{Date, Object, Reflect};
use kickoff::domain::iso;
use kickoff::domain::text::{Lang, trimmed};
use wasm_bindgen::{JsCast, JsValue};

fn locale(lang: Lang) -> &'static str {
    match lang {
        Lang::Ja => "ja-JP",
        Lang::En => "en-GB",
    }
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}

fn at(millis: f64) -> Date {
    Date::new(&JsValue::from_f64(millis))
}

fn at_day(day: NaiveDate) -> Date {
    at(day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() as f64)
}

/// Whether a year goes without saying, because it is this one.
fn is_this_year(year: i32) -> bool {
    Date::new_0().get_full_year() == year as u32
}

/// `2026年9月25日(金)`, `Fri, 25 September 2026`
pub fn day(day: NaiveDate, lang: Lang) -> String {
    let options = options(&[
        ("year", "numeric"),
        ("month", "long"),
        ("day", "numeric"),
        ("weekday", "short"),
        ("timeZone", "UTC"),
    ]);
    at_day(day).to_locale_string(locale(lang), &options).into()
}

/// `9/25(金)`, `Fri 25 Sept`; of another year with it: `2027/9/25(土)`.
pub fn short_day(day: NaiveDate, lang: Lang) -> String {
    short(
        &at_day(day),
        is_this_year(day.year()),
        lang,
        &[("weekday", "short"), ("timeZone", "UTC")],
    )
}

/// A moment on the engagement's own clock.
pub fn moment(moment: NaiveDateTime, lang: Lang) -> String {
    format!("{} {}", short_day(moment.date(), lang), iso::time(moment.time()))
}

/// A moment of this device's clock, such as the last change; with the year if it is another one.
pub fn instant(millis: u64, lang: Lang) -> String {
    instant_of(&at(millis as f64), lang)
}

fn instant_of(date: &Date, lang: Lang) -> String {
    let year = date.get_full_year() as i32;
    short(date, is_this_year(year), lang, &[("hour", "2-digit"), ("minute", "2-digit")])
}

/// Month and day, the year where it does not go without saying, and whatever else.
fn short(date: &Date, is_this_year: bool, lang: Lang, more: &[(&str, &str)]) -> String {
    let month = if lang == Lang::Ja { "numeric" } else { "short" };
    let mut pairs = vec![("month", month), ("day", "numeric")];
    if !is_this_year {
        pairs.push(("year", "numeric"));
    }
    pairs.extend(more);
    date.to_locale_string(locale(lang), &options(&pairs)).into()
}

/// What the clock on the wall shows now in a time zone, such as `Asia/Tokyo`; in this device's
/// zone if the name is empty or no zone.
pub fn wall_clock(millis: u64, zone: &str) -> NaiveDateTime {
    // Swedish writes ISO dates, which is what we can read.
    let written = |options: &Object| {
        js_sys::Intl::DateTimeFormat::new(&js_sys::Array::of1(&"sv-SE".into()), options)
            .format()
            .call1(&JsValue::UNDEFINED, &at(millis as f64))
            .ok()
            .and_then(|it| it.as_string())
    };
    let mut pairs = vec![
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
    ];
    if is_zone(zone) {
        pairs.push(("timeZone", trimmed(zone)));
    }
    written(&options(&pairs))
        .and_then(|it| iso::read_moment(&it.replace(' ', "T")))
        .unwrap_or_default()
}

/// Whether the browser knows a time zone by this name.
pub fn is_zone(zone: &str) -> bool {
    let zone = trimmed(zone);
    if zone.is_empty() {
        return false;
    }
    // Constructing throws for an unknown zone, which `DateTimeFormat::new` cannot say.
    let global = js_sys::global();
    let construct = || {
        let intl = Reflect::get(&global, &"Intl".into())?;
        let format: js_sys::Function = Reflect::get(&intl, &"DateTimeFormat".into())?.dyn_into()?;
        let arguments = js_sys::Array::of2(&"en".into(), &options(&[("timeZone", zone)]));
        Reflect::construct(&format, &arguments)
    };
    construct().is_ok()
}

/// This device's distance from UTC, in minutes east.
pub fn offset_minutes(millis: u64) -> i32 {
    -(at(millis as f64).get_timezone_offset() as i32)
}

/// The name of this device's time zone.
pub fn device_zone() -> String {
    let resolved =
        js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &Object::new()).resolved_options();
    Reflect::get(&resolved, &"timeZone".into())
        .ok()
        .and_then(|it| it.as_string())
        .unwrap_or_default()
}

/// The same of a moment as files write it; a dash if it cannot be read.
pub fn written(moment: &str, lang: Lang) -> String {
    let date = Date::new(&moment.into());
    if date.get_time().is_nan() { "–".to_owned() } else { instant_of(&date, lang) }
}
