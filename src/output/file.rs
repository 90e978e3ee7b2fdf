//! Writes the file that people hand over ([`crate::store::file`]), and names it.

use chrono::{DateTime, FixedOffset, Timelike};
use serde::Serialize;
use serde_json::Value as Json;

use super::summary;
use crate::domain::assessment::Assessment;
use crate::domain::engagement::{Edition, Engagement};
use crate::domain::gate::Gate;
use crate::domain::id::ItemId;
use crate::domain::iso;
use crate::domain::playbook::Playbook;
use crate::domain::revision::{Former, former, to_recheck, wording};
use crate::domain::text::{self, Lang, Text};
use crate::domain::value::Mark;
use crate::store::checksum::ListSum;
use crate::store::document;
use crate::store::file::{Counts, FORMAT, SCHEMA_VERSION, WrittenBy};

/// All but what is of each engagement. Exact in what is written; reading is another matter, see [`crate::store::import`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written<'a> {
    format: &'a str,
    schema_version: u64,
    app: String,
    exported_at: String,
    playbook: WrittenPlaybook<'a>,
    counts: Counts,
    sha256: String,
    summary: [(); 0],
    #[serde(skip_serializing_if = "Option::is_none")]
    team_folder: Option<&'a WrittenBy>,
    engagements: [(); 0],
}

#[derive(Serialize)]
struct WrittenPlaybook<'a> {
    id: &'a str,
    revision: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Words<'a>>,
}

#[derive(Serialize)]
struct Words<'a> {
    ja: &'a str,
    en: &'a str,
}

impl<'a> From<&'a Text> for Words<'a> {
    fn from(it: &'a Text) -> Words<'a> {
        Words { ja: &it.ja, en: &it.en }
    }
}

/// One engagement for a reader without the app, in both languages.
#[derive(Serialize)]
struct Summary<'a> {
    customer: &'a str,
    /// Whether the next playbooks may begin.
    ready: bool,
    missing: Vec<Row<'a>>,
    waived: Vec<Row<'a>>,
    /// Marked by a wording that is another one now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    recheck: Vec<Row<'a>>,
    /// Recorded of what only a former revision of the playbook has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former: Vec<FormerPart<'a>>,
    ja: Vec<String>,
    en: Vec<String>,
}

impl<'a> Summary<'a> {
    fn of(engagement: &'a Engagement) -> Summary<'a> {
        let playbook = engagement.playbook();
        let assessment = Assessment::of(playbook, engagement);
        let gate = Gate::of(playbook, &assessment);
        Summary {
            customer: engagement.customer(),
            ready: gate.is_open(),
            missing: gate.missing.iter().map(|it| Row::of(engagement, it.item())).collect(),
            waived: gate.waived.iter().map(|it| Row::of(engagement, *it)).collect(),
            recheck: to_recheck(engagement).iter().map(|it| Row::of(engagement, *it)).collect(),
            former: former(engagement).iter().map(FormerPart::of).collect(),
            ja: summary::lines(engagement, &assessment, Lang::Ja),
            en: summary::lines(engagement, &assessment, Lang::En),
        }
    }
}

/// An outcome or a task of the playbook.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    ja: &'a str,
    en: &'a str,
    /// Why it was let go.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(engagement: &'a Engagement, id: ItemId) -> Row<'a> {
        let title = engagement.playbook().item(id).map(|it| &it.title);
        let said = |lang| title.map_or("", |it| it.get(lang));
        let reason = engagement.mark(id).and_then(Mark::reason).map(|it| it.as_str());
        Row { id: id.as_str(), ja: said(Lang::Ja), en: said(Lang::En), reason }
    }
}

/// What is no more asked for, with the revision that had it last.
#[derive(Serialize)]
struct FormerPart<'a> {
    /// As the addresses of its fields begin.
    id: String,
    revision: String,
    ja: &'a str,
    en: &'a str,
}

impl FormerPart<'_> {
    fn of(it: &Former) -> FormerPart<'static> {
        let title = wording(it.of, it.part).map(|it| it.title);
        let said = |lang| title.map_or("", |it| it.get(lang));
        let revision = iso::day(it.of.playbook.revision);
        FormerPart { id: it.part.to_string(), revision, ja: said(Lang::Ja), en: said(Lang::En) }
    }
}

/// The text of a file with these engagements. It is headed by the playbook of the first of them, or
/// by this one if there is none; each says its own.
///
/// # Errors
///
/// If JSON cannot be made of them, which no engagement is known to cause.
pub fn write(
    engagements: &[Engagement],
    playbook: &'static Playbook,
    exported_at: DateTime<FixedOffset>,
) -> Result<String, serde_json::Error> {
    write_by(engagements, playbook, exported_at, Origin::default())
}

/// Who writes a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The build of the app; empty if nobody knows. It follows the version as SemVer has it: `0.1.0+1a2b3c4d`.
    pub build: &'a str,
    /// The device, in a team folder.
    pub team_folder: Option<&'a WrittenBy>,
}

/// The version of the app, and its build if somebody knows it.
pub(super) fn app(build: &str) -> String {
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    match build {
        "" => VERSION.to_owned(),
        build => format!("{VERSION}+{build}"),
    }
}

/// As [`write()`], and says who writes.
///
/// # Errors
///
/// As [`write()`].
pub fn write_by(
    engagements: &[Engagement],
    playbook: &'static Playbook,
    exported_at: DateTime<FixedOffset>,
    origin: Origin,
) -> Result<String, serde_json::Error> {
    let mut writing = Writing::new(playbook, exported_at);
    let (mut summaries, mut all) = (String::new(), String::new());
    for it in engagements {
        let one = writing.add(it)?;
        summaries.push_str(&one.summary);
        all.push_str(&one.engagement);
    }
    let Frame { head, between, end } = writing.finish(origin)?;
    Ok([head, summaries, between, all, end].concat())
}

/// A file that is written engagement by engagement, so that it never is in memory as a whole. It is its
/// [frame](Frame) with all summaries and all engagements in it.
pub struct Writing {
    playbook: &'static Playbook,
    exported_at: DateTime<FixedOffset>,
    /// Of the first one.
    edition: Option<Edition>,
    counts: Counts,
    sum: ListSum,
}

/// What one engagement has in the file.
pub struct OneWritten {
    /// For the list of summaries: JSON, with a comma in front unless it is the first.
    pub summary: String,
    /// The same for the list of engagements.
    pub engagement: String,
    /// What the text is of.
    pub document: Json,
}

/// What stands around the summaries and the engagements.
pub struct Frame {
    /// From the beginning of the file into the list of summaries.
    pub head: String,
    /// From the end of the summaries into the list of engagements.
    pub between: String,
    /// From the end of the engagements to that of the file.
    pub end: String,
}

impl Writing {
    /// With no engagement yet. The file is headed by this playbook if none is added.
    pub fn new(playbook: &'static Playbook, exported_at: DateTime<FixedOffset>) -> Writing {
        let (edition, counts, sum) = (None, Counts::default(), ListSum::default());
        Writing { playbook, exported_at, edition, counts, sum }
    }

    /// What was added so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The next engagement.
    ///
    /// # Errors
    ///
    /// As [`write()`].
    pub fn add(&mut self, engagement: &Engagement) -> Result<OneWritten, serde_json::Error> {
        let is_first = self.counts.engagements == 0;
        let document = document::write(engagement);
        let summary = in_list(&Summary::of(engagement), is_first)?;
        let text = in_list(&document, is_first)?;
        self.edition.get_or_insert_with(|| engagement.edition().clone());
        self.counts.add(Counts::of([engagement]));
        self.sum.add(&document);
        Ok(OneWritten { summary, engagement: text, document })
    }

    /// That was all of them.
    ///
    /// # Errors
    ///
    /// As [`write()`].
    pub fn finish(self, origin: Origin) -> Result<Frame, serde_json::Error> {
        let edition = self.edition.unwrap_or_else(|| Edition::of(self.playbook));
        let title = Some(&edition.shown().playbook.title).filter(|it| !it.ja.is_empty());
        let written = Written {
            format: FORMAT,
            schema_version: SCHEMA_VERSION,
            app: app(origin.build),
            exported_at: instant(self.exported_at),
            playbook: WrittenPlaybook {
                id: &edition.playbook,
                revision: &edition.revision,
                title: title.map(Words::from),
            },
            counts: self.counts,
            sha256: self.sum.finish(),
            summary: [],
            team_folder: origin.team_folder,
            engagements: [],
        };
        let mut text = serde_json::to_string_pretty(&written)?;
        text.push('\n');
        let is_empty = self.counts.engagements == 0;
        let end_of_list = if is_empty { "" } else { "\n  " };
        let mut parts = Vec::new();
        // In a text, there would be a backslash before each of these quotes.
        for name in ["\"summary\": [", "\"engagements\": ["] {
            let at = text.find(name).map_or(text.len(), |it| it + name.len());
            let rest = text.split_off(at);
            parts.push(std::mem::replace(&mut text, format!("{end_of_list}{rest}")));
        }
        parts.push(text);
        let [head, between, end] = <[String; 3]>::try_from(parts).unwrap_or_default();
        Ok(Frame { head, between, end })
    }
}

/// As one of a list in the whole.
fn in_list(it: &impl Serialize, is_first: bool) -> Result<String, serde_json::Error> {
    let text = serde_json::to_string_pretty(it)?.replace('\n', "\n    ");
    let comma = if is_first { "" } else { "," };
    Ok(format!("{comma}\n    {text}"))
}

fn instant(it: DateTime<FixedOffset>) -> String {
    let offset = it.offset().local_minus_utc() / 60;
    let sign = if offset < 0 { '-' } else { '+' };
    format!(
        "{}:{:02}{sign}{:02}:{:02}",
        iso::moment(it.naive_local()),
        it.second(),
        offset.abs() / 60,
        offset.abs() % 60
    )
}

/// A name for the file that every file system takes: date, customer, what it is. At most about 150
/// bytes, so that a copy's suffix still fits.
pub fn name(customer: Option<&str>, on: chrono::NaiveDate) -> String {
    let customer = customer.map(safe_part).filter(|it| !it.is_empty());
    match customer {
        Some(customer) => format!("{}-{customer}-kickoff.json", iso::day(on)),
        None => format!("{}-kickoff.json", iso::day(on)),
    }
}

/// Drops what file systems and terminals trip over: separators, controls, what cannot be seen or
/// turns the direction of the rest. Device names such as CON are no danger: a date stands before.
fn safe_part(customer: &str) -> String {
    let mut part = String::new();
    for it in text::trimmed(customer).chars() {
        let is_bad = it.is_control()
            || it.is_whitespace()
            || matches!(it, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            || is_unseen(it);
        if part.len() + it.len_utf8() > 120 {
            break;
        }
        if !is_bad {
            part.push(it);
        } else if !part.ends_with('_') {
            part.push('_');
        }
    }
    part.trim_matches(['_', '.', ' ']).to_owned()
}

/// Marks of direction, joiners, blanks without a width, tags.
fn is_unseen(it: char) -> bool {
    matches!(
        it,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_taken_by_every_file_system() {
        let on = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let table = [
            (Some("コントソ株式会社"), "2026-11-22-コントソ株式会社-kickoff.json"),
            (Some("A/B: \"C\" <D>|E?*"), "2026-11-22-A_B_C_D_E-kickoff.json"),
            (Some("..\u{202e}gpj.exe"), "2026-11-22-gpj.exe-kickoff.json"),
            (Some(" / "), "2026-11-22-kickoff.json"),
            (None, "2026-11-22-kickoff.json"),
            (Some("CON"), "2026-11-22-CON-kickoff.json"),
            (Some("nul.txt"), "2026-11-22-nul.txt-kickoff.json"),
            (Some("株式会社. . "), "2026-11-22-株式会社-kickoff.json"),
            (Some("a\0b\tc\nd\u{7f}e\u{85}f"), "2026-11-22-a_b_c_d_e_f-kickoff.json"),
            (Some("../../etc/passwd"), "2026-11-22-etc_passwd-kickoff.json"),
            (Some("C:\\Users\\x"), "2026-11-22-C_Users_x-kickoff.json"),
            (Some("\u{2067}א\u{2069}\u{61c}b"), "2026-11-22-א_b-kickoff.json"),
            (Some("見え\u{200b}\u{feff}ない"), "2026-11-22-見え_ない-kickoff.json"),
            (Some("東京　支店"), "2026-11-22-東京_支店-kickoff.json"),
            (Some("a|b*c?"), "2026-11-22-a_b_c-kickoff.json"),
        ];
        for (customer, wanted) in table {
            assert_eq!(name(customer, on), wanted);
        }
        // In bytes, with room for what a browser adds to the name of a copy.
        for long in ["案".repeat(500), "x".repeat(500), "𠮷".repeat(500), "が".repeat(500)] {
            assert!(name(Some(&long), on).len() < 190);
        }
    }
}
