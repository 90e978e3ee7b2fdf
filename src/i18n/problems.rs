//! What went wrong, in words that a person can act on. The domain only knows facts.

use crate::domain::value::{COUNT_LIMIT, Kind, Problem};
use crate::storage::document::Expected;
use crate::storage::import::{FileError, SIZE_LIMIT};

use super::words::Words;

impl Words {
    /// What is wrong with something typed, said at the field.
    pub fn problem(self, problem: Problem) -> String {
        // In the groups that people read.
        let limit = format!("{},000,000", COUNT_LIMIT / 1_000_000);
        let (ja, en) = match problem {
            Problem::NotADay => (
                "日付を 2026-11-22 のように入力してください。".to_owned(),
                "Enter a date such as 2026-11-22.".to_owned(),
            ),
            Problem::NotAMoment => (
                "日時を 2026-11-22 10:30 のように入力してください。".to_owned(),
                "Enter a date and time such as 2026-11-22 10:30.".to_owned(),
            ),
            Problem::YearOutOfRange => (
                "年は 2000 から 2099 までの範囲で入力してください。".to_owned(),
                "Enter a year from 2000 to 2099.".to_owned(),
            ),
            Problem::NotANumber => (
                "整数を 1200 のように入力してください。".to_owned(),
                "Enter a whole number such as 1200.".to_owned(),
            ),
            Problem::Negative => {
                ("0 以上の数を入力してください。".to_owned(), "Enter 0 or more.".to_owned())
            }
            Problem::TooLarge => {
                (format!("{limit} 以下の数を入力してください。"), format!("Enter {limit} or less."))
            }
        };
        self.pick(ja, en)
    }

    /// Why a file is not taken.
    pub fn file_error(self, error: &FileError) -> String {
        let (ja, en) = match error {
            FileError::TooLarge { bytes } => {
                let (size, limit) = (self.size(*bytes), self.size(SIZE_LIMIT));
                (
                    format!(
                        "ファイルが大きすぎます ({size})。取り込めるのは {limit} までです。正しいファイルか確認してください。"
                    ),
                    format!(
                        "The file is too large ({size}; the limit is {limit}). Check that it is the right file."
                    ),
                )
            }
            FileError::Empty => ("ファイルが空です。".to_owned(), "The file is empty.".to_owned()),
            FileError::Utf16 => (
                "文字コードが UTF-16 です。UTF-8 で保存し直してください。".to_owned(),
                "The text is in UTF-16. Save it as UTF-8 and try again.".to_owned(),
            ),
            FileError::NotUtf8 { line } => (
                format!(
                    "{line} 行目が UTF-8 ではありません (Shift_JIS の可能性があります)。UTF-8 で保存し直してください。"
                ),
                format!(
                    "Line {line} is not UTF-8 (it may be Shift_JIS). Save it as UTF-8 and try again."
                ),
            ),
            FileError::NotJson { line, column } => (
                format!("JSON として読み取れません ({line} 行目 {column} 文字目)。"),
                format!("It is not JSON (line {line}, column {column})."),
            ),
            FileError::CutOff { line } => (
                format!("ファイルが {line} 行目で途切れています。もう一度受け取ってください。"),
                format!("The file ends in the middle, at line {line}. Get it again."),
            ),
            FileError::TooDeep { line } => (
                format!("入れ子が深すぎます ({line} 行目)。このアプリのファイルではありません。"),
                format!(
                    "It is nested too deeply (line {line}), so it was not exported from this app."
                ),
            ),
            FileError::OtherFormat { found: Some(found) } => (
                format!("別の形式のファイルです (format: {})。", short(found)),
                format!("It is a file of another format (format: {}).", short(found)),
            ),
            FileError::OtherFormat { found: None } => (
                "このアプリのファイルではありません (format がありません)。".to_owned(),
                "It was not exported from this app (it has no format).".to_owned(),
            ),
            FileError::Newer { found } => (
                format!(
                    "新しいバージョン (スキーマ {found}) のファイルです。アプリを更新してから取り込んでください。"
                ),
                format!(
                    "It was written by a newer version (schema {found}). Update the app first."
                ),
            ),
            FileError::OtherPlaybook { path, id, revision } => (
                format!(
                    "このアプリにないプレイブックです ({path}: {} {})。",
                    short(id),
                    short(revision)
                ),
                format!(
                    "It needs a playbook that this app does not have ({path}: {} {}).",
                    short(id),
                    short(revision)
                ),
            ),
            FileError::Malformed { path, expected } => {
                let path = short(path);
                (
                    format!(
                        "「{path}」の内容が正しくありません。ここには{}が必要です。",
                        expected_ja(*expected)
                    ),
                    format!(
                        "“{path}” is not as it should be: {} belongs there.",
                        expected_en(*expected)
                    ),
                )
            }
            FileError::Incomplete { said, found } => (
                format!("{said} 件あるはずのエンゲージメントが {found} 件しかありません。"),
                format!("It says that it holds {said} engagements, but it holds {found}."),
            ),
            FileError::Twice { id } => (
                format!("同じエンゲージメント ({id}) が 2 回含まれています。"),
                format!("The engagement {id} is in it twice."),
            ),
        };
        self.pick(ja, en)
    }
}

/// Longer than any path of ours, whose end names the field.
const SHORT: usize = 120;

/// A stranger's text is shown in short.
fn short(text: &str) -> String {
    let mut short: String = text.chars().filter(|it| !it.is_control()).take(SHORT).collect();
    if SHORT < text.chars().count() {
        short.push('…');
    }
    short
}

fn expected_ja(expected: Expected) -> &'static str {
    match expected {
        Expected::Object => "項目の集まり ({ } または [ ])",
        Expected::Text => "文字列",
        Expected::EngagementId => "エンゲージメントの ID",
        Expected::Schema => "スキーマの番号",
        Expected::Day => "日付",
        Expected::Stamp => "変更日時 (例: 2026-11-22T01:02:03.004Z/0/1a2b3c4d)",
        Expected::Customer => "お客様名",
        Expected::Value(kind) => match kind {
            Kind::Text | Kind::LongText | Kind::Name | Kind::Link | Kind::Service => {
                "空でない文字列"
            }
            Kind::Day => "日付 (例: 2026-11-22)",
            Kind::Moment => "日時 (例: 2026-11-22T10:30)",
            Kind::Count => "0 以上の整数",
            Kind::Flag => "true または false",
            Kind::Choice(_) => "選択肢のコード",
            Kind::Mark => "項目の状態 (done など)",
        },
    }
}

fn expected_en(expected: Expected) -> &'static str {
    match expected {
        Expected::Object => "an object or a list",
        Expected::Text => "a text",
        Expected::EngagementId => "an engagement's id",
        Expected::Schema => "a schema number",
        Expected::Day => "a date",
        Expected::Stamp => "the moment of a change, such as 2026-11-22T01:02:03.004Z/0/1a2b3c4d",
        Expected::Customer => "a customer's name",
        Expected::Value(kind) => match kind {
            Kind::Text | Kind::LongText | Kind::Name | Kind::Link | Kind::Service => {
                "a text that is not empty"
            }
            Kind::Day => "a date such as 2026-11-22",
            Kind::Moment => "a date and time such as 2026-11-22T10:30",
            Kind::Count => "a whole number from 0 up",
            Kind::Flag => "true or false",
            Kind::Choice(_) => "the code of a choice",
            Kind::Mark => "the state of an item, such as done",
        },
    }
}
