//! What the app says about keeping things: full storage, copies that meet, history, snapshots.

use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_safety:
    storage_tight = "このブラウザーの保存領域が残り少なくなっています。古いエンゲージメントを書き出して削除してください。",
        "This browser's storage is getting full. Export and delete old engagements.";
    download_now = "今すぐダウンロード", "Download now";
    export_after_meeting = "キックオフの会議は終わりましたか。ここまでの記録を書き出しておくと安心です。",
        "Is the kickoff meeting over? Export what you have, to be safe.";
    room_title = "保存領域", "Storage";
    room_label = "使用中の保存領域", "Storage in use";
    room_line = "ほとんどのブラウザーは 1 サイトあたり約 500 万文字まで保存できます。同じサイトのほかのアプリの分も含みます。",
        "Most browsers keep about 5 million characters per site, other apps of the same site included.";
    promise_kept = "このブラウザーは、データを自動では消去しないと約束しています。",
        "This browser has promised not to clear the data by itself.";
    promise_not = "このブラウザーは、データを消去しないとは約束していません。空きが足りないときや、長く使わないときに消去されることがあります。",
        "This browser has not promised to keep the data. It may clear it when space runs short or after a long time without a visit.";
    promise_unknown = "このブラウザーがデータを保持し続けるかどうかは分かりません。",
        "This browser does not say whether it will keep the data.";
    changes = "変更履歴", "Changes";
    changes_lead = "いつ、どの端末で、何が変わったか。新しいものから 300 件まで残ります。",
        "What was changed when, and on which device. The newest 300 are kept.";
    changes_none = "まだ変更はありません。", "Nothing was changed yet.";
    more_changes = "さらに表示", "Show more";
    changed_field = "項目", "Field";
    changed_from = "変更前", "Before";
    changed_to = "変更後", "After";
    changed_when = "日時と端末", "When and where";
    this_device = "この端末", "This device";
    to_decide_title = "決めること", "To decide";
    to_decide_lasting = "別々に書かれた 2 つの内容がある項目があります。", "A field holds two texts that were written apart.";
    to_decide_lead = "別々に書かれた 2 つの内容があります。どちらも残してあります。残す方を選ぶか、項目を書き直してください。",
        "Two texts were written apart. Both are kept. Take one, or write the field anew.";
    take_this = "これにする", "Take this one";
    import_merge = "統合する (どちらの変更も残す)", "Merge (keeps the changes of both)";
    merge_review = "違いを確認する", "Review the differences";
    merge_nothing = "ファイルの内容はすべてこの端末にあります。", "Everything in the file is here already.";
    merge_keep_both_texts = "両方を残して、あとで決める", "Keep both and decide later";
    merge_done = "統合しました。", "Merged.";
    why_later = "あとから変更", "Changed later";
    why_later_apart = "別々に変更、時刻が新しい方", "Changed apart, the later one";
    why_filled = "空欄より入力を優先", "Filled beats empty";
    why_deleted = "削除されたまま", "Stays deleted";
    why_to_decide = "両方に記入あり", "Written on both sides";
    clock_ahead = "時計が 5 分以上進んだ端末で行われた変更が含まれています。同時に行われた変更の前後は、正しくないことがあります。",
        "Some changes carry a time more than five minutes ahead. Where changes were made at the same time, their order may be wrong.";
    restored_in_place = "そのときの内容に戻しました。", "Put back as it was then.";
    kept_copy = "安全のためのコピー", "Safety copy";
    kept_before_import = "安全のためのコピー (取り込み前)", "Safety copy (before an import)";
    kept_before_merge = "安全のためのコピー (統合前)", "Safety copy (before a merge)";
    kept_before_migration = "安全のためのコピー (形式の更新前)", "Safety copy (before a change of format)";
    kept_before_delete = "安全のためのコピー (削除前)", "Safety copy (before a deletion)";
    kept_before_restore = "安全のためのコピー (復元前)", "Safety copy (before a restore)";
    kept_daily = "安全のためのコピー (その日の最初)", "Safety copy (first of the day)";
    bin_line = "削除したものは 30 日間ここに残ります。安全のためのコピーは、エンゲージメントごとに新しい 10 件が残ります。",
        "What was deleted stays here for 30 days, and the newest 10 safety copies of each engagement.";
    read_only = "読み取り専用", "Read-only";
    read_only_line = "このアプリが分かる範囲だけを表示しています。ここでは変更も書き出しもできません。",
        "Only what this app understands is shown. Nothing can be changed or exported here.";
    not_there = "なし", "Not there";
    is_there = "あり", "There";
    is_deleted = "削除", "Deleted";
    promise_ask = "保持するよう求める", "Ask it to keep the data";
}
