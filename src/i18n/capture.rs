//! What the app says about the line in which anything is noted.

use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_capture:
    note_line = "記録 (C)", "Note (C)";
    line_label = "1 行で記録", "Note in one line";
    line_placeholder = "例: 宿題: 佐藤 11/30 ライセンス表を送る", "For example: action: Sato 11/30 send the licence list";
    line_file = "記録する", "File";
    line_help = "書き方", "How to write";
    line_help_lead = "行の始めに種類とコロンを書くと、その一覧に記録します。種類を書かない行は「未整理のメモ」に残します。",
        "Begin the line with what it is and a colon. A line without one is kept under unsorted notes.";
    line_help_keys = "Enter: 記録する / 上矢印キー: 読み取った内容へ移動 / Alt+Backspace: 読み取りを 1 つやめる / Ctrl+Z: 直前の記録を取り消す / Esc: 行から離れる",
        "Enter: file. Arrow up: go to what was understood. Alt+Backspace: refuse the last of it. Ctrl+Z: take back what was just filed. Esc: leave the line.";
    line_parts = "読み取った内容", "What was understood";
    line_kind = "記録先", "Filed as";
    line_to_question = "どの質問への回答か", "Which question it answers";
    line_no_question = "(質問なし)", "(No question)";
    line_nothing = "記録する内容がありません。コロンの後に内容を書いてください。", "There is nothing to file yet. Write something after the colon.";
    line_refused = "記録できませんでした。文字は行に残っています。", "It could not be filed. The text is still in the line.";
    line_taken_back = "記録を取り消し、文字を行に戻しました。", "Taken back. The text is in the line again.";
    pasted_title = "貼り付けた行の確認", "Check the pasted lines";
    pasted_line = "チェックを入れた行を、読み取った内容のとおりに記録します。", "The ticked lines are filed as they were understood.";
    lines_filed = "貼り付けた行を記録しました。", "The pasted lines were filed.";
    sort_to = "振り分け先", "Move to";
    sorted = "メモを振り分けました。", "The note was moved.";
    line_show = "開く", "Show";
}

impl Words {
    /// What was filed as what.
    pub fn filed_as(self, kind: &str, text: &str) -> String {
        match self.0 {
            Lang::Ja => format!("記録しました。{kind}: {text}"),
            Lang::En => format!("Filed. {kind}: {text}"),
        }
    }

    /// The button that files so many lines.
    pub fn file_count(self, count: usize) -> String {
        match self.0 {
            Lang::Ja => format!("{count} 行を記録する"),
            Lang::En => format!("File {count} lines"),
        }
    }

    /// How many lines are not drawn.
    pub fn pasted_more(self, count: usize) -> String {
        match self.0 {
            Lang::Ja => format!("他に {count} 行あります。表示していない行も記録します。"),
            Lang::En => format!("There are {count} more lines; they are filed too."),
        }
    }

    /// The button that takes one part as text.
    pub fn refuse_part(self, part: &str) -> String {
        match self.0 {
            Lang::Ja => format!("{part} (文字に戻す)"),
            Lang::En => format!("{part} (as text)"),
        }
    }
}
