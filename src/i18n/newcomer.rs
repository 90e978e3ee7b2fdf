//! What is said to somebody who is here for the first time, and once to those who were here before.

use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_newcomers:
    no_engagements_title = "まだエンゲージメントがありません", "No engagements yet";
    no_engagements_line = "FastTrack マネージャーとパートナー コンサルタントのための画面です。割り当ての連絡からキックオフ ミーティング、デリバリーへの引き渡しまでを順に案内し、ミーティングではそのまま画面共有できます。",
        "For FastTrack Managers and partner consultants. It leads from the assignment through the kickoff meeting to the hand-off to delivery, and can be shared on screen in the meeting.";
    stays_here_line = "「新しいエンゲージメント」から始めるか、受け取ったファイルを取り込んでください。記入済みのサンプルで試すこともできます。データはこのブラウザーにだけ保存され、どこにも送信されません。",
        "Start a new engagement, or import a file that you were given. Or look around in a sample that is filled in. Your data stays in this browser and is sent nowhere.";
    news_title = "新機能", "What is new";
    news_list = "一覧は並べ替え、絞り込み、検索ができ、しばらく変更のないものはアーカイブに移ります。",
        "The list can be sorted, filtered and searched, and what has gone unchanged moves to an archive.";
    news_meeting = "ミーティング画面 (M キー) で、進行、記録、読み合わせまで 1 つの画面で進められます。",
        "The meeting screen (key M) has agenda, notes and read-back in one place.";
    news_sample = "画面上部の「?」から、キックオフの流れと用語を確認できます。",
        "The “?” at the top explains how a kickoff goes, and its terms.";
    sample = "サンプル", "Sample";
    try_sample = "サンプルで試す", "Try with a sample";
    sample_line = "架空の会社のサンプルです。自由に書き換えて試せます。",
        "This is a sample with a company that does not exist. Change whatever you like.";
    install_title = "アプリとしてインストール", "Install as an app";
    install_line = "専用のウィンドウで開き、オフラインでも起動できます。書き出したファイルは、ダブルクリックでも開けます。",
        "It opens in a window of its own and starts offline. Exported files open by double click, too.";
    install = "インストール", "Install";
    remove_sample = "サンプルを消す", "Remove the sample";
}
