//! Why a file is not taken in: what it is or lacks, what to do next, and apart from both where
//! exactly, for whoever has to find out.

use super::fields::Named;
use super::words::Words;
use crate::domain::engagement::{Edition, Engagement};
use crate::domain::field::Field;
use crate::domain::id::EngagementId;
use crate::domain::playbook::Playbook;
use crate::domain::text::Lang;
use crate::domain::value::Kind;
use crate::store::document_error::Expected;
use crate::store::foreign::{Encoding, OtherKind};
use crate::store::import::{Counted, FileError};

/// What is said of a file that is not taken in.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refused {
    /// What it is or lacks.
    pub what: String,
    /// What to do next.
    pub next: String,
    /// For whoever has to find the place in the file.
    pub detail: Option<String>,
}

/// What helps.
enum Next {
    Again,
    Choose,
    Unpack,
    SaveAsUtf8,
    OneByOne,
    Update,
    Keep,
}

impl Words {
    /// What is said of a file that is wrong; fields in it are called as this playbook calls them.
    pub fn file_error(self, error: &FileError, playbook: &'static Playbook) -> Refused {
        let (ja, en, next) = self.what_is_wrong(error, playbook);
        Refused {
            what: self.pick(ja, en),
            next: self.what_helps(next),
            detail: self.where_exactly(error),
        }
    }

    /// The browser does not give it out.
    pub fn file_withheld(self) -> Refused {
        let (what, next) = match self.0 {
            Lang::Ja => (
                "ファイルを開けませんでした。移動または削除された可能性があります。",
                "ファイルの場所を確認して、もう一度選んでください。",
            ),
            Lang::En => (
                "The file could not be opened. It may have been moved or deleted.",
                "Look where it is, and choose it again.",
            ),
        };
        Refused { what: what.to_owned(), next: next.to_owned(), detail: None }
    }

    fn what_is_wrong(
        self,
        error: &FileError,
        playbook: &'static Playbook,
    ) -> (String, String, Next) {
        let of_both = |ja: &str, en: &str, next| (ja.to_owned(), en.to_owned(), next);
        match error {
            FileError::TooLarge { bytes, limit } => {
                let (size, limit) = (self.size(*bytes), self.size(*limit));
                (
                    format!("ファイルが大きすぎます ({size})。取り込めるのは {limit} までです。"),
                    format!("The file is too large ({size}). The limit is {limit}."),
                    Next::OneByOne,
                )
            }
            FileError::Empty => of_both("ファイルが空です。", "The file is empty.", Next::Again),
            FileError::OtherKind(kind) => {
                let (ja, en) = kind_of_file(*kind);
                let next = match kind {
                    OtherKind::Zip | OtherKind::Gzip => Next::Unpack,
                    _ => Next::Choose,
                };
                of_both(ja, en, next)
            }
            FileError::Wide(encoding) | FileError::NotUtf8 { likely: Some(encoding), .. } => {
                let name = encoding_name(*encoding);
                (
                    format!(
                        "ファイルの文字コードが {name} です。Kickoff のファイルは UTF-8 です。"
                    ),
                    format!("The text is encoded as {name}; Kickoff files are UTF-8."),
                    Next::SaveAsUtf8,
                )
            }
            FileError::NotUtf8 { likely: None, .. } => of_both(
                "文字として読み取れない部分があります。",
                "Parts of it cannot be read as text.",
                Next::Again,
            ),
            FileError::NotJson { .. }
            | FileError::TooDeep { .. }
            | FileError::OtherFormat { found: None } => of_both(
                "Kickoff で書き出したファイルではありません。",
                "It was not exported from Kickoff.",
                Next::Choose,
            ),
            FileError::OtherFormat { found: Some(found) } => {
                let found = short(found);
                (
                    format!("別のアプリのファイルです ({found})。"),
                    format!("The file is from another app ({found})."),
                    Next::Choose,
                )
            }
            FileError::RawData => of_both(
                "Kickoff の保存内容をそのまま保存した、修復用のファイルです。壊れているか、取り込みには対応していません。",
                "It is raw data saved from Kickoff for repair. It is damaged, or of a kind that is not imported.",
                Next::Keep,
            ),
            FileError::Broken { .. } => of_both(
                "ファイルの内容が壊れています。",
                "The content of the file is damaged.",
                Next::Again,
            ),
            FileError::TooMuch { .. } => of_both(
                "ファイルの中に、大きすぎて読み込めない部分があります。",
                "A part of the file is too large to be read.",
                Next::Again,
            ),
            FileError::CutOff { .. } => of_both(
                "ファイルが途中で切れています。",
                "The file is cut off: its end is missing.",
                Next::Again,
            ),
            FileError::Newer { .. } => of_both(
                "新しいバージョンの Kickoff で書き出されたファイルです。",
                "It was exported by a newer version of Kickoff.",
                Next::Update,
            ),
            FileError::Malformed { path, .. } => {
                let (ja, en) = match self.field_at(path, playbook) {
                    Some(field) => (
                        format!("「{field}」の内容が正しくありません。"),
                        format!("The content of “{field}” is not valid."),
                    ),
                    None => (
                        "ファイルの内容に正しくない部分があります。".to_owned(),
                        "A part of the file is not valid.".to_owned(),
                    ),
                };
                (ja, en, Next::Again)
            }
            FileError::NameTwice { .. } => of_both(
                "同じ項目が 2 回書かれているため、どちらが正しいか分かりません。",
                "The same field is in it twice, so it is not clear which of the two is right.",
                Next::Again,
            ),
            FileError::OtherSealing { .. } => of_both(
                "このバージョンの Kickoff では開けない方法で保護されています。",
                "It is sealed in a way that this version of Kickoff cannot open.",
                Next::Update,
            ),
            FileError::Sealed => of_both(
                "パスフレーズで保護されたファイルの中に、保護されたファイルがもう 1 つ入っています。",
                "The sealed file holds another sealed file.",
                Next::Again,
            ),
            FileError::Nothing => of_both(
                "ファイルにエンゲージメントが 1 件も入っていません。",
                "There is no engagement in the file.",
                Next::Again,
            ),
            FileError::Incomplete { of, said, found } => {
                let (ja, en) = match of {
                    Counted::Engagements => ("エンゲージメント", "engagements"),
                    Counted::Fields => ("項目", "fields"),
                    Counted::Entries => ("記録", "entries"),
                };
                (
                    format!(
                        "一部が失われているか、書き換えられています。{ja}が {said} 件あるはずですが、{found} 件です。"
                    ),
                    format!(
                        "Something is missing or was changed ({en}: {said} expected, {found} found)."
                    ),
                    Next::Again,
                )
            }
            FileError::Twice { customer, .. } => {
                let customer = short(customer);
                (
                    format!("「{customer}」のエンゲージメントが重複して入っています。"),
                    format!("The engagement of “{customer}” is in it twice."),
                    Next::Again,
                )
            }
        }
    }

    fn what_helps(self, next: Next) -> String {
        let (ja, en) = match next {
            Next::Again => (
                "もう一度ダウンロードするか、渡した人に書き出し直してもらってください。",
                "Download it again, or ask whoever gave it to you to export it again.",
            ),
            Next::Choose => (
                "名前が「-kickoff.json」で終わるファイルを選んでください。",
                "Choose a file whose name ends in “-kickoff.json”.",
            ),
            Next::Unpack => (
                "展開してから、中にある「-kickoff.json」で終わるファイルを選んでください。",
                "Unpack it, and choose the file in it whose name ends in “-kickoff.json”.",
            ),
            Next::SaveAsUtf8 => (
                "書き出したままのファイルを選ぶか、テキスト エディターで UTF-8 を指定して保存し直してください。",
                "Choose the file as it was exported, or save it as UTF-8 in a text editor.",
            ),
            Next::OneByOne => (
                "渡した人に、エンゲージメントを 1 件ずつ書き出してもらってください。",
                "Ask whoever gave it to you to export the engagements one by one.",
            ),
            Next::Keep => (
                "削除せずに保管し、取り込みには名前が「-kickoff.json」で終わるファイルを選んでください。",
                "Keep it, and choose a file whose name ends in “-kickoff.json” to import.",
            ),
            Next::Update => (
                "ネットワークに接続してページを再読み込みし、Kickoff を更新してから、もう一度取り込んでください。",
                "Connect to the network, reload the page to update Kickoff, and import it again.",
            ),
        };
        self.pick(ja.to_owned(), en.to_owned())
    }

    fn where_exactly(self, error: &FileError) -> Option<String> {
        let at = |line: usize, column: usize| {
            self.pick(
                format!("{line} 行目 {column} 文字目"),
                format!("Line {line}, column {column}"),
            )
        };
        let line_of = |line: usize| self.pick(format!("{line} 行目"), format!("Line {line}"));
        Some(match error {
            FileError::NotJson { line, column } | FileError::Broken { line, column } => {
                let at = at(*line, *column);
                self.pick(format!("{at}を JSON として読み取れません。"), format!("{at}: not JSON."))
            }
            FileError::NotUtf8 { line, .. } => {
                let at = line_of(*line);
                self.pick(
                    format!("{at}を UTF-8 として読み取れません。"),
                    format!("{at}: not UTF-8."),
                )
            }
            FileError::CutOff { line } => {
                let at = line_of(*line);
                self.pick(format!("{at}で終わっています。"), format!("{at}: the end."))
            }
            FileError::TooDeep { line } => {
                let at = line_of(*line);
                self.pick(
                    format!("{at}の入れ子が深すぎます。"),
                    format!("{at}: nested too deeply."),
                )
            }
            FileError::TooMuch { line } => {
                let at = line_of(*line);
                self.pick(format!("{at}から先です。"), format!("{at}: from here on."))
            }
            FileError::OtherFormat { found } => {
                let found = found.as_deref().map_or("–".to_owned(), short);
                format!("format: {found}")
            }
            FileError::Newer { found } => format!("schema: {found}"),
            FileError::OtherSealing { found } => short(found),
            FileError::Malformed { path, expected } => {
                let path = short(path);
                let (ja, en) = bounded_words(*expected);
                self.pick(
                    format!("{path} に必要な値: {ja}"),
                    format!("{path}: {en} is needed here."),
                )
            }
            FileError::NameTwice { path, line } => format!("{} ({})", short(path), line_of(*line)),
            FileError::Incomplete { of, .. } => match of {
                Counted::Engagements => "counts.engagements".to_owned(),
                Counted::Fields => "counts.fields".to_owned(),
                Counted::Entries => "counts.entries".to_owned(),
            },
            FileError::Twice { path, .. } => short(path),
            FileError::TooLarge { .. }
            | FileError::Empty
            | FileError::Sealed
            | FileError::OtherKind(_)
            | FileError::Wide(_)
            | FileError::RawData
            | FileError::Nothing => return None,
        })
    }

    /// What a person calls the field that a path leads to, such as
    /// `engagements[0].fields.fact/seats.value`.
    fn field_at(self, path: &str, playbook: &'static Playbook) -> Option<String> {
        let (_, rest) = path.split_once("].fields.")?;
        let address = rest.split('.').scan(String::new(), |so_far, part| {
            let dot = if so_far.is_empty() { "" } else { "." };
            so_far.push_str(dot);
            so_far.push_str(part);
            Some(so_far.clone())
        });
        // An item's id has a dot in it, so the longest that is a field.
        let field = address.filter_map(|it| Field::parse(&it, playbook)).last()?;
        // Entries go without their names: what is in the file was not read.
        let blank = Engagement::restored(EngagementId::coined(0), Edition::of(playbook));
        Some(Named { engagement: &blank, playbook, words: self }.field(field))
    }

    /// What stands between two sentences.
    pub fn between_sentences(self) -> &'static str {
        match self.0 {
            Lang::Ja => "",
            Lang::En => " ",
        }
    }
}

fn kind_of_file(kind: OtherKind) -> (&'static str, &'static str) {
    match kind {
        OtherKind::Gzip => ("gzip で圧縮されたファイルです。", "It is a gzip archive."),
        OtherKind::Zip => ("ZIP で圧縮されたファイルです。", "It is a ZIP archive."),
        OtherKind::Excel => ("Excel のファイルです。", "It is an Excel workbook."),
        OtherKind::Word => ("Word のファイルです。", "It is a Word document."),
        OtherKind::PowerPoint => {
            ("PowerPoint のファイルです。", "It is a PowerPoint presentation.")
        }
        OtherKind::OldOffice => {
            ("Office または Outlook のファイルです。", "It is a file of Office or Outlook.")
        }
        OtherKind::Pdf => ("PDF ファイルです。", "It is a PDF document."),
        OtherKind::Picture => ("画像ファイルです。", "It is a picture."),
        OtherKind::WebPage => (
            "Web ページです。リンク先のファイルではなく、ページが保存されています。",
            "It is a web page: the page was saved instead of the file that it links to.",
        ),
        OtherKind::Binary => ("テキスト ファイルではありません。", "It is not a text file."),
    }
}

fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf16 => "UTF-16",
        Encoding::Utf32 => "UTF-32",
        Encoding::ShiftJis => "Shift_JIS",
        Encoding::EucJp => "EUC-JP",
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

/// What belongs at a place, with its bounds.
fn bounded_words(expected: Expected) -> (String, String) {
    let (ja, en) = match expected {
        Expected::Within { least, most } => {
            return (
                format!("{least} から {most} までの整数"),
                format!("a whole number from {least} to {most}"),
            );
        }
        Expected::Base64 { least } => {
            return (
                format!("{least} バイト以上を表す base64"),
                format!("base64 of {least} bytes or more"),
            );
        }
        other => expected_words(other),
    };
    (ja.to_owned(), en.to_owned())
}

fn expected_words(expected: Expected) -> (&'static str, &'static str) {
    match expected {
        Expected::Within { .. } => ("範囲内の整数", "a whole number within its bounds"),
        Expected::Base64 { .. } => ("base64", "base64"),
        Expected::Object => ("オブジェクト { }", "an object { }"),
        Expected::List => ("配列 [ ]", "a list [ ]"),
        Expected::Count => ("0 以上の整数", "a whole number from 0 up"),
        Expected::Text => ("文字列", "a text"),
        Expected::EngagementId => ("エンゲージメントの ID", "an engagement's id"),
        Expected::Schema => ("スキーマの番号", "a schema number"),
        Expected::Stamp => (
            "変更日時 (例: 2026-11-22T01:02:03.004Z/0/1a2b3c4d)",
            "the moment of a change, such as 2026-11-22T01:02:03.004Z/0/1a2b3c4d",
        ),
        Expected::Customer => ("お客様名", "a customer's name"),
        Expected::Value(kind) => match kind {
            Kind::Text | Kind::LongText | Kind::Name | Kind::Link | Kind::Service => {
                ("空でない文字列", "a text that is not empty")
            }
            Kind::Day => ("日付 (例: 2026-11-22)", "a date such as 2026-11-22"),
            Kind::Moment => {
                ("日時 (例: 2026-11-22T10:30)", "a date and time such as 2026-11-22T10:30")
            }
            Kind::Count => ("0 以上の整数", "a whole number from 0 up"),
            Kind::Flag => ("true または false", "true or false"),
            Kind::Choice(_) => ("選択肢のコード", "the code of a choice"),
            Kind::Mark => ("項目の状態 (done など)", "the state of an item, such as done"),
        },
    }
}
