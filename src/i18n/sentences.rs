//! The sentences of the interface that have a blank in them.

use super::words::Words;
use crate::domain::text::Lang;

/// Declares sentences with blanks: Japanese, then English.
macro_rules! sentences {
    ($($name:ident($($blank:ident: $kind:ty),*) = $ja:literal, $en:literal;)*) => {
        impl Words {
            $(pub fn $name(self, $($blank: $kind),*) -> String {
                match self.0 { Lang::Ja => format!($ja), Lang::En => format!($en) }
            })*
        }
    };
}

sentences! {
    progress_label(closed: usize, total: usize) = "{total} 件中 {closed} 件完了",
        "{closed} of {total} done";
    mandatory_progress(closed: usize, total: usize) = "必須 {closed}/{total}",
        "Mandatory {closed}/{total}";
    others_progress(closed: usize, total: usize) = "その他 {closed}/{total}",
        "Others {closed}/{total}";
    undecided_count(count: usize) = "判定待ち {count}", "{count} undecided";
    out_count(count: usize) = "対象外 {count}", "{count} not applicable";
    contact_due(day: &str) = "初回連絡 {day} まで", "First contact by {day}";
    contact_overdue(day: &str) = "初回連絡 {day} 超過", "First contact overdue since {day}";
    by_day(day: &str) = "{day} まで", "by {day}";
    overdue_since(day: &str) = "{day} 超過", "overdue since {day}";
    dibs_of(service: &str) = "{service} の DIBS を確認する", "Confirm DIBS for {service}";
    follow_up_by(kind: &str) = "まだありません。案: {kind}", "Missing. May help: {kind}.";
    kickoff_on(when: &str) = "キックオフ {when}", "Kickoff {when}";
    deadline_day(day: &str) = "{day} の終わりまでに連絡", "Contact the customer by the end of {day}";
    changed(when: &str) = "最終変更 {when}", "Changed {when}";
    too_early(titles: &str) = "先に済ませるはずの項目が残っています: {titles}",
        "Ticked before this was done: {titles}";
    add_one(one: &str) = "{one}を追加", "Add {one}";
    people_reached(have: u32, need: u32) = "達成 ({have} / {need} 人)",
        "Reached ({have} of {need} users)";
    out_because(reason: &str) = "対象外: {reason}", "Not applicable: {reason}";
    due_because(reason: &str) = "実施が必要になりました: {reason}", "Now due: {reason}";
    done_against_data(reason: &str) = "データでは確認できていませんが、手動で完了にしています: {reason}",
        "Ticked by hand although the data does not say so: {reason}";
    counted_by(zone: &str) = "{zone} の時計で数えています。", "Counted by the clock of {zone}.";
    met_because(reason: &str) = "確認済み: {reason}", "Met: {reason}";
    exported_as(name: &str, bytes: usize) = "「{name}」を書き出しました ({bytes} バイト)。",
        "Exported “{name}” ({bytes} bytes).";
    import_counts(engagements: usize, fields: usize, entries: usize) = "エンゲージメント {engagements} 件、項目 {fields} 件、登録 {entries} 件",
        "{engagements} engagements, {fields} fields, {entries} entries";
    file_origin(exported_at: &str, app: &str) = "書き出し日時 {exported_at}、アプリの版 {app}",
        "Exported {exported_at} by version {app}";
    actions_for(name: &str) = "「{name}」の操作", "Actions for “{name}”";
    other_device(device: &str) = "別の端末 {device}", "Other device {device}";
    take_text(text: &str) = "これにする: {text}", "Take this one: {text}";
    newer_schema(found: u64, known: u64) = "データの形式は {found} です。このアプリが開けるのは {known} までなので、形式 {found} に対応した版が必要です。",
        "The data has format {found}. This app opens up to {known}; a version for format {found} is needed.";
    undone(what: &str) = "元に戻しました。{what}", "Undone. {what}";
    redone(what: &str) = "やり直しました。{what}", "Done again. {what}";
    and_others(what: &str, count: usize) = "{what} ほか {count} 件", "{what}, and {count} more";
    ticked(title: &str, state: &str) = "{title}: {state}", "{title}: {state}";
    go_on_to(page: &str) = "次へ: {page}", "Go on: {page}";
    used(percent: u32) = "{percent}% を使用中", "{percent}% in use";
}

/// Those that are not the same for every number.
impl Words {
    pub fn of_total(self, closed: usize, total: usize) -> String {
        format!("{closed}/{total}")
    }

    pub fn remaining(self, minutes: i64) -> String {
        let span = self.span(minutes);
        self.pick(format!("残り {span}"), format!("{span} left"))
    }

    pub fn overdue_by(self, minutes: i64) -> String {
        let span = self.span(minutes);
        self.pick(format!("{span} 超過"), format!("{span} overdue"))
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

    pub fn days_ago(self, days: i64) -> String {
        match days {
            ..=0 => self.pick("今日".to_owned(), "today".to_owned()),
            1 => self.pick("昨日".to_owned(), "yesterday".to_owned()),
            days => self.pick(format!("{days} 日前"), format!("{days} days ago")),
        }
    }

    pub fn source_lines(self, lines: &[u16]) -> String {
        let lines: Vec<String> = lines.iter().map(|it| format!("L{it}")).collect();
        lines.join(", ")
    }

    pub fn people_to_go(self, have: u32, need: u32) -> String {
        let left = need.saturating_sub(have);
        self.pick(
            format!("{have} / {need} 人 (あと {left} 人)"),
            format!("{have} of {need} users ({left} to go)"),
        )
    }

    pub fn last_export(self, when: &str, unchanged: bool) -> String {
        let since = if unchanged { self.unchanged_since() } else { self.changed_since() };
        format!("{when} ({since})")
    }

    /// Several things, side by side.
    pub fn list(self, all: &[&str]) -> String {
        all.join(match self.0 {
            Lang::Ja => "、",
            Lang::En => "; ",
        })
    }

    pub fn merge_count(self, count: usize) -> String {
        match self.0 {
            Lang::Ja => format!("違いは {count} 件です。選ばれている方を取り込みます。"),
            Lang::En if count == 1 => "1 difference. What is selected will be taken.".to_owned(),
            Lang::En => format!("{count} differences. What is selected will be taken."),
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
}
