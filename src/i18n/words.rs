//! Every sentence that the interface can say, by language.

use crate::domain::text::Lang;

/// The words of one language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Words(pub Lang);

/// Declares sentences without a blank: Japanese, then English.
macro_rules! words {
    ($all:ident: $($name:ident = $ja:literal, $en:literal;)*) => {
        impl Words {
            $(pub fn $name(self) -> &'static str {
                match self.0 { Lang::Ja => $ja, Lang::En => $en }
            })*

            /// All of them, for the test that none is empty.
            #[cfg(test)]
            pub(super) fn $all(self) -> Vec<(&'static str, &'static str)> {
                vec![$((stringify!($name), self.$name())),*]
            }
        }
    };
}
pub(super) use words;

words! {
    all:
    app_name = "キックオフ", "Kickoff";
    app_line = "FastTrack カスタマー キックオフを、割り当てから引き渡しまで。",
        "The FastTrack customer kickoff, from assignment to hand-off.";
    language_other = "English", "日本語";
    skip_to_content = "本文へ移動", "Skip to content";
    home = "エンゲージメント一覧", "Engagements";
    data = "データと安全", "Data and safety";
    close = "閉じる", "Close";
    cancel = "キャンセル", "Cancel";
    back = "戻る", "Back";
    undo = "元に戻す", "Undo";
    redo = "やり直す", "Redo";
    taken_back = "操作を取り消しました。", "Undone.";
    not_taken_back = "取り消しややり直しができませんでした。", "That could not be undone or redone.";
    yes = "はい", "Yes";
    no = "いいえ", "No";
    not_asked = "未確認", "Not asked yet";
    more = "その他の操作", "More actions";
    delete = "削除", "Delete";
    details = "詳細", "Details";
    details_and_note = "メモと詳細", "Notes and details";
    loading = "読み込んでいます…", "Loading…";
    not_loaded_title = "この画面を読み込めませんでした", "This screen could not be loaded";
    not_loaded_line = "ネットワークに接続してから、もう一度お試しください。保存済みのデータはこのブラウザーに残っています。",
        "Connect to the network and try again. What was saved is still in this browser.";
    try_again = "もう一度試す", "Try again";
    nowhere_title = "このアドレスの画面はありません", "There is no screen at this address";
    nowhere_line = "リンクが古いか、途中で切れている可能性があります。", "The link may be old or cut off.";

    // The list.
    new_engagement = "新しいエンゲージメント", "New engagement";
    new_engagement_hint = "お客様ごとに 1 件作成します。名前は後から変更できます。",
        "One per customer. The name can be changed later.";
    customer_name = "お客様名", "Customer name";
    customer_needed = "お客様名を入力してください。", "Enter the customer's name.";
    create = "作成", "Create";
    open_file = "ファイルを取り込む", "Open a file";
    export_all = "すべて書き出す", "Export all";
    find = "名前で探す", "Find by name";
    no_engagements_title = "まだエンゲージメントがありません", "No engagements yet";
    no_engagements_line = "「新しいエンゲージメント」から始めるか、受け取ったファイルを取り込んでください。",
        "Start with a new engagement, or open a file that you were given.";
    none_found = "一致するエンゲージメントはありません。検索語を変えてください。",
        "No engagement matches. Try another name.";
    column_customer = "お客様", "Customer";
    column_motion = "モーション", "Motion";
    column_progress = "進捗", "Progress";
    column_due = "期限", "Due";
    column_export = "最後の書き出し", "Last export";
    next_thing = "次にすること", "Next";
    nothing_due = "期限なし", "Nothing due";
    never_exported = "未書き出し", "Never exported";
    unchanged_since = "以降変更なし", "no changes since";
    changed_since = "以降変更あり", "changed since";
    motion_unknown = "モーション未確認", "Motion not asked yet";
    rename = "名前を変更", "Rename";
    export = "書き出す", "Export";
    deleted_can_undo = "ごみ箱に移しました。", "Moved to the bin.";
    delete_title = "このエンゲージメントを削除しますか", "Delete this engagement?";
    delete_line = "ごみ箱に移します。「データと安全」からいつでも戻せます。先に書き出しておくと、このブラウザーのデータが消えた場合にも残ります。",
        "It moves to the bin and can be restored from Data and safety. Export it first to keep a copy outside this browser.";
    export_first = "先に書き出す", "Export first";
    damaged = "読み取れません", "Cannot be read";
    damaged_line = "保存された内容を読み取れません。元のテキストはそのまま残しています。ダウンロードして保管してください。",
        "What is stored cannot be read. The raw text is kept as it is; download it to be safe.";
    newer = "新しい版のデータ", "Data of a newer version";
    newer_line = "新しい版のアプリで保存されています。このアプリを更新すると開けます。ブラウザーのデータは消去しないでください。",
        "It was saved by a newer version of the app. Update the app to open it. Do not clear your browser's storage.";
    set_aside = "一覧から外す (元のテキストは残す)", "Take off the list (the raw text is kept)";
    download_raw = "元のテキストをダウンロード", "Download raw text";

    // An engagement.
    engagement = "エンゲージメント", "Engagement";
    setup = "設定", "Setup";
    setup_title = "エンゲージメントの設定", "Engagement setup";
    setup_lead = "わかっていることだけ答えてください。「未確認」のままの項目は、隠さずに判定待ちとして表示します。",
        "Answer what you know. What is not asked yet stays visible and is marked as undecided.";
    setup_basics = "基本情報", "Basics";
    setup_questions = "確認する質問", "Questions";
    setup_services = "対象のサービス", "Services in scope";
    beyond_source = "出典外", "Beyond the source";
    other_service = "その他のサービスを追加", "Add another service";
    implied = "データから判定", "From the data";
    hand_off = "引き渡し", "Hand-off";
    steps = "ステップ", "Steps";
    registers = "登録簿", "Registers";
    saved = "保存済み (このブラウザー内)", "Saved in this browser";
    saving = "保存中…", "Saving…";
    not_saved = "保存できていません", "Not saved";
    not_saved_full = "ブラウザーの保存領域に空きがありません。今すぐ書き出してください。",
        "The browser's storage is full. Export now.";
    not_saved_blocked = "ブラウザーが保存を許可していません。閉じると失われるため、今すぐ書き出してください。",
        "The browser does not allow storage. Export now: closing loses the work.";
    not_saved_withheld = "保存先に新しい版のデータがあるため、上書きしていません。今すぐ書き出してください。",
        "Newer data stands there and is not overwritten. Export now.";
    memory_only = "このブラウザーは保存を許可していません。作業はこのタブの中だけに残ります。終わる前に書き出してください。",
        "This browser does not allow storage. Your work stays in this tab only; export before you leave.";
    gone_title = "このエンゲージメントは見つかりません", "This engagement is not here";
    gone_line = "このブラウザーには保存されていません。別のブラウザーで作成された場合は、ファイルを取り込んでください。",
        "It is not stored in this browser. If it was made elsewhere, open its file.";
    role = "主な役割", "Role";
    motions = "モーション", "Motions";
    applies_to = "適用対象", "Applies to";
    mandatory = "必須", "Mandatory";
    optional = "任意", "Optional";
    due_now = "実施が必要", "Due";
    task_without_number = "ID なし", "No ID";
    task_name_in_ftop = "FTOP での名称", "Name in FTOP";
    undecided = "判定待ち", "Undecided";
    undecided_by = "次の質問で決まります", "Decided by";
    not_applicable = "対象外", "Not applicable";
    waived = "見送り", "Waived";
    met_by_data = "データから確認済み", "Met by the data";
    mark_open = "未完了", "Open";
    mark_done = "完了", "Done";
    mark_not_applicable = "対象外にする", "Not applicable";
    mark_waived = "見送る", "Waive";
    mark_not_met = "まだ満たしていない", "Not met yet";
    state = "状態", "State";
    reason = "理由", "Reason";
    done_needs_reason = "理由を「根拠」か「メモ」に書いてください。",
        "Write the reason under evidence or note.";
    done_needs_note = "理由を「メモ」に書いてください。", "Write the reason under note.";
    reason_needed = "理由を入力してください。入力するまで状態は変わりません。",
        "Give a reason. Until then the state does not change.";
    note = "メモ", "Note";
    owner = "担当", "Owner";
    evidence = "根拠 (誰が何を言ったか)", "Evidence (who said what)";
    source_note = "原文の表現について", "About the source's wording";
    source_reads = "原文から受ける印象", "What it suggests";
    source_means = "実際の意味", "What is meant";
    links = "参考リンク", "References";
    links_hint = "2020 年の資料です。オフラインでは開けません。", "References of 2020; they need a network.";
    kept_while_out = "入力した内容は残っています", "What was entered is kept";
    new_tab = "(新しいタブで開く)", "(opens in a new tab)";
    nothing_to_tick = "確認だけのステップです", "Nothing to tick here";
    gate_open = "次のプレイブックに進めます", "The next playbooks may begin";
    gate_shut = "次のプレイブックはまだ始められません", "The next playbooks cannot begin yet";
    gate_missing = "残っている項目", "What is missing";
    gate_waived = "見送った成果", "Waived outcomes";
    gate_locked = "ロック中", "Locked";
    gate_unlocked = "開始できます", "May begin";
    gate_outcome = "成果", "Outcome";
    gate_task = "必須タスク", "Mandatory task";
    revisions = "更新履歴", "Revision history";
    about_playbook = "このプレイブックについて", "About this playbook";
    date = "日付", "Date";
    changed_by = "変更者", "Changed by";
    change = "変更内容", "Change";

    // Services, DIBS and SSAT.
    no_services_title = "対象のサービスがまだありません", "No services in scope yet";
    no_services_line = "「設定」で対象のサービスを選ぶと、ここにサービスごとの欄が並びます。",
        "Choose the services in Setup; each gets its place here.";
    choose_services = "サービスを選ぶ", "Choose services";
    same_for_all = "すべてのサービスに同じ内容を入れる", "Same for all services";
    same_for_all_hint = "入力した項目を、対象のすべてのサービスに書き込みます。空欄の項目は変わりません。",
        "What you fill in is written to every service in scope. Empty fields change nothing.";
    apply_to_all = "すべてに反映", "Apply to all";
    applied_to_all = "すべてのサービスに反映しました。", "Applied to all services.";
    part_missing = "なし", "Missing";
    part_noted = "記入済み・未確認", "Noted, not confirmed";
    part_complete = "あり", "There";
    overview_of_services = "サービス別の状況 (4+4)", "4+4 by service";
    service = "サービス", "Service";
    blocker_help = "ブロッカーへの対応を確認してください", "Look at the blocker help";

    follow_up_add = "フォローアップを追加", "Add the follow-up";
    follow_up_added = "フォローアップに追加しました。日付は登録簿で入力できます。",
        "Added to the follow-ups. Give it a date in the register.";
    follow_up_planned = "追加済み:", "On the list:";

    // Registers.
    add = "追加", "Add";
    remove_entry = "この行を削除", "Remove this entry";
    removed_entry = "行を削除しました。", "Entry removed.";
    unnamed = "(名称未入力)", "(unnamed)";
    choose = "選択してください", "Choose";
    no_service_chosen = "サービスの指定なし", "No particular service";
    not_a_web_address = "http または https のアドレスではないため、文字として表示しています。",
        "Not an http or https address, so it is shown as text.";

    // Deadline and completion.
    assigned_future = "割り当て日時が未来になっています。日時を確認してください。",
        "The assignment lies in the future. Check its date.";
    contact_before = "連絡日時が割り当てより前になっています。どちらかの日時を確認してください。",
        "The contact lies before the assignment. Check both dates.";
    contact_future = "連絡日時が未来になっています。実際に連絡した日時を入力してください。",
        "The contact lies in the future. Enter when it really happened.";
    deadline_met = "期限内に連絡済みです", "Contacted in time";
    deadline_missed = "期限後に連絡しました", "Contacted after the deadline";
    deadline_needs = "モーションと割り当て日時を入力すると、期限を計算します。",
        "Enter the motion and the assignment to see the deadline.";
    deadline_none = "休業日の設定により、期限を計算できません。登録簿の休業日を確認してください。",
        "No deadline can be worked out: too many closed days. Check that register.";
    skipped_days = "数えなかった日", "Days not counted";
    provisional = "推定", "Provisional";
    provisional_why = "祝日がまだ公式に確定していない年を含みます。", "It rests on holidays that are not official yet.";
    contacted_now = "今、連絡した", "Contacted just now";
    enablement = "有効化", "Enablement";
    migration = "移行", "Migration";
    disengagement = "エンゲージメントの終了", "Disengagement";
    seats_unknown = "シート数が未入力のため判定できません", "No verdict: the seats are not known";
    target_unknown = "目標数が未入力のため判定できません", "No verdict: the target is not known";
    zero_target = "0 のため判定できません。数字を確認してください", "No verdict: the number is 0. Check it";
    ended_early = "完了を確認できないまま、終了タスクが完了になっています。数字とタスクを確認してください。",
        "The disengagement task is ticked although completion is not established. Check the numbers and the task.";
    zone_unknown = "このブラウザーが知らないタイム ゾーン名です。この端末の時計で数えています。例: Asia/Tokyo",
        "The browser knows no such time zone and counts by this device's clock. Example: Asia/Tokyo";
    zone_changed = "タイム ゾーンが後から変更されました。入力済みの日時はそのままで、期限は新しいタイム ゾーンの時計で数えます。",
        "The time zone was changed later. Times stay as typed; the deadline now counts by the new zone's clock.";
    migration_not_needed = "移行は不要です", "No migration required";
    not_ready = "有効化または移行の完了を確認できていません",
        "Enablement or migration is not known to be complete";
    disengaged = "終了しています", "Disengaged";
    ready_but = "終了の準備ができています", "Ready to disengage";
    discussion_missing = "完了についての話し合いがまだです", "the completion talk is missing";
    task_missing = "終了タスクがまだです", "the disengagement task is missing";
    more_users_than_seats = "アクティブ ユーザー数がシート数を超えています。どちらかの数字を確認してください。",
        "More active users than seats. Check both numbers.";

    // Export and import.
    hand_off_title = "デリバリー チームへの引き渡し", "Hand-off to the delivery team";
    hand_off_lead = "このエンゲージメントを 1 つの JSON ファイルに書き出します。受け取る側は同じアプリで開くだけです。",
        "Export this engagement as one JSON file. The delivery team opens it in the same app.";
    export_button = "JSON を書き出す", "Export JSON";
    export_checked = "書き出したファイルを読み戻し、内容が一致することを確認しました。",
        "The file was read back and matches.";
    export_failed = "書き出しに失敗しました。ファイルの内容を読み戻して確認できませんでした。もう一度お試しください。",
        "The export failed: the file could not be read back. Try again.";
    file_contents = "ファイルの内容", "What the file holds";
    file_summary = "読める要約", "Readable summary";
    import_title = "ファイルを取り込む", "Open a file";
    import_lead = "受け取った JSON ファイルを選んでください。内容を確認してから取り込みます。選んだだけでは何も変わりません。",
        "Choose the JSON file you were given. You see what it will do first; choosing changes nothing.";
    choose_file = "ファイルを選ぶ", "Choose a file";
    import_reading = "読み取り中…", "Reading…";
    import_preview = "取り込む内容", "What will happen";
    import_new = "新しく追加します", "Will be added";
    import_same = "同じ内容がすでにあります。何もしません。", "Already here, and identical. Nothing to do.";
    import_exists = "同じエンゲージメントがすでにあります", "This engagement is here already";
    import_keep_both = "両方を残す (コピーとして追加)", "Keep both (add as a copy)";
    import_replace = "置き換える (安全のためのコピーを残す)", "Replace (a safety copy is kept)";
    import_skip = "取り込まない", "Leave out";
    import_apply = "取り込む", "Import";
    import_done = "取り込みました。", "Imported.";
    import_failed = "取り込みを中止しました。何も変わっていません。", "Import stopped. Nothing has changed.";
    import_unreadable = "ファイルを読み取れませんでした。何も変わっていません。", "The file cannot be used. Nothing has changed.";
    import_here = "この端末の内容", "Here";
    import_there = "ファイルの内容", "In the file";
    import_unknown_fields = "新しい版の項目が含まれています。そのまま保持します。",
        "It holds fields of a newer version; they are carried along.";
    copy_suffix = "(コピー)", "(copy)";

    // Data and safety.
    data_title = "データと安全", "Data and safety";
    data_lead = "データはこのブラウザーの中だけにあります。サーバーには送信しません。ブラウザーのデータを消去すると失われるため、書き出したファイルだけが控えになります。",
        "Your data is in this browser only and is sent nowhere. Clearing the browser's data loses it; an exported file is the only backup.";
    where_title = "何がどこに保存されるか", "What is stored where";
    where_work = "エンゲージメント、ごみ箱、安全のためのコピー、言語の設定: このブラウザーの保存領域 (localStorage)。エンゲージメントとごみ箱は、突然の終了に備えて IndexedDB にも書きます。削除するまで残ります。",
        "Engagements, bin, safety copies and the language: in this browser's storage (localStorage), engagements and bin in IndexedDB too, against a sudden end; until you delete them.";
    where_app = "アプリのファイル: このブラウザーのキャッシュ。オフラインで使うためのもので、お客様のデータは含みません。",
        "The files of the app: in this browser's cache, for use offline. They hold no customer data.";
    where_files = "書き出したファイル: 保存した場所。このアプリからは削除できません。",
        "Exported files: wherever you saved them. This app cannot delete those.";
    where_until = "期限はありません。ただし、シークレット ウィンドウは閉じると消え、Safari は 7 日間使わないと消すことがあり、空き容量が足りないブラウザーも消すことがあります。",
        "There is no expiry. But a private window forgets on closing, Safari may delete after 7 days without use, and so may a browser that runs out of room.";
    shared_computer = "保存データは暗号化していません。共有のパソコンでは、同じブラウザー プロファイルを使う人が内容を見られます。終わったら書き出して、下の「すべて削除」を実行してください。",
        "What is stored is not encrypted. On a shared computer, whoever uses this browser profile can read it. When you are done, export, then delete everything below.";
    delete_all = "すべて削除", "Delete everything";
    delete_all_title = "このブラウザーの Kickoff のデータをすべて削除しますか", "Delete all data of Kickoff in this browser?";
    delete_all_line = "エンゲージメント、ごみ箱、コピー、設定、オフライン用のファイルを削除します。元に戻せません。同じサイトの他のアプリには触れません。",
        "Engagements, bin, copies, settings and the files for offline use are deleted. This cannot be undone. Other apps on this site are left alone.";
    delete_all_type = "続けるには「削除」と入力してください", "To go on, type DELETE";
    delete_all_word = "削除", "DELETE";
    kept_title = "ごみ箱と安全のためのコピー", "Bin and safety copies";
    kept_none = "何もありません。", "Nothing here.";
    kept_deleted = "削除したもの", "Deleted";
    kept_unreadable = "読み取れなかったテキスト", "Unreadable text";
    restore = "元に戻す", "Restore";
    drop_for_good = "完全に削除", "Delete for good";
    drop_for_good_title = "完全に削除しますか", "Delete for good?";
    drop_for_good_line = "この操作は元に戻せません。", "This cannot be undone.";
    restored = "元に戻しました。", "Restored.";
    update_ready = "新しい版があります。", "A new version is ready.";
    update_now = "更新する", "Update";
    update_refused = "別のタブに保存できていない内容があるため、まだ更新できません。そのタブを確認してください。",
        "Another tab has something that is not saved, so the update has to wait. Look at that tab.";
    update_unsaved = "保存できていない内容があるため、まだ更新できません。ダウンロードしてから、ブラウザーで再読み込みすることもできます。",
        "Something is not saved, so the update has to wait. You can also download it and then reload in the browser.";
    storage_unreadable = "ブラウザーの保存領域を読み取れません。", "The browser's storage cannot be read.";
}

impl Words {
    /// The sentence of this language.
    pub(super) fn pick(self, ja: String, en: String) -> String {
        match self.0 {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// What to call an engagement that cannot be read, and what to do about it.
    pub fn why_unreadable(self, is_newer: bool) -> (&'static str, &'static str) {
        if is_newer {
            (self.newer(), self.newer_line())
        } else {
            (self.damaged(), self.damaged_line())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_is_empty_and_japanese_is_japanese() {
        let all = |it: Words| [it.all(), it.all_about_safety()].concat();
        for (name, text) in all(Words(Lang::Ja)) {
            assert!(!text.trim().is_empty(), "{name}");
            assert!(!text.is_ascii() || name.starts_with("language"), "{name}: {text}");
        }
        for (name, text) in all(Words(Lang::En)) {
            assert!(!text.trim().is_empty(), "{name}");
        }
    }
}
