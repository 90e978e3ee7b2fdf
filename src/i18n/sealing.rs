//! What the app says of files that are sealed with a passphrase.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_sealing:
    sealed_note = "パスフレーズで保護された Kickoff のファイルです。Kickoff の「ファイルを取り込む」でこのファイルを選び、パスフレーズを入力すると開けます。",
        "This Kickoff file is sealed with a passphrase. To open it, import it into Kickoff and enter the passphrase.";
    seal_button = "パスフレーズで保護して書き出す", "Export sealed with a passphrase";
    seal_lead = "パスフレーズを知っている人だけが開けるファイルを書き出します。お客様名は、ファイルにもファイル名にも表示されません。",
        "Export a file that opens only with the passphrase. Neither the file nor its name shows the customer's name.";
    seal_warning = "パスフレーズはどこにも保存されません。忘れると、誰もファイルを開けなくなります。渡す相手には、ファイルとは別の手段で伝えてください。",
        "The passphrase is saved nowhere, and without it nobody can open the file. Give it to the recipient separately from the file.";
    seal_start = "保護して書き出す", "Seal and export";
    sealing = "保護しています…", "Sealing…";
    passphrase = "パスフレーズ", "Passphrase";
    passphrase_again = "パスフレーズ (確認用)", "Passphrase again";
    passphrase_hint = "12 文字以上で入力してください。いくつかの言葉を並べた文にすると、覚えやすく、推測されにくくなります。大文字と小文字、空白の有無も区別されます。",
        "Enter at least 12 characters. A sentence of several words is easy to remember and hard to guess. Capitals and blanks count.";
    passphrase_show = "パスフレーズを表示", "Show the passphrase";
    passphrase_short = "パスフレーズが短すぎます。12 文字以上で入力してください。",
        "The passphrase is too short. Enter at least 12 characters.";
    passphrase_differs = "2 つのパスフレーズが一致していません。確認用のパスフレーズを入力し直してください。",
        "The two passphrases differ. Enter the second one again.";
    passphrase_needed = "パスフレーズを入力してください。", "Enter the passphrase.";
    passphrase_wrong = "パスフレーズが違うか、ファイルが壊れています。大文字と小文字、空白の有無を確認して、入力し直してください。それでも開けない場合は、渡した人に書き出し直してもらってください。",
        "The passphrase is wrong, or the file is damaged. Check capitals and blanks and enter it again. If it still does not open, ask whoever gave you the file to export it again.";
    unseal_hint = "ファイルを渡した人から聞いたパスフレーズを入力してください。",
        "Enter the passphrase that you were given for this file.";
    unseal = "保護されたファイルを開く", "Open the sealed file";
    unsealing = "開いています…", "Opening…";
    sealing_unavailable = "安全な接続で表示されていないため、パスフレーズによる保護を利用できません。アドレスが https で始まるページか、localhost で開き直してください。",
        "Sealing with a passphrase is not available, because this page did not come over a secure connection. Open it at an address that begins with https, or on localhost.";
    sealing_failed = "ブラウザーが処理を完了できませんでした。ページを再読み込みして、もう一度お試しください。",
        "The browser could not finish this. Reload the page and try again.";
}

sentences! {
    sealed_file(name: &str) = "「{name}」はパスフレーズで保護されています", "“{name}” is sealed with a passphrase";
}
