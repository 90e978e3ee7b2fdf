//! What the app says of the team folder.

use super::words::{Words, words};
use crate::domain::text::Lang;
use crate::store::team_folder::FolderError;

words! {
    all_about_team_folders:
    team_folder = "チームフォルダー", "Team folder";
    team_lead = "OneDrive や SharePoint などで同期しているフォルダーを選ぶと、チームの変更を自動で統合します。各端末が書き込むのは自分のファイルだけなので、競合コピーはできません。",
        "Choose a folder that your team already syncs, such as in OneDrive or SharePoint, and everybody's changes are merged. Each device writes only its own files, so there are no conflict copies.";
    team_all = "この端末のエンゲージメントは、すべてフォルダーに書き込まれます。フォルダーを開ける人は、社内のみの内容も読めます。",
        "All engagements on this device are written to the folder. Whoever can open the folder can read them, including what is internal.";
    team_choose = "チームフォルダーを選ぶ", "Choose a team folder";
    team_choose_other = "別のフォルダーを選ぶ", "Choose another folder";
    team_unsupported = "このブラウザーではフォルダーを選べません。Chrome または Edge で開くか、ファイルの書き出しと取り込みで受け渡してください。",
        "This browser cannot open folders. Open Kickoff in Chrome or Edge, or export and import files instead.";
    team_who = "チームに表示する名前", "Your name for the team";
    team_who_hint = "最後に書き込んだ人として表示されます。空欄でもかまいません。", "Shown as who wrote last. It may be left empty.";
    team_sync_now = "今すぐ同期", "Sync now";
    team_leave = "チームフォルダーの使用をやめる", "Stop using the team folder";
    team_left = "チームフォルダーの使用をやめました。フォルダーのファイルは残っています。",
        "The team folder is no longer used. Its files are still there.";
    team_allow = "フォルダーへのアクセスを許可", "Allow access to the folder";
    team_paused = "ブラウザーがフォルダーへのアクセスを止めています。同期を再開するには、許可してください。",
        "The browser has paused access to the folder. Allow access to go on syncing.";
    team_resume = "チームフォルダーとの同期が止まっています。「データの管理と保護」で再開してください。",
        "Syncing with the team folder is paused. Open Data and safety to go on.";
    team_denied = "フォルダーへのアクセスが許可されませんでした。もう一度フォルダーを選び、ブラウザーの確認画面で許可してください。",
        "Access to the folder was not allowed. Choose it again, and allow access when the browser asks.";
    team_gone = "フォルダーが見つかりません。移動されたか名前が変わった可能性があります。フォルダーを選び直してください。",
        "The folder was not found. It may have been moved or renamed. Choose it again.";
    team_full = "ディスクの空き容量が足りません。空きを増やしてから、もう一度同期してください。",
        "The disk is full. Make room, and then sync again.";
    team_locked = "他のプログラムが使用しています。使い終わるのを待つか、そのプログラムを閉じてください。自動でもう一度試します。",
        "Another program is using it. Try closing that program; Kickoff tries again by itself.";
    team_not_kept = "書き込んだ内容を正しく読み戻せませんでした。自動でもう一度試します。続く場合は、ディスクと同期ツールの状態を確認してください。",
        "What was written could not be read back correctly. Kickoff tries again by itself. If this goes on, check the disk and the sync tool.";
    team_other = "読み書きできませんでした。自動でもう一度試します。続く場合は、フォルダーを選び直してください。",
        "It could not be read or written. Kickoff tries again by itself. If this goes on, choose the folder again.";
    team_apart = "この端末とはプレイブックの版が異なるため、統合できません。「ファイルを取り込む」で開いて、両方を残してください。",
        "It is of another edition of the playbook than here, so the two cannot be merged. Open it under Import a file and keep both.";
    team_unreadable_here = "この端末にある同じエンゲージメントを読み取れないため、統合していません。エンゲージメント一覧で状態を確認してください。",
        "The same engagement on this device cannot be read, so they were not merged. See the list of engagements.";
    team_not_merged = "この端末に保存できなかったため、統合していません。", "It was not merged, because it could not be saved on this device.";
    team_syncing = "同期しています…", "Syncing…";
    team_busy = "別のタブが同期しています。", "Another tab is syncing.";
    team_never = "まだ同期していません。", "Not synced yet.";
    team_absent_title = "フォルダーだけにあるエンゲージメント", "Only in the folder";
    team_absent_line = "この端末で削除したものは、自動では戻りません。", "What was deleted on this device does not come back by itself.";
    team_add = "この端末に追加", "Add to this device";
    team_latest_title = "最後に書き込んだ人と日時", "Who wrote last, and when";
    team_problems_title = "読み書きできなかったファイル", "Files that could not be read or written";
}

impl Words {
    /// Why the folder does not do as told, and what to do next.
    pub fn team_folder_error(self, why: FolderError) -> &'static str {
        match why {
            FolderError::NoPermission => self.team_paused(),
            FolderError::Gone => self.team_gone(),
            FolderError::Full => self.team_full(),
            FolderError::Locked => self.team_locked(),
            FolderError::NotKept => self.team_not_kept(),
            FolderError::Other => self.team_other(),
        }
    }
}
