//! Every sentence that the interface can say, by language.

use crate::domain::code::Audience;
use crate::domain::text::{Lang, is_blank};

/// The words of one language.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Words(pub Lang);

/// Declares sentences without a blank: Japanese, then English.
macro_rules! words {
    ($all:ident: $($name:ident = $ja:literal, $en:literal;)*) => {
        impl Words {
            $(
            /// As the interface says it in this language.
            pub fn $name(self) -> &'static str {
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
    app_name = "Kickoff", "Kickoff";
    app_line = "FastTrack カスタマー キックオフを、割り当てから引き渡しまで。",
        "The FastTrack customer kickoff, from assignment to hand-off.";
    language_other = "English", "日本語";
    fold_done_rows = "完了した項目をたたむ", "Collapse what is done";
    open_done_rows = "完了した項目を開く", "Expand what is done";
    skip_to_content = "本文へ移動", "Skip to content";
    home = "エンゲージメント一覧", "Engagements";
    data = "データの管理と保護", "Data and safety";
    close = "閉じる", "Close";
    cancel = "キャンセル", "Cancel";
    search = "検索", "Search";
    search_line = "項目、記録、エンゲージメント、ページ、操作を検索", "Search items, entries, engagements, pages and commands";
    search_keys = "↑↓ で選択、Enter で決定、Esc で閉じる", "↑↓ to choose, Enter to go, Esc to close";
    search_results = "検索結果", "Results";
    search_none = "一致するものはありません。", "Nothing matches.";
    kind_pages = "ページ", "Pages";
    kind_items = "項目", "Items";
    kind_entries = "記録", "Entries";
    kind_commands = "操作", "Commands";
    export_this = "このエンゲージメントを書き出す", "Export this engagement";
    keys = "キー操作の一覧", "Keyboard shortcuts";
    keyboard = "キーボード", "Keyboard";
    keys_line = "すべての操作をキーボードで行えます。", "Everything can be done with the keyboard.";
    keys_mac = "Mac では Ctrl の代わりに ⌘ キーを使います。", "On a Mac, use ⌘ instead of Ctrl.";
    keys_key = "キー", "Key";
    keys_does = "操作", "What it does";
    key_capture = "1 行で書き留める", "Note something in one line";
    key_meeting = "ミーティング画面を開く・戻る", "Open the meeting screen, and go back";
    key_move = "検索結果や選択肢の間を移動する", "Move through results or choices";
    key_close = "ダイアログ、記録一覧、お知らせを閉じる", "Close the dialog, the lists or the message";
    letters_on = "1 文字のキーを使う", "Use single-letter keys";
    letters_line = "音声入力などで意図せず動作する場合は、オフにしてください。文字の入力中は、オンでも動作しません。",
        "Turn this off if speech input presses them by mistake. Even when on, they do nothing while you type.";
    back = "戻る", "Back";
    undo = "元に戻す", "Undo";
    redo = "やり直す", "Redo";
    taken_back = "元に戻しました。", "Undone.";
    not_taken_back = "元に戻す・やり直す操作ができませんでした。", "That could not be undone or redone.";
    changed_elsewhere = "別のタブで変更された可能性があります。再読み込みして、内容を確認してください。",
        "Another tab may have changed it. Reload and check what is there.";
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
    nowhere_title = "ページが見つかりません", "Page not found";
    nowhere_line = "リンクが古いか、途中で切れている可能性があります。一覧から開き直してください。",
        "The link may be old or cut off. Start again from the list.";

    // The list.
    new_engagement = "新しいエンゲージメント", "New engagement";
    new_engagement_hint = "お客様ごとに 1 件作成します。必要なのはお客様名だけで、すべて後から変更できます。",
        "Create one for each customer. Only the name is needed, and everything can be changed later.";
    choose_later = "後で決める", "Decide later";
    customer_name = "お客様名", "Customer name";
    customer_needed = "お客様名を入力してください。", "Enter the customer's name.";
    not_created = "作成できませんでした。", "It could not be created.";
    not_renamed = "名前の変更を保存できませんでした。", "The new name could not be saved.";
    create = "作成", "Create";
    open_file = "ファイルを取り込む", "Import a file";
    export_all = "すべて書き出す", "Export all";
    find = "お客様・関係者・ID で探す", "Find by customer, person or ID";
    sort_by = "並べ替え", "Sort by";
    sort_changed = "更新が新しい順", "Latest change";
    sort_due = "期限が近い順", "Next deadline";
    sort_name = "名前順", "Name";
    sort_progress = "進捗が少ない順", "Least progress";
    all_of_them = "すべて", "All";
    one_service = "サービス", "Service";
    phase = "段階", "Stage";
    phase_before = "キックオフ前", "Before kickoff";
    phase_after = "キックオフ後", "After kickoff";
    phase_open = "引き渡し可能", "Ready for hand-off";
    phase_handed_off = "引き渡し済み", "Handed off";
    clear_selection = "条件をクリア", "Clear";
    save_list = "選択した一覧を CSV で保存", "Save this list as CSV";
    none_found = "一致するエンゲージメントはありません。条件を変えてください。",
        "No engagement matches. Try something else.";
    column_customer = "お客様", "Customer";
    column_motion = "モーション", "Motion";
    column_progress = "進捗", "Progress";
    column_due = "期限", "Due";
    column_export = "前回の書き出し", "Last export";
    next_thing = "次にすること", "Next";
    nothing_due = "期限なし", "Nothing due";
    never_exported = "未書き出し", "Never exported";
    motion_unknown = "モーション未確認", "Motion not asked yet";
    rename = "名前を変更", "Rename";
    export = "書き出す", "Export";
    deleted_can_undo = "ごみ箱に移しました。", "Moved to the bin.";
    not_binned = "ごみ箱に移せませんでした。", "It could not be moved to the bin.";
    not_deleted = "削除できませんでした。再読み込みして、もう一度お試しください。",
        "It could not be deleted. Reload and try again.";
    delete_title = "このエンゲージメントを削除しますか", "Delete this engagement?";
    delete_line = "ごみ箱に移します。30 日以内なら「データの管理と保護」から復元できます。このブラウザーの外にも残すには、先に書き出してください。",
        "It moves to the bin and can be restored from Data and safety for 30 days. To keep a copy outside this browser, export it first.";
    export_first = "先に書き出す", "Export first";
    damaged = "読み取れません", "Cannot be read";
    damaged_line = "保存された内容が壊れているため、開けません。元のテキストはそのまま残しています。ダウンロードして保管してください。",
        "What was saved is damaged and cannot be opened. The raw text is kept as it is; download it to be safe.";
    newer = "新しいバージョンのデータ", "Data from a newer version";
    newer_line = "新しいバージョンのアプリで保存されています。アプリを更新すると開けます。ブラウザーのデータは消去しないでください。",
        "It was saved by a newer version of the app. Update the app to open it, and do not clear the browser's data.";
    elsewhere = "このバージョンにないプレイブックです", "This version lacks its playbook";
    set_aside = "一覧から外す (元のテキストは残す)", "Remove from the list (keep the raw text)";
    not_set_aside = "一覧から外せませんでした。", "It could not be removed from the list.";
    download_raw = "元のテキストをダウンロード", "Download raw text";

    // An engagement.
    engagement = "エンゲージメント", "Engagement";
    setup = "設定", "Setup";
    setup_title = "エンゲージメントの設定", "Engagement setup";
    setup_lead = "分かっていることだけ答えてください。「未確認」のままの項目は、隠さずに判定待ちとして表示します。",
        "Answer what you know. Anything not asked yet stays visible, marked as undecided.";
    setup_basics = "基本情報", "Basics";
    setup_questions = "確認する質問", "Questions";
    setup_services = "対象のサービス", "Services in scope";
    beyond_source = "プレイブックに記載なし", "Not in the playbook";
    other_service = "その他のサービスを追加", "Add another service";
    implied = "入力内容から判定", "From your entries";
    hand_off = "引き渡し", "Hand-off";
    steps = "ステップ", "Steps";
    registers = "記録一覧", "Lists";
    saved = "保存済み (このブラウザー内)", "Saved in this browser";
    saving = "保存中…", "Saving…";
    not_saved = "保存できていません", "Not saved";
    not_saved_full = "ブラウザーの保存領域に空きがありません。今すぐ書き出してください。",
        "The browser's storage is full. Export now.";
    not_saved_blocked = "ブラウザーの設定により保存できません。タブを閉じると失われるため、今すぐ書き出してください。",
        "The browser's settings block storage. Closing the tab loses your work: export now.";
    not_saved_withheld = "新しいバージョンで保存されたデータがあるため、上書きを避けて保存を停止しています。今すぐ書き出してください。",
        "A newer version has saved this engagement. It is not overwritten, so your changes are not saved here. Export now.";
    memory_only = "このブラウザーには保存できません。入力した内容は、タブを閉じると失われます。閉じる前に書き出してください。",
        "This browser does not allow storage. Your work is lost when the tab is closed; export it first.";
    gone_title = "エンゲージメントが見つかりません", "Engagement not found";
    gone_line = "このブラウザーには保存されていません。別のブラウザーで作成した場合は、そこで書き出したファイルを取り込んでください。",
        "It is not saved in this browser. If it was created in another one, export it there and import the file here.";
    role = "主な役割", "Primary role";
    motions = "モーション", "Motions";
    applies_to = "適用対象", "Applies to";
    mandatory = "必須", "Mandatory";
    optional = "任意", "Optional";
    due_now = "実施が必要", "Due now";
    task_without_number = "ID なし", "No ID";
    task_name_in_ftop = "FTOP での名称", "Name in FTOP";
    undecided = "判定待ち", "Undecided";
    not_applicable = "対象外", "Not applicable";
    waived = "見送り", "Waived";
    met_by_data = "入力内容から確認済み", "Met by your entries";
    mark_open = "未完了", "Open";
    mark_done = "完了", "Done";
    mark_not_met = "未達成", "Not met";
    state = "状態", "State";
    reason = "理由", "Reason";
    done_needs_reason = "手動で完了にした理由を「根拠」か「メモ」に記入してください。",
        "Say why it is done under Evidence or Note.";
    done_without_reason = "手動で完了 (理由の記入なし)", "Marked as done by hand, no reason given";
    done_needs_note = "手動で完了にした理由を「メモ」に記入してください。",
        "Say why it is done under Note.";
    note = "メモ", "Note";
    owner = "担当", "Owner";
    evidence = "根拠 (誰が何を言ったか)", "Evidence (who said what)";
    audience = "共有範囲", "Audience";
    internal = "社内のみ", "Internal";
    shared = "お客様と共有", "Shared with the customer";
    source_note = "原文の表現について", "About the source's wording";
    source_reads = "原文から受ける印象", "What it suggests";
    source_means = "実際の意味", "What it means";
    links = "参考リンク", "References";
    links_hint = "2020 年の資料です。オフラインでは開けません。",
        "These date from 2020 and need a network connection.";
    kept_while_out = "入力した内容は残っています", "Your entries are kept";
    new_tab = "(新しいタブで開く)", "(opens in a new tab)";
    nothing_to_tick = "確認だけのステップです", "Nothing to tick here";
    gate_open = "次のプレイブックに進めます", "The next playbooks can begin";
    gate_shut = "次のプレイブックはまだ始められません", "The next playbooks cannot begin yet";
    gate_missing = "残っている項目", "Still missing";
    gate_waived = "見送り・対象外の成果", "Outcomes waived or not applicable";
    gate_locked = "まだ開始できません", "Cannot begin yet";
    gate_unlocked = "開始できます", "Can begin";
    gate_outcome = "成果", "Outcome";
    gate_task = "必須タスク", "Mandatory task";
    revisions = "更新履歴", "Revision history";
    playbook_revision = "プレイブックの版", "Playbook revision";
    confirmed_for = "確認時の版", "Revision it was checked against";
    recheck = "再確認", "Check again";
    recheck_line = "この行は、印を付けた後に文言が変わりました。内容を見比べて、今も当てはまるか確認してください。", "The wording of this row has changed since it was marked. Compare the two and check that the mark still holds.";
    recheck_open = "文言を見比べる", "Compare the wording";
    recheck_confirm = "今の文言で確認しました", "It still holds";
    recheck_title = "再確認が必要な行", "Rows to check again";
    rechecked = "確認した版を記録しました", "Recorded as checked against this revision";
    wording_now = "今の文言", "Now";
    wording_next = "改訂後の文言", "After the switch";
    revision_lead = "このエンゲージメントが使っているプレイブックの版と、版が変わったときに見直す行です。", "The playbook revision that this engagement runs on, and what to look at again when it changes.";
    revision_latest = "最新の版を使っています。", "This is the latest revision.";
    revision_offer_line = "切り替えるまで、このエンゲージメントは今の版のままです。印とメモはすべて引き継がれ、文言が変わった行は「再確認」になります。切り替える前の状態は、復元用コピーに残ります。元の版には戻せません。", "Until you switch, this engagement stays on its revision. Every mark and note is kept, and a marked row whose wording has changed is shown as “Check again”. A restore copy keeps the state before the switch. There is no way back to the former revision.";
    revision_preview = "変更点を見る", "See what changes";
    revision_same = "行と質問の文言に違いはありません。", "No row or question differs.";
    revision_added = "追加", "Added";
    revision_removed = "削除", "Removed";
    revision_changed = "文言の変更", "Changed wording";
    former_title = "旧版の項目", "From a former revision";
    former_line = "今の版では使われなくなった行や質問の記録です。書き出すファイルにも含まれます。", "Recorded for rows and questions that are no longer in this revision. Exported files include it.";
    revision_not_switched = "改訂版に切り替えられませんでした。エンゲージメントは変わっていません。", "The engagement could not be switched. Nothing has changed.";
    about_playbook = "このプレイブックについて", "About this playbook";
    date = "日付", "Date";
    changed_by = "変更者", "Changed by";
    change = "変更内容", "Change";

    // Services, DIBS and SSAT.
    no_services_title = "対象のサービスがまだありません", "No services in scope yet";
    no_services_line = "「設定」で対象のサービスを選ぶと、ここにサービスごとの欄が並びます。",
        "Choose the services in Setup; each then has its place here.";
    choose_services = "サービスを選ぶ", "Choose services";
    same_for_all = "すべてのサービスに同じ内容を入れる", "Same for all services";
    same_for_all_hint = "入力した項目を、対象のすべてのサービスに書き込みます。空欄の項目は変わりません。",
        "What you fill in is written to every service in scope. Empty fields change nothing.";
    apply_to_all = "すべてに反映", "Apply to all";
    nothing_to_apply = "まだ何も入力されていないため、反映していません。反映する項目を入力してください。",
        "Nothing was applied, because nothing is filled in yet. Fill in what is to be the same.";
    part_missing = "未記入または不明", "Missing or unclear";
    part_noted = "記入済み (未確認)", "Filled in, not confirmed";
    part_confirmed = "確認済み", "Confirmed";
    part_filled = "記入済み", "Filled in";
    part_complete = "DIBS は確認済み、SSAT は記入済み", "DIBS confirmed, SSAT filled in";
    overview_of_services = "サービス別の状況 (4+4)", "4+4 by service";
    sheet_keys = "Enter で下、Tab で右、Esc で取り消し、スペースで確認済み。意図は y・n・u。Ctrl+Enter で DIBS を一括確認。表計算ソフトから貼り付けられます。",
        "Enter: down. Tab: right. Esc: take back. Space: confirmed. Intent: y, n, u. Ctrl+Enter: confirm DIBS. Paste from a spreadsheet.";
    confirm_all = "一括確認", "Confirm";
    confirmed_all = "確認済みにしました。", "Confirmed.";
    nothing_to_confirm = "未記入です。先に入力してください。", "Nothing to confirm. Enter it first.";
    pasted = "貼り付けました。", "Pasted.";
    service = "サービス", "Service";
    blocker_help = "阻害要因への対応策を確認してください", "Check the guidance on blockers";

    follow_up_add = "フォローアップを追加", "Add a follow-up";
    follow_up_added = "フォローアップに追加しました。日付は記録一覧の「フォローアップ ミーティング」で入力できます。",
        "Added to the follow-up meetings. Set its date in that list.";
    follow_up_planned = "追加済み:", "Added:";

    // Registers.
    add = "追加", "Add";
    remove_entry = "この記録を削除", "Remove this entry";
    removed_entry = "記録を削除しました。", "Entry removed.";
    unnamed = "(名称未入力)", "(unnamed)";
    choose = "選択してください", "Choose";
    no_service_chosen = "サービスの指定なし", "No particular service";
    not_a_web_address = "Web アドレスではないため、文字のまま表示しています。リンクにするには、https:// から入力してください。",
        "Not a web address, so it is shown as text. To make it a link, begin with https://.";

    several_addresses = "アドレスが複数入力されているため、文字として表示しています。1 件ずつ追加してください。",
        "More than one address is entered, so it is shown as text. Add them one at a time.";
    address_names_user = "「@」の前にユーザー名が入っていて接続先を見誤りやすいため、文字として表示しています。接続先を確認し、ユーザー名を除いて入力してください。",
        "It has a user name before “@”, which is easily mistaken for the host, so it is shown as text. Check where it leads and enter it without the user name.";

    // Deadline and completion.
    assigned_future = "割り当て日時が未来になっています。日時を確認してください。",
        "The assignment is in the future. Check its date.";
    contact_before = "連絡日時が割り当てより前になっています。両方の日時を確認してください。",
        "The contact is earlier than the assignment. Check both dates.";
    contact_future = "連絡日時が未来になっています。実際に連絡した日時を入力してください。",
        "The contact is in the future. Enter when it was actually made.";
    deadline_met = "期限内に連絡済みです", "Contacted in time";
    deadline_needs = "モーションと割り当て日時を入力すると、期限を計算します。",
        "Enter the motion and the assignment date to see the deadline.";
    deadline_none = "休業日が多すぎるため、期限を計算できません。記録一覧の「独自の休業日」を確認してください。",
        "The deadline cannot be worked out: there are too many closed days. Check the list of own closed days.";
    skipped_days = "数えなかった日", "Days not counted";
    provisional = "暫定", "Provisional";
    provisional_why = "まだ公式に確定していない祝日を含みます。",
        "It includes public holidays that are not official yet.";
    contacted_now = "今連絡したと記録", "Record contact now";
    enablement = "有効化", "Enablement";
    migration = "移行", "Migration";
    disengagement = "エンゲージメントの終了", "Disengagement";
    seats_unknown = "シート数を入力すると判定できます", "Enter the seats to see this";
    target_unknown = "目標数を入力すると判定できます", "Enter the target to see this";
    zero_target = "0 のため判定できません。数字を確認してください。", "Cannot be worked out from 0. Check the number.";
    ended_early = "終了タスクが完了になっていますが、有効化または移行の完了を確認できていません。数字とタスクを確認してください。",
        "The disengagement task is done, but enablement or migration is not shown to be complete. Check the numbers and the task.";
    zone_unknown = "使用できないタイム ゾーン名のため、この端末の時刻で計算しています。Asia/Tokyo のように入力してください。",
        "Not a known time zone, so this device's clock is used. Enter a name such as Asia/Tokyo.";
    zone_changed = "タイム ゾーンが後から変更されました。入力済みの日時は変えず、期限は新しいタイム ゾーンで計算しています。",
        "The time zone was changed later. Times stay as entered; the deadline now follows the new zone.";
    migration_not_needed = "移行は不要です", "No migration required";
    not_ready = "有効化または移行の完了を確認できていません", "Enablement or migration is not shown to be complete";
    disengaged = "終了しています", "Disengaged";
    to_discuss_and_end = "完了の基準に達しています。エンゲージメントを終えるには、完了についてお客様と話し合い、終了タスクを完了にしてください。",
        "The criteria for completion are met. To disengage, discuss completion with the customer and complete the disengagement task.";
    to_discuss = "完了の基準に達しています。エンゲージメントを終えるには、完了についてお客様と話し合ってください。",
        "The criteria for completion are met. To disengage, discuss completion with the customer.";
    to_end = "完了の基準に達しています。エンゲージメントを終えるには、終了タスクを完了にしてください。",
        "The criteria for completion are met. To disengage, complete the disengagement task.";
    more_users_than_seats = "アクティブ ユーザー数がシート数を超えています。両方の数字を確認してください。",
        "There are more active users than seats. Check both numbers.";

    // Export and import.
    hand_off_title = "デリバリー チームへの引き渡し", "Hand-off to the delivery team";
    file_changed = "このファイルの内容は、書き出したときと異なります。途中で壊れたか、手で書き換えられています。下の内容をよく確かめてから取り込んでください。",
        "The content of this file is not what was exported: it was damaged on the way, or changed by hand. Look closely at what is below before importing it.";
    hand_off_lead = "このエンゲージメントを 1 つのファイルに書き出します。受け取った側は、Kickoff に取り込んで続きを進められます。",
        "Export this engagement as one file. The delivery team imports it into Kickoff and carries on.";
    export_button = "ファイルに書き出す", "Export to a file";
    view_internal = "社内用の表示", "Internal view";
    view_shared = "お客様向けの表示", "Customer-safe view";
    switch_view = "お客様向けの表示と社内用の表示を切り替える", "Switch between the customer-safe and the internal view";
    sharing_title = "お客様と共有している内容", "What is shared with the customer";
    sharing_none = "表示するエンゲージメントがありません。社内用の表示に戻して開いてください。",
        "There is no engagement to show here. Go back to the internal view to open one.";
    filed_internally = "記録しました (社内用)", "Recorded (internal)";
    sharing_facts = "概要", "Overview";
    sharing_notes = "メモと根拠", "Notes and evidence";
    shared_only = "お客様と共有する内容だけを含みます。送る前に内容を確認してください。",
        "It holds only what is shared with the customer. Read it before you send it.";
    nothing_shared = "お客様と共有する内容はまだありません。", "Nothing is shared with the customer yet.";
    not_copied = "コピーできませんでした。文章を選択してコピーしてください。",
        "It could not be copied. Select the text and copy it.";
    exporting = "書き出し中…", "Exporting…";
    export_cancelled = "書き出しをキャンセルしました。ファイルは作成されていません。", "The export was cancelled. No file was made.";
    export_failed = "作成したファイルの内容を確認できなかったため、書き出せませんでした。もう一度お試しください。",
        "The export failed: what is in the file could not be checked. Try again.";
    file_contents = "ファイルの内容", "File contents";
    file_summary = "要約", "Summary";
    import_lead = "受け取ったファイルを選んでください。内容を確認してから取り込みます。選んだだけでは何も変わりません。",
        "Choose the file that you were given. You review it before importing; choosing it changes nothing.";
    choose_file = "ファイルを選ぶ", "Choose a file";
    import_reading = "読み取り中…", "Reading…";
    import_taking_in = "取り込み中…", "Importing…";
    import_cancelled = "取り込みをキャンセルしました。何も変わっていません。", "The import was cancelled. Nothing has changed.";
    import_file_gone = "選んだファイルが変更されたか移動されたため、取り込みを中止しました。何も変わっていません。ファイルを選び直してください。",
        "The import was stopped, and nothing has changed: a file was changed or moved after it was chosen. Choose it again.";
    import_preview = "取り込む内容", "What will be imported";
    import_new = "新しく追加します", "Will be added";
    import_same = "同じ内容がすでにあります。取り込む必要はありません。",
        "Already here, and identical. There is nothing to import.";
    import_exists = "同じエンゲージメントがすでにあります。取り込み方を選んでください。",
        "This engagement is here already. Choose how to import it.";
    import_here_damaged = "このブラウザーにある同じエンゲージメントを読み取れません。取り込み方を選んでください。",
        "This browser's copy of the engagement cannot be read. Choose how to import the file.";
    import_here_newer = "このブラウザーに、新しいバージョンで保存された同じエンゲージメントがあります。上書きはしません。",
        "This browser has the same engagement, saved by a newer version. It will not be overwritten.";
    import_mend = "ファイルの内容で復元する (読み取れないデータも残す)",
        "Restore it from the file (the unreadable data is kept)";
    import_keep_both = "両方を残す (コピーとして追加)", "Keep both (add as a copy)";
    import_replace = "置き換える (復元用コピーを残す)", "Replace (a restore copy is kept)";
    import_skip = "取り込まない", "Do not import";
    import_apply = "取り込む", "Import";
    import_done = "取り込みました。", "Imported.";
    import_failed = "取り込みを中止しました。何も変わっていません。「データの管理と保護」で保存領域を確認し、もう一度お試しください。",
        "The import was stopped, and nothing has changed. Check the storage under Data and safety and try again.";
    import_here = "このブラウザーの内容", "In this browser";
    import_there = "ファイルの内容", "In the file";
    import_unknown_fields = "新しいバージョンの項目が含まれています。表示はできませんが、そのまま保持します。",
        "It holds fields of a newer version. They are not shown, but kept as they are.";
    copy_suffix = "(コピー)", "(copy)";

    // Data and safety.
    data_lead = "データはこのブラウザーの中に保存し、サーバーには送信しません。ブラウザーのデータを消去すると失われます。控えになるのは、書き出したファイルだけです。",
        "Your data is kept in this browser and is sent to no server. Clearing the browser's data loses it; an exported file is the only backup.";
    where_title = "データの保存場所", "Where your data is stored";
    where_work = "エンゲージメントと言語の設定: このブラウザーの中。削除するまで残ります。復元用コピーはエンゲージメントごとに新しい 10 件まで、ごみ箱の中身は 30 日間残ります。",
        "Engagements and the language: in this browser, until you delete them. The newest 10 restore copies of each engagement are kept, and what is in the bin for 30 days.";
    where_app = "アプリのファイル: このブラウザーのキャッシュ。オフラインで使うためのもので、お客様のデータは含みません。",
        "The app's own files: in this browser's cache, for use offline. They hold no customer data.";
    where_files = "書き出したファイル: 保存した場所。このアプリからは削除できません。",
        "Exported files: wherever you saved them. This app cannot delete them.";
    where_until = "保存期限はありません。ただし、シークレット ウィンドウのデータは閉じると消えます。Safari は 7 日間使わないと、他のブラウザーも空き容量が足りないと、データを消去することがあります。",
        "There is no expiry. But a private window loses its data when closed, Safari may delete it after 7 days without use, and any browser may when space runs out.";
    where_technically = "技術的には、localStorage に保存します。アーカイブと復元用コピーは IndexedDB にあります。突然の終了に備えて、エンゲージメントとごみ箱は IndexedDB にも保存します。",
        "Technically: localStorage; the archive and restore copies in IndexedDB. Engagements and bin are in IndexedDB too, in case of a sudden end.";
    shared_computer = "保存データは暗号化していません。共有のパソコンでは、同じブラウザー プロファイルを使う人が内容を見られます。作業が終わったら書き出し、下の「すべて削除」を実行してください。",
        "Saved data is not encrypted. On a shared computer, anyone who uses this browser profile can read it. When you have finished, export your work, then use Delete everything below.";
    delete_all = "すべて削除", "Delete everything";
    delete_all_title = "このブラウザーの Kickoff のデータをすべて削除しますか",
        "Delete all Kickoff data in this browser?";
    delete_all_line = "エンゲージメント、ごみ箱、復元用コピー、設定、オフライン用のファイルを削除します。元に戻せません。同じサイトの他のアプリには影響しません。",
        "This deletes the engagements, bin, restore copies, settings and offline files. It cannot be undone. Other apps on this site are not affected.";
    delete_all_type = "続けるには「削除」と入力してください", "Type DELETE to continue";
    delete_all_word = "削除", "DELETE";
    kept_title = "ごみ箱と復元用コピー", "Bin and restore copies";
    kept_none = "何もありません。", "Nothing here.";
    kept_deleted = "削除済み", "Deleted";
    kept_unreadable = "読み取れなかったデータ", "Unreadable data";
    restore = "復元", "Restore";
    drop_for_good = "完全に削除", "Delete permanently";
    drop_for_good_title = "完全に削除しますか", "Delete permanently?";
    drop_for_good_line = "この操作は元に戻せません。", "This cannot be undone.";
    restored = "復元しました。", "Restored.";
    not_restored = "復元できませんでした。", "It could not be restored.";
    update_ready = "新しいバージョンがあります。", "A new version is available.";
    update_now = "更新する", "Update";
    update_refused = "別のタブに保存できていない内容があるため、更新できません。そのタブを確認してから、もう一度お試しください。",
        "Another tab has unsaved work, so the update has to wait. Check that tab and try again.";
    update_unsaved = "保存できていない内容があるため、更新できません。書き出してから、ブラウザーで再読み込みしてください。",
        "Some work is not saved, so the update has to wait. Export it, then reload the page in the browser.";
    storage_unreadable = "ブラウザーの保存領域を読み取れません", "The browser's storage cannot be read";
    storage_unreadable_line = "再読み込みしてください。それでも読み取れないときは、このサイトのデータの保存をブラウザーの設定で許可してください。",
        "Reload the page. If that does not help, allow this site to store data in the browser's settings.";
}

impl Words {
    /// The sentence of this language.
    pub(super) fn pick(self, ja: String, en: String) -> String {
        match self.0 {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }

    /// Whom something is for.
    pub fn for_whom(self, audience: Audience) -> &'static str {
        match audience {
            Audience::Internal => self.internal(),
            Audience::Shared => self.shared(),
        }
    }

    /// What to call an engagement: older versions took what cannot be seen for a name.
    pub fn called(self, name: &str) -> &str {
        if is_blank(name) { self.unnamed() } else { name }
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
        let all = |it: Words| {
            let own = [it.all(), it.all_about_safety(), it.all_about_receipts()].concat();
            [own, it.all_about_meetings(), it.all_about_capture(), it.all_about_reports()].concat()
        };
        for (name, text) in all(Words(Lang::Ja)) {
            assert!(!text.trim().is_empty(), "{name}");
            let is_a_name = matches!(name, "language_other" | "app_name");
            assert!(!text.is_ascii() || is_a_name, "{name}: {text}");
        }
        for (name, text) in all(Words(Lang::En)) {
            assert!(!text.trim().is_empty(), "{name}");
        }
    }
}
