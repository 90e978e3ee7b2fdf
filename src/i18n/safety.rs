//! What the app says about keeping things: full storage, copies that meet, history, snapshots.

use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_safety:
    storage_tight = "保存領域が残り少なくなっています。古いエンゲージメントを書き出して削除し、「データの管理と保護」のごみ箱からも完全に削除してください。",
        "Storage is running low. Export and delete old engagements, then delete them permanently from the bin under Data and safety.";
    export_now = "今すぐ書き出す", "Export now";
    export_after_meeting = "キックオフ ミーティングは終わりましたか。ここまでの記録を書き出しておくことをお勧めします。",
        "Is the kickoff meeting over? Export what you have so far, to be safe.";
    room_title = "保存領域", "Storage";
    room_label = "使用中の保存領域", "Storage in use";
    room_line = "ほとんどのブラウザーは、1 サイトあたり約 500 万文字まで保存できます。同じサイトの他のアプリの分も含みます。",
        "Most browsers keep about 5 million characters per site, including other apps on the same site.";
    promise_kept = "このブラウザーでは、データは自動的に消去されません。",
        "This browser will not clear the data automatically.";
    promise_not = "このブラウザーでは、空き容量が足りないときや長期間使わなかったときに、データが自動的に消去されることがあります。",
        "This browser may clear the data automatically when space runs short or after a long time without a visit.";
    promise_unknown = "このブラウザーでデータが自動的に消去されるかどうかは、確認できません。",
        "It is not known whether this browser clears the data automatically.";
    changes = "変更履歴", "Change history";
    changes_lead = "いつ、どの端末で、何が変わったかを、新しい順に 300 件まで表示します。",
        "What was changed, when and on which device. The newest 300 are kept.";
    changes_none = "まだ変更はありません。", "There are no changes yet.";
    more_changes = "さらに表示", "Show more";
    changed_field = "項目", "Field";
    changed_from = "変更前", "Before";
    changed_to = "変更後", "After";
    changed_when = "日時と端末", "When and on which device";
    this_device = "この端末", "This device";
    to_decide_title = "選択が必要な項目", "To decide";
    to_decide_lasting = "同じ項目に複数の内容があります。使うものを選んでください。",
        "A field has more than one text. Choose which to use.";
    to_decide_lead = "同じ項目に複数の内容があります。使うものを選ぶか、書き直してください。",
        "There is more than one text for the same field. Choose one, or rewrite it.";
    take_this = "この内容を使う", "Use this";
    import_merge = "統合する (双方の変更を残す)", "Merge (keep the changes of both)";
    merge_nothing = "ファイルの内容は、すべてこのブラウザーにあります。",
        "Everything in the file is already in this browser.";
    merge_keep_both_texts = "両方を残し、後で選ぶ", "Keep both and choose later";
    why_later = "後から変更", "Changed later";
    why_later_apart = "双方で変更 (新しい方)", "Changed on both sides (later one)";
    why_filled = "入力のある方", "The one filled in";
    why_deleted = "削除を維持", "Stays deleted";
    why_to_decide = "双方に記入", "Written on both sides";
    clock_ahead = "時計が 5 分以上進んだ端末での変更が含まれています。同じ頃に行われた変更は、前後が正しくないことがあります。",
        "Some changes come from a device whose clock is more than five minutes fast. Changes made around the same time may be in the wrong order.";
    restored_in_place = "その時点の内容に復元しました。", "Restored to how it was then.";
    kept_copy = "復元用コピー", "Restore copy";
    kept_before_import = "復元用コピー (取り込み前)", "Restore copy (before an import)";
    kept_before_merge = "復元用コピー (統合前)", "Restore copy (before a merge)";
    kept_before_migration = "復元用コピー (形式の更新前)", "Restore copy (before a format update)";
    kept_before_delete = "復元用コピー (削除前)", "Restore copy (before a deletion)";
    kept_before_restore = "復元用コピー (復元前)", "Restore copy (before a restore)";
    kept_daily = "復元用コピー (その日の最初)", "Restore copy (first of the day)";
    bin_line = "削除したエンゲージメントは 30 日間、復元用コピーはエンゲージメントごとに新しい 10 件まで、ここに残ります。空き容量が足りなくなると、コピーは古いものから削除されます。",
        "Deleted engagements stay here for 30 days, and the newest 10 restore copies of each engagement. When space runs short, the oldest copies are dropped.";
    read_only = "読み取り専用", "Read-only";
    read_only_line = "このバージョンで表示できる項目だけを表示しています。ここでは変更も書き出しもできません。",
        "Only the parts that this version supports are shown. Nothing can be changed or exported here.";
    not_there = "なし", "None";
    is_there = "追加済み", "Added";
    is_deleted = "削除済み", "Deleted";
    promise_ask = "データの保持をブラウザーに要求", "Ask the browser to keep the data";
}
