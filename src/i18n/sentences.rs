//! The sentences of the interface that have a blank in them.

use chrono::{Datelike, NaiveDate};

use super::words::Words;
use crate::domain::text::Lang;

/// Declares sentences with blanks: Japanese, then English.
macro_rules! sentences {
    ($($name:ident($($blank:ident: $kind:ty),*) = $ja:literal, $en:literal;)*) => {
        impl Words {
            $(
            /// As the interface says it in this language, with these in its blanks.
            pub fn $name(self, $($blank: $kind),*) -> String {
                match self.0 { Lang::Ja => format!($ja), Lang::En => format!($en) }
            })*
        }

        /// All of them with their blanks, for the tests of the words.
        #[cfg(test)]
        pub(super) fn all(lang: Lang) -> Vec<(&'static str, &'static str)> {
            vec![$((stringify!($name), if lang == Lang::Ja { $ja } else { $en })),*]
        }
    };
}

pub(super) use sentences;

sentences! {
    version_line(version: &str, build: &str) = "Kickoff バージョン {version} (ビルド {build})", "Kickoff version {version} (build {build})";
    revision_current(title: &str, day: &str) = "{title} ({day} 版)", "{title} (revision of {day})";
    revision_offer(day: &str) = "プレイブックの {day} 版に切り替えられます。", "The playbook has a newer revision, of {day}.";
    revision_switch(day: &str) = "{day} 版に切り替える", "Switch to the revision of {day}";
    revision_switched(day: &str) = "プレイブックの {day} 版に切り替えました", "Switched to the playbook revision of {day}";
    wording_before(day: &str) = "以前の文言 ({day} 版)", "Before (revision of {day})";
    revision_of(day: &str) = "{day} 版", "Revision of {day}";
    revision_counts(added: usize, removed: usize, changed: usize) = "追加 {added} 件、削除 {removed} 件、文言の変更 {changed} 件", "{added} added, {removed} removed, {changed} with changed wording";
    recheck_count(count: usize) = "再確認が必要な行 {count} 件", "Rows to check again: {count}";
    import_newer_revision(day: &str) = "統合すると、このエンゲージメントのプレイブックは {day} 版になります。", "Merging switches this engagement to the playbook revision of {day}.";
    import_older_revision(day: &str) = "ファイルは {day} 版のプレイブックで記録されています。統合しても、版は新しい方のままです。", "The file was recorded on the playbook revision of {day}. The newer revision stays.";
    team_named(name: &str) = "フォルダー: {name}", "Folder: {name}";
    team_looked(when: &str) = "前回の同期: {when}", "Last synced: {when}";
    team_listing(count: usize) = "フォルダーを確認しています ({count} 個のファイル)", "Looking through the folder (files so far: {count})";
    team_reading(done: usize, total: usize) = "{total} 個のファイルのうち {done} 個を確認しました", "{done} of {total} files checked";
    team_came(names: &str) = "チームフォルダーの変更を統合しました: {names}", "Merged from the team folder: {names}";
    team_came_many(names: &str, more: usize) = "チームフォルダーの変更を統合しました: {names} 他 {more} 件", "Merged from the team folder: {names} and {more} more";
    team_by(who: &str, when: &str) = "{who} ({when})", "{who} ({when})";
    team_device(number: &str) = "端末 {number}", "Device {number}";
    team_add_named(name: &str) = "{name} をこの端末に追加", "Add {name} to this device";
    team_more(count: usize) = "他 {count} 件", "{count} more";
    found_count(count: usize) = "{count} 件見つかりました。", "{count} found.";
    found_first(shown: usize, count: usize) = "{count} 件中 {shown} 件を表示しています。語を追加すると絞り込めます。",
        "{shown} of {count} shown. Add a word to narrow them down.";
    answered(count: usize, total: usize) = "{total} 問中 {count} 問回答済み", "{count} of {total} answered";
    progress_label(closed: usize, total: usize) = "{total} 件中 {closed} 件完了",
        "{closed} of {total} done";
    mandatory_progress(closed: usize, total: usize) = "必須 {closed}/{total}",
        "Mandatory {closed}/{total}";
    minutes_of(spent: u64, planned: u64) = "{spent} / {planned} 分", "{spent} of {planned} min";
    others_progress(closed: usize, total: usize) = "その他 {closed}/{total}",
        "Others {closed}/{total}";
    undecided_count(count: usize) = "判定待ち {count} 件", "{count} undecided";
    undecided_by(asks: &str) = "次の質問への回答で決まります: {asks}", "Depends on: {asks}";
    out_count(count: usize) = "対象外 {count} 件", "{count} not applicable";
    contact_due(day: &str) = "初回連絡 {day} まで", "First contact by {day}";
    contact_overdue(day: &str) = "初回連絡の期限超過: {day}", "First contact overdue since {day}";
    by_day(day: &str) = "{day} まで", "By {day}";
    overdue_since(day: &str) = "期限超過: {day}", "Overdue since {day}";
    missed_by(span: &str) = "期限を {span}過ぎて連絡しました", "Contacted {span} after the deadline";
    dibs_of(service: &str) = "{service} の DIBS を確認する", "Confirm DIBS for {service}";
    follow_up_by(kind: &str) = "まだ確認できていません。提案: {kind}", "Missing. Suggested: {kind}.";
    kickoff_on(when: &str) = "キックオフ {when}", "Kickoff {when}";
    deadline_day(day: &str) = "{day} の終わりまでに連絡", "Contact the customer by the end of {day}";
    changed(when: &str) = "最終変更 {when}", "Last changed {when}";
    too_early(titles: &str) = "先に済ませる項目が残っています: {titles}",
        "These should be done first: {titles}";
    add_one(one: &str) = "{one}を追加", "Add {one}";
    reason_needed(state: &str) = "理由を入力してください。入力するまで「{state}」のまま変わりません。",
        "Give a reason. Until then the state stays “{state}”.";
    applied_to_all(columns: &str) = "すべてのサービスに反映しました。反映した項目: {columns}",
        "Applied to all services: {columns}.";
    not_applied(columns: &str) = "読み取れないため、反映していません: {columns}。欄の表示を確認して、入力し直してください。",
        "Not applied, because it cannot be read: {columns}. See what the field says and enter it again.";
    confirm_all_of(service: &str) = "{service} の DIBS を一括確認", "Confirm DIBS: {service}";
    cell_of(service: &str, part: &str) = "{service}: {part}", "{service}: {part}";
    not_pasted(cells: &str) = "収まらないか読み取れないため、貼り付けていません: {cells}。入力してください。",
        "Not pasted, because it does not fit or cannot be read: {cells}. Enter it by hand.";
    half_typed(fields: &str) = "日付が途中までしか入力されていなかったため、記録していない項目: {fields}。もう一度入力してください。",
        "Not recorded, because the date was only half entered: {fields}. Enter it again.";
    people_reached(have: u32, need: u32) = "達成 ({have} / {need} 人)",
        "Reached ({have} of {need} users)";
    out_because(reason: &str) = "対象外: {reason}", "Not applicable: {reason}";
    due_because(reason: &str) = "実施が必要: {reason}", "Due now: {reason}";
    done_against_data(reason: &str) = "入力内容からは確認できませんが、手動で完了にしています: {reason}",
        "Marked as done by hand, although the entries do not show it: {reason}";
    counted_by(zone: &str) = "{zone} の時刻で計算しています。", "Worked out in the time zone {zone}.";
    met_because(reason: &str) = "満たしています: {reason}", "Met: {reason}";
    not_met_because(reason: &str) = "まだ満たしていません: {reason}", "Not met yet: {reason}";
    not_saved_of(names: &str, why: &str) = "保存できていないエンゲージメント: {names}。{why}",
        "Not saved: {names}. {why}";
    exported_as(name: &str, size: &str) = "「{name}」を書き出しました ({size})。読み戻して、内容が一致することを確認しました。",
        "Exported “{name}” ({size}). The file was read back and matches.";
    exported_in_parts(count: usize, name: &str) = "サイズが大きいため、{count} 個のファイルに分けて書き出しました (最初のファイル:「{name}」)。読み戻して、内容が一致することを確認しました。",
        "Exported as {count} files, since one would be too large; the first is “{name}”. The files were read back and match.";
    export_left_out(names: &str) = "{names}は、保存された内容を読み取れないため含まれていません。元のテキストをダウンロードして保管してください。",
        "It does not include {names}, because what is saved cannot be read. Download the raw text to keep it.";
    export_left_out_newer(names: &str) = "{names}は、新しいバージョンのアプリで保存されているため含まれていません。アプリを更新してから書き出してください。",
        "It does not include {names}, which was saved by a newer version of the app. Update the app, then export it.";
    export_older(names: &str) = "{names}は、最後に保存された内容を読み取れないため、その前の内容で書き出しました。元のテキストをダウンロードして保管してください。",
        "It holds an older state of {names}, because what was saved last cannot be read. Download the raw text to keep it.";
    export_only_unreadable(names: &str) = "{names}の保存された内容を読み取れないため、ファイルを作成していません。元のテキストをダウンロードして保管してください。",
        "No file was made, because what is saved of {names} cannot be read. Download the raw text to keep it.";
    not_imported(name: &str) = "「{name}」は取り込めません。何も変わっていません。",
        "“{name}” cannot be imported. Nothing has changed.";
    earlier_entries(count: usize) = "前の記録を表示 (残り {count} 件)", "Show earlier entries ({count} left)";
    found_of(found: usize, of: usize) = "{of} 件中 {found} 件を表示", "Showing {found} of {of}";
    show_more(count: usize) = "さらに表示 (残り {count} 件)", "Show more ({count} left)";
    more_differences(count: usize) = "違いをさらに表示 (残り {count} 件)", "Show more differences ({count} left)";
    room_missing(size: &str) = "あと約 {size} の空きが必要です。", "About {size} more is needed.";
    import_takes(size: &str) = "取り込みには約 {size} の空きが必要です。", "The import takes about {size}.";
    can_go(what: &str, count: usize, size: &str) = "{what}: {count} 件 ({size})", "{what}: {count} ({size})";
    exported_and_same(when: &str) = "{when} (以降変更なし)", "{when} (no changes since)";
    exported_and_changed(when: &str) = "{when} (以降変更あり)", "{when} (changed since)";
    file_origin(when: &str, app: &str) = "{when} に Kickoff {app} で書き出されたファイルです。",
        "Exported {when} with Kickoff {app}.";
    actions_for(name: &str) = "「{name}」の操作", "Actions for “{name}”";
    other_device(number: usize) = "別の端末 {number}", "Other device {number}";
    take_text(text: &str) = "この内容を使う: {text}", "Use this: {text}";
    newer_schema(found: u64, known: u64) = "このデータの形式は {found} です。このバージョンで開けるのは形式 {known} までなので、形式 {found} に対応したバージョンが必要です。",
        "This data has format {found}, and this version opens formats up to {known}. A version that knows format {found} is needed.";
    needed_playbook(id: &str, revision: &str) = "必要なプレイブック: {id} ({revision})", "Playbook needed: {id} ({revision})";
    undone(what: &str) = "元に戻しました。{what}", "Undone. {what}";
    redone(what: &str) = "やり直しました。{what}", "Redone. {what}";
    and_others(what: &str, count: usize) = "{what} ほか {count} 件", "{what}, and {count} more";
    ticked(title: &str, state: &str) = "{title}: {state}", "{title}: {state}";
    go_on_to(page: &str) = "次へ: {page}", "Next: {page}";
    used(percent: u32) = "{percent}% を使用中", "{percent}% in use";
    dibs_confirmed(count: usize) = "DIBS 確認済み {count}/4", "DIBS confirmed {count}/4";
    dibs_noted(count: usize, noted: usize) = "DIBS 確認済み {count}/4・記入済み (未確認) {noted}/4",
        "DIBS confirmed {count}/4, filled in but not confirmed {noted}/4";
    ssat_filled(count: usize) = "SSAT 記入済み {count}/4", "SSAT filled in {count}/4";
    implied_risk(title: &str) = "入力内容から判定したリスク: {title}", "Risk shown by the entries: {title}";
    with_reason(state: &str, reason: &str) = "{state} (理由: {reason})", "{state} (reason: {reason})";
}

/// Those that are not the same for every number.
impl Words {
    /// So many of all, in figures only.
    pub fn of_total(self, closed: usize, total: usize) -> String {
        format!("{closed}/{total}")
    }

    /// That so much time is left; the minutes may have either sign.
    pub fn remaining(self, minutes: i64) -> String {
        let span = self.span(minutes);
        self.pick(format!("残り {span}"), format!("{span} left"))
    }

    /// That something is overdue by so much; the minutes may have either sign.
    pub fn overdue_by(self, minutes: i64) -> String {
        let span = self.span(minutes);
        self.pick(format!("{span}超過"), format!("{span} overdue"))
    }

    /// Two units at most; under a minute is told as that.
    pub fn span(self, minutes: i64) -> String {
        let minutes = minutes.abs();
        let (days, hours, rest) = (minutes / 1_440, minutes / 60 % 24, minutes % 60);
        match (days, hours, rest) {
            (0, 0, 0) => self.pick("1 分未満".to_owned(), "less than a minute".to_owned()),
            (0, 0, m) => self.pick(format!("{m} 分"), format!("{m} min")),
            (0, h, m) => self.pick(format!("{h} 時間 {m} 分"), format!("{h} h {m} min")),
            (d, h, _) => self.pick(format!("{d} 日 {h} 時間"), format!("{d} d {h} h")),
        }
    }

    /// How many days ago something was; what is ahead counts as today.
    pub fn days_ago(self, days: i64) -> String {
        match days {
            ..=0 => self.pick("今日".to_owned(), "Today".to_owned()),
            1 => self.pick("昨日".to_owned(), "Yesterday".to_owned()),
            days => self.pick(format!("{days} 日前"), format!("{days} days ago")),
        }
    }

    /// Which lines of the source playbook a note is about.
    pub fn source_lines(self, lines: &[u16]) -> String {
        let all: Vec<String> = lines.iter().map(u16::to_string).collect();
        match self.0 {
            Lang::Ja => format!("原文 {} 行目", all.join("、")),
            Lang::En if all.len() == 1 => format!("Line {} of the source", all.join("")),
            Lang::En => format!("Lines {} of the source", all.join(", ")),
        }
    }

    /// How many users there are of those that are needed, and how many are to go.
    pub fn people_to_go(self, have: u32, need: u32) -> String {
        let left = need.saturating_sub(have);
        self.pick(
            format!("{have} / {need} 人 (あと {left} 人)"),
            format!("{have} of {need} users ({left} to go)"),
        )
    }

    /// Several things, side by side.
    pub fn list(self, all: &[&str]) -> String {
        all.join(match self.0 {
            Lang::Ja => "、",
            Lang::En => "; ",
        })
    }

    /// Titles and questions in quotes, side by side. A quoted Japanese sentence has no full stop.
    pub fn quoted(self, all: &[&str]) -> String {
        let quoted = all.iter().map(|it| match self.0 {
            Lang::Ja => format!("「{}」", it.trim_end_matches('。')),
            Lang::En => format!("“{it}”"),
        });
        quoted.collect::<Vec<String>>().join(match self.0 {
            Lang::Ja => "",
            Lang::En => ", ",
        })
    }

    /// How many fields of two copies differ, above the list of them.
    pub fn merge_count(self, count: usize) -> String {
        match self.0 {
            Lang::Ja => format!("違いは {count} 件です。選ばれている方を取り込みます。"),
            Lang::En if count == 1 => "1 difference. What is selected is taken.".to_owned(),
            Lang::En => format!("{count} differences. What is selected is taken."),
        }
    }

    /// A day with its year, where no browser is at hand to write it.
    pub fn date_of(self, day: NaiveDate) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
        let (year, month, date) = (day.year(), day.month(), day.day());
        match self.0 {
            Lang::Ja => format!("{year}/{month}/{date}"),
            Lang::En => {
                let month = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
                format!("{date} {month} {year}")
            }
        }
    }

    /// How many there are, beside what they are.
    pub fn count(self, count: usize) -> String {
        self.pick(format!("{count} 件"), count.to_string())
    }

    /// What becomes of the engagements of some files.
    pub fn import_parts(self, asked: usize, new: usize, same: usize) -> String {
        let part = |count: usize, ja: &str, en: &str| {
            let said = self.pick(format!("{ja} {count} 件"), format!("{count} {en}"));
            (0 < count).then_some(said)
        };
        let all = [
            part(asked, "要確認", "to review"),
            part(new, "新規", "new"),
            part(same, "変更なし", "already here"),
        ];
        let said: Vec<String> = all.into_iter().flatten().collect();
        said.join(&self.pick("、".to_owned(), ", ".to_owned()))
    }

    /// How much is in a file or an engagement.
    pub fn import_counts(self, engagements: usize, fields: usize, entries: usize) -> String {
        let many = |count: usize, one: &str, more: &str| {
            format!("{count} {}", if count == 1 { one } else { more })
        };
        self.pick(
            format!("エンゲージメント {engagements} 件、項目 {fields} 件、記録 {entries} 件"),
            format!(
                "{}, {}, {}",
                many(engagements, "engagement", "engagements"),
                many(fields, "field", "fields"),
                many(entries, "entry", "entries")
            ),
        )
    }

    /// How much a file holds, in the unit that people know.
    pub fn size(self, bytes: u64) -> String {
        match bytes {
            0..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
            _ => {
                let tenths = bytes.div_ceil(100_000);
                let rest = if tenths.is_multiple_of(10) {
                    String::new()
                } else {
                    format!(".{}", tenths % 10)
                };
                format!("{}{rest} MB", tenths / 10)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_two_units_at_most() {
        let table = [
            (0, "1 分未満", "less than a minute"),
            (59, "59 分", "59 min"),
            (61, "1 時間 1 分", "1 h 1 min"),
            (-1_441, "1 日 0 時間", "1 d 0 h"),
            (3_000, "2 日 2 時間", "2 d 2 h"),
        ];
        for (minutes, ja, en) in table {
            assert_eq!(Words(Lang::Ja).span(minutes), ja);
            assert_eq!(Words(Lang::En).span(minutes), en);
        }
    }

    #[test]
    fn one_is_one_and_several_are_several() {
        let said = |engagements, fields, entries| {
            let both = [Lang::Ja, Lang::En];
            both.map(|it| Words(it).import_counts(engagements, fields, entries))
        };
        assert_eq!(
            said(1, 1, 1),
            ["エンゲージメント 1 件、項目 1 件、記録 1 件", "1 engagement, 1 field, 1 entry"]
        );
        assert_eq!(said(2, 0, 3)[1], "2 engagements, 0 fields, 3 entries");
        assert_eq!(Words(Lang::En).merge_count(1), "1 difference. What is selected is taken.");
        assert_eq!(Words(Lang::En).days_ago(1), "Yesterday");
        assert_eq!(Words(Lang::Ja).source_lines(&[140, 141]), "原文 140、141 行目");
        assert_eq!(Words(Lang::En).source_lines(&[140]), "Line 140 of the source");
    }

    #[test]
    fn days_and_sizes_are_told_as_people_read_them() {
        let day = NaiveDate::from_ymd_opt(2027, 11, 8).unwrap();
        assert_eq!(Words(Lang::Ja).date_of(day), "2027/11/8");
        assert_eq!(Words(Lang::En).date_of(day), "8 Nov 2027");
        let table =
            [(1, "1 KB"), (378_888, "379 KB"), (10_000_000, "10 MB"), (4_450_000, "4.5 MB")];
        for (bytes, size) in table {
            assert_eq!(Words(Lang::Ja).size(bytes), size);
        }
    }
}
