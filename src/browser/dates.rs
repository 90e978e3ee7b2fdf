//! Days and moments in words, by the browser's own knowledge of languages and time zones.

use std::cell::RefCell;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use js_sys::{Date, Function, Object, Reflect};
use kickoff::domain::iso;
use kickoff::domain::text::{Lang, trimmed};
use wasm_bindgen::{JsCast, JsValue};

const ZONES_AT_MOST: usize = 32;

thread_local! {
    /// By zone, what writes its moments.
    static FORMATS: RefCell<Vec<(String, Option<Function>)>> = const { RefCell::new(Vec::new()) };
}

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
    let Some(format) = format_of(zone) else {
        let here = millis as i64 + i64::from(offset_minutes(millis)) * 60_000;
        return DateTime::from_timestamp_millis(here).map(|it| it.naive_utc()).unwrap_or_default();
    };
    let written = format.call1(&JsValue::UNDEFINED, &at(millis as f64));
    let written = written.ok().and_then(|it| it.as_string());
    written.and_then(|it| iso::read_moment(&it.replace(' ', "T"))).unwrap_or_default()
}

/// Whether the browser knows a time zone by this name.
pub fn is_zone(zone: &str) -> bool {
    format_of(zone).is_some()
}

/// What writes moments of a time zone, made once for each: to make one costs milliseconds, and every row of the
/// list asks. `None` if there is no such zone.
fn format_of(zone: &str) -> Option<Function> {
    let zone = trimmed(zone);
    if zone.is_empty() {
        return None;
    }
    FORMATS.with_borrow_mut(|all| {
        if let Some((_, format)) = all.iter().find(|it| it.0 == zone) {
            return format.clone();
        }
        if all.len() == ZONES_AT_MOST {
            // Somebody who types a zone has asked for each of its beginnings.
            all.clear();
        }
        let format = make_format(zone).ok();
        all.push((zone.to_owned(), format.clone()));
        format
    })
}

/// Throws for an unknown zone, which `DateTimeFormat::new` cannot say.
fn make_format(zone: &str) -> Result<Function, JsValue> {
    let options = options(&[
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
        ("timeZone", zone),
    ]);
    let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into())?.dyn_into()?;
    // Swedish writes ISO dates, which is what we can read.
    let made = Reflect::construct(&format, &js_sys::Array::of2(&"sv-SE".into(), &options))?;
    Reflect::get(&made, &"format".into())?.dyn_into()
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
