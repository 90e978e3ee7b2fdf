//! What the app says of the file that an engagement is saved to again and again.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::text::Lang;
use crate::store::same_file::Left;
use crate::store::team_folder::FolderError;

words! {
    all_about_same_files:
    save_to_file = "ファイルに保存", "Save to a file";
    save_to_same_file = "同じファイルに保存", "Save to the same file again";
    save_to_other_file = "別のファイルに保存", "Save to another file";
    save_to_existing_file = "既存のファイルに統合して保存", "Merge and save to an existing file";
    same_file_hint = "保存の前にファイルを読み、その間に加えられた変更があれば統合します。別の内容に変わったファイルは上書きしません。",
        "Before saving, the file is read, and changes made in it meanwhile are merged. A file that has become something else is left alone.";
    same_file_denied = "ファイルへのアクセスが許可されませんでした。もう一度保存し、ブラウザーの確認画面で許可してください。",
        "Access to the file was not allowed. Try again, and allow access when the browser asks.";
    same_file_gone = "ファイルが見つかりません。移動または削除されたか、名前が変わった可能性があります。別のファイルに保存してください。",
        "The file was not found. It may have been moved, renamed or deleted. Choose another file to save to.";
    same_file_full = "ディスクの空き容量が足りないため、保存していません。空きを増やしてから、もう一度保存してください。",
        "The disk is full, so nothing was saved. Make room, and then save again.";
    same_file_locked = "他のプログラムがファイルを使用しているため、保存していません。そのプログラムを閉じてから、もう一度保存してください。",
        "Another program is using the file, so nothing was saved. Try again once that program is closed.";
    same_file_not_kept = "保存した内容を正しく読み戻せませんでした。もう一度保存してください。続く場合は、別のファイルに保存してください。",
        "What was saved could not be read back correctly. Try again. If this goes on, choose another file.";
    same_file_other = "ファイルを読み書きできませんでした。もう一度保存してください。続く場合は、別のファイルに保存してください。",
        "The file could not be read or written. Try again. If this goes on, choose another file.";
    same_file_sealed = "ファイルがパスフレーズで保護されているため、上書きしていません。別のファイルに保存してください。",
        "The file is sealed with a passphrase, so it was not written over. Choose another file to save to.";
    same_file_several = "ファイルに複数のエンゲージメントが入っているため、上書きしていません。別のファイルに保存してください。",
        "The file holds several engagements, so it was not written over. Choose another file to save to.";
    same_file_apart = "ファイルの内容とはプレイブックの版が異なり、統合できないため、上書きしていません。別のファイルに保存してください。",
        "The file is of another edition of the playbook and cannot be merged, so it was not written over. Choose another file to save to.";
    same_file_unread = "ファイルの内容を取り込めないため、上書きしていません。",
        "The content of the file cannot be imported, so it was not written over.";
    same_file_elsewhere = "必要なければ、別のファイルに保存してください。", "If you do not need it, choose another file to save to.";
    same_file_not_merged = "ファイルにある変更をこのブラウザーに保存できないため、統合も上書きもしていません。",
        "The changes in the file could not be saved in this browser, so nothing was merged or written over.";
}

sentences! {
    same_file_named(name: &str) = "保存先: {name}", "File: {name}";
    same_file_saved(name: &str) = "{name} に保存しました", "Saved to {name}";
    same_file_merged(name: &str) = "ファイルに加えられていた変更を統合し、{name} に保存しました", "Changes made in the file were merged, and all of it saved to {name}";
    same_file_of_other(customer: &str) = "ファイルの内容が別のエンゲージメント ({customer}) に変わっているため、上書きしていません。別のファイルに保存してください。",
        "The file now holds another engagement ({customer}), so it was not written over. Choose another file to save to.";
}

impl Words {
    /// Why the file could not be read or written, and what to do next.
    pub fn same_file_error(self, why: FolderError) -> &'static str {
        match why {
            FolderError::NoPermission => self.same_file_denied(),
            FolderError::Gone => self.same_file_gone(),
            FolderError::Full => self.same_file_full(),
            FolderError::Locked => self.same_file_locked(),
            FolderError::NotKept => self.same_file_not_kept(),
            FolderError::Other => self.same_file_other(),
        }
    }

    /// Why a file was not written over; `wrong` says what is wrong with one that cannot be read.
    pub fn same_file_left(self, why: &Left, wrong: impl Fn() -> String) -> String {
        match why {
            Left::Unreadable(_) => {
                let said = [self.same_file_unread(), &wrong(), self.same_file_elsewhere()];
                said.join(self.between_sentences())
            }
            Left::Sealed => self.same_file_sealed().to_owned(),
            Left::Other { customer } => self.same_file_of_other(self.called(customer)),
            Left::Several => self.same_file_several().to_owned(),
            Left::Apart => self.same_file_apart().to_owned(),
        }
    }
}
