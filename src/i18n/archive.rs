//! What the app says of engagements that were put away.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::text::Lang;
use crate::store::archive::{ArchiveError, NotMoved};
use crate::store::key_value::StoreError;

words! {
    all_about_archive:
    archived = "アーカイブ済み", "Archived";
    archive = "アーカイブ", "Archive";
    unarchive = "アーカイブから戻す", "Unarchive";
    archived_done = "アーカイブしました。開くとアーカイブから戻ります。", "Archived. Opening it unarchives it.";
    unarchived_done = "アーカイブから戻しました。", "Unarchived.";
    unarchiving = "アーカイブから戻しています…", "Unarchiving…";
    not_archived = "アーカイブしていません。", "Not archived.";
    not_unarchived = "アーカイブから戻せませんでした。内容はアーカイブに残っています。",
        "It could not be unarchived and is still in the archive.";
    archive_missing = "このブラウザーはアーカイブの保存先 (IndexedDB) を提供していません。すべて作業用の領域に保存します。",
        "This browser offers no IndexedDB for an archive, so everything stays in working storage.";
    archive_line = "作業用の領域が半分を超えると、最も長く変更していないエンゲージメントから順に、同じブラウザー内のアーカイブへ移します。一覧には残り、開くとアーカイブから戻ります。",
        "Once working storage is half full, engagements that have gone unchanged longest move to the archive in the same browser. They stay on the list, and opening one unarchives it.";
    archive_not_there = "ブラウザーがアーカイブの保存先 (IndexedDB) を開けません。プライベート ウィンドウを閉じるか、サイトのデータの保存を許可してから、もう一度お試しください。",
        "The browser does not open IndexedDB, where the archive is. Allow site data or leave private browsing, then try again.";
    archive_not_kept = "アーカイブに保存した内容を読み戻せませんでした。ディスクの空きを確認してから、もう一度お試しください。",
        "What was saved in the archive could not be read back. Check that the disk has room, then try again.";
    archive_withheld = "読み取れない部分や、保存できていない変更があります。開いて確認してから、もう一度お試しください。",
        "Part of it cannot be read, or a change is not saved. Open it and check, then try again.";
    kept_not_in_archive = "この内容は、ブラウザーのアーカイブから消えています。書き出したファイルがあれば取り込み、なければ「完全に削除」で一覧から外してください。",
        "Its content is gone from the browser's archive. Import an exported file if there is one; otherwise delete this entry permanently.";
    archive_in_use = "移している間に変更されました。もう一度お試しください。",
        "It was changed meanwhile. Try again.";
    archived_only = "アーカイブにあるため、ここでは変更できません。一覧から開いてください。アーカイブから戻ります。",
        "It is archived and cannot be changed here. Open it from the list to unarchive it.";
}

sentences! {
    archive_was_stale(name: &str) = "「{name}」は、アーカイブに最後に移した内容より古い状態で見つかりました。書き出したファイルがあれば、取り込むと統合できます。",
        "“{name}” was found in the archive in an older state than was last moved there. If you have an exported file, importing it merges what is missing.";
    archived_count(count: usize) = "アーカイブ済みは {count} 件です。", "{count} archived.";
}

impl Words {
    /// Why something was not moved, and what to do about it.
    pub fn why_not_moved(self, why: NotMoved) -> &'static str {
        match why {
            NotMoved::Archive(ArchiveError::Missing) => self.archive_not_there(),
            NotMoved::Archive(ArchiveError::NotKept) => self.archive_not_kept(),
            NotMoved::Store(StoreError::Full) => self.kept_full(),
            NotMoved::Store(StoreError::Blocked | StoreError::NotKept) => self.kept_blocked(),
            NotMoved::Withheld => self.archive_withheld(),
            NotMoved::InUse => self.archive_in_use(),
        }
    }
}
