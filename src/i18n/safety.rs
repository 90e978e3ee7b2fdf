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
    why_internal = "社内のみを優先", "Internal wins";
    why_returned = "差し戻しを優先", "Returned wins";
    why_to_decide = "双方に記入", "Written on both sides";
    clock_ahead = "時計が 5 分以上進んだ端末での変更が含まれています。同じ頃に行われた変更は、前後が正しくないことがあります。",
        "Some changes come from a device whose clock is more than five minutes fast. Changes made around the same time may be in the wrong order.";
    restored_in_place = "その時点の内容に復元しました。", "Restored to how it was then.";
    kept_copy = "復元用コピー", "Restore copy";
    kept_before_import = "復元用コピー (取り込み前)", "Restore copy (before an import)";
    kept_before_merge = "復元用コピー (統合前)", "Restore copy (before a merge)";
    kept_before_migration = "復元用コピー (形式の更新前)", "Restore copy (before a format update)";
    kept_before_restore = "復元用コピー (復元前)", "Restore copy (before a restore)";
    kept_before_upgrade = "復元用コピー (改訂版への切り替え前)", "Restore copy (before a newer playbook revision)";
    kept_daily = "復元用コピー (その日の最初)", "Restore copy (first of the day)";
    bin_line = "削除したエンゲージメントは 30 日間、復元用コピーはエンゲージメントごとに新しい 10 件まで、ここに残ります。空き容量が足りなくなると、コピーは古いものから削除されます。",
        "Deleted engagements stay here for 30 days, and the newest 10 restore copies of each engagement. When space runs short, the oldest copies are dropped.";
    read_only = "読み取り専用", "Read-only";
    read_only_line = "このバージョンで表示できる項目だけを表示しています。ここでは変更も書き出しもできません。",
        "Only the parts that this version supports are shown. Nothing can be changed or exported here.";
    elsewhere_line = "表示できる項目だけを、読み取り専用で表示します。一覧から書き出すと、内容はすべてそのまま残ります。変更するには、このプレイブックに対応したバージョンのアプリに更新してください。",
        "It is shown read-only, as far as this version supports it. Exporting it from the list keeps everything as it is. To change it, update the app to a version with this playbook.";
    import_here_apart = "このブラウザーに同じエンゲージメントがありますが、ファイルの内容と統合できません。プレイブックの版が違うか、このバージョンにないプレイブックです。両方を残すか、そのプレイブックに対応したバージョンのアプリで統合してください。",
        "This browser has the same engagement, but it cannot be merged with the file: its playbook has another revision, or this version lacks it. Keep both, or merge them in a version of the app with that playbook.";
    not_there = "なし", "None";
    is_there = "追加済み", "Added";
    is_deleted = "削除済み", "Deleted";
    // Reading and writing files.
    to_list = "エンゲージメント一覧へ", "Back to the engagements";
    choose_file_hint = "複数のファイルを選べます。画面のどこにドロップしても取り込めます。",
        "You can choose several files, or drop them anywhere on the page.";
    exactly_where = "技術的な詳細", "Technical details";
    import_anew = "確認している間に、このブラウザーの内容が変わりました。最新の内容を表示しています。もう一度確認してから取り込んでください。",
        "What is in this browser has changed in the meantime. The current content is shown; review it again before importing.";
    import_nothing = "取り込むものはありません。", "There is nothing to import.";
    import_no_room = "保存領域に空きがないため、取り込みを中止しました。何も変わっていません。",
        "There is no room in this browser's storage, so the import was stopped. Nothing has changed.";
    make_room = "「データの管理と保護」で次のものを完全に削除すると、空きができます。取り込むエンゲージメントを減らすこともできます。",
        "Deleting these permanently under Data and safety makes room. You can also import fewer engagements.";
    make_room_otherwise = "終わったエンゲージメントを書き出して削除し、「データの管理と保護」のごみ箱からも完全に削除すると、空きができます。取り込むエンゲージメントを減らすこともできます。",
        "To make room, export and delete engagements that are done, then delete them permanently from the bin under Data and safety. You can also import fewer engagements.";
    dropped_folder = "フォルダーは取り込めません。フォルダーを開いて、名前が「-kickoff.json」で終わるファイルをドロップしてください。",
        "A folder cannot be imported. Open it and drop the files whose names end in “-kickoff.json”.";
    dropped_no_file = "テキストやリンクは取り込めません。Kickoff で書き出したファイルをドロップしてください。",
        "Text and links cannot be imported. Drop a file that was exported from Kickoff.";
    export_nothing = "書き出すエンゲージメントがないため、ファイルを作成していません。",
        "There is no engagement to export, so no file was made.";
    nothing_to_download = "ダウンロードする元のテキストがありません。ページを再読み込みして、内容を確認してください。",
        "There is no raw text to download. Reload the page and look again.";
    not_in_file = "「先に書き出す」のファイルには、ごみ箱、復元用コピー、読み取れなかったデータは含まれません。必要なものは、上の一覧から個別に書き出してください。",
        "“Export first” does not include the bin, restore copies or unreadable data. Export those that you need from the list above.";
    left_out_title = "次のエンゲージメントは読み取れないため、書き出せません。削除する前に、元のテキストをダウンロードして保管してください。",
        "These engagements cannot be read and so cannot be exported. Download the raw text before you delete anything.";
    older_title = "次のエンゲージメントは、最後に保存した内容を読み取れません。ファイルに書き出せるのは、その前の内容です。削除する前に、元のテキストをダウンロードして保管してください。",
        "The last save of these engagements cannot be read, and a file holds the state before it. Download the raw text before you delete anything.";
    // What could not be read or kept.
    set_back = "1 つ前の保存内容", "The previous save";
    set_back_line = "最後に保存した内容を読み取れないため、1 つ前の保存内容を表示しています。読み取れないテキストをダウンロードして保管し、足りない変更を入力し直してください。",
        "The last save cannot be read, so the one before it is shown. Download the unreadable text to keep it, and enter again what is missing.";
    lost = "保存内容がありません", "The saved content is missing";
    lost_line = "保存した内容が、このブラウザーから消えています。「データの管理と保護」に復元用コピーがあれば復元し、なければ書き出したファイルを取り込んでください。",
        "What was saved is gone from this browser. Restore it from a restore copy under Data and safety if there is one, or import an exported file.";
    take_off_list = "一覧から外す", "Remove from the list";
    kept_full = "保存領域に空きがありません。「データの管理と保護」で不要なものを完全に削除してから、もう一度お試しください。",
        "There is no room in this browser's storage. Delete what you do not need permanently under Data and safety, then try again.";
    kept_blocked = "ブラウザーに保存できません。ブラウザーの設定でこのサイトのデータの保存を許可してから、もう一度お試しください。",
        "This browser does not let the site store data. Allow it in the browser's settings, then try again.";
    kept_withheld = "新しいバージョンで保存されたデータがあり、上書きしていません。アプリを更新してから、もう一度お試しください。",
        "A newer version has saved data there, which is not overwritten. Update the app, then try again.";
    promise_ask = "データの保持をブラウザーに要求", "Ask the browser to keep the data";
}
