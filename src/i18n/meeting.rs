//! What the app says in the meeting.

use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_meetings:
    meeting_title = "ミーティング", "Meeting";
    leave_meeting = "閉じる (M)", "Leave (M)";
    agenda = "議題", "Agenda";
    clock_start = "計時を始める", "Start the clock";
    clock_go_on = "計時を再開", "Resume";
    clock_pause = "一時停止", "Pause";
    key_clock = "計時の開始と一時停止 (ミーティング)", "Start or pause the clock (in the meeting)";
    next_point = "次の議題へ", "Next point";
    over_time = "予定時間を超えています", "Over time";
    nothing_on_agenda = "このプレイブックには議題がありません。", "This playbook has no agenda.";
    in_the_room = "参加者", "In the meeting";
    person_to_add = "氏名を入力して Enter で追加", "Type a name and press Enter";
    nobody_yet = "まだ誰もいません。", "Nobody yet.";
    own_questions = "聞きたいこと", "Questions to ask";
    raised = "今、確認すること", "To raise now";
    raise_later = "後で", "Later";
    noted = "これまでの記録", "Noted so far";
    nothing_noted = "まだ記録がありません。", "Nothing noted yet.";
    to_read_back = "読み上げて確認", "Read back";
    nothing_to_read_back = "まだありません。", "None yet.";
    end_of_meeting = "ミーティングを終える", "End the meeting";
    end_of_meeting_line = "終了日時を記録し、タスクを完了にします。元に戻せます。",
        "Records the end and completes the task. You can undo it.";
    meeting_is_over = "ミーティングの終了を記録しました。", "The end of the meeting is recorded.";
    meeting_over_line = "この時点の記録を書き出しておくと安心です。", "Export what you have, to be safe.";
    began_noted = "キックオフの開始日時を記録しました。", "Recorded when the kickoff began.";
}
