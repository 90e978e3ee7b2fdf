//! The headings and fixed sentences of the documents that people take along. Those for customers are
//! in the tone of a letter.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_reports:
    // On the screen.
    documents = "文書", "Documents";
    documents_lead = "このエンゲージメントの記録から作成します。内容を確認してから、コピー、ダウンロード、印刷をしてください。",
        "They are made from what is recorded here. Read one before you copy, download or print it.";
    document_choice = "文書の種類", "Document";
    document_language = "文書の言語", "Language of the document";
    document_minutes = "議事録", "Minutes";
    document_mail = "フォローアップ メール", "Follow-up email";
    document_note = "引き渡しメモ", "Hand-off note";
    document_exec = "Exec Summary (要約)", "Exec Summary";
    document_checklist = "チェックリスト (記入済み)", "Checklist (as recorded)";
    document_blank_checklist = "チェックリスト (空欄)", "Checklist (blank)";
    document_gate_report = "引き渡しの判定", "Gate report";
    copy_report = "文書をコピー", "Copy the document";
    download_report = "文書をダウンロード (Markdown)", "Download the document (Markdown)";
    print_report = "文書を印刷", "Print the document";
    document_copied = "文書をコピーしました。", "The document is copied.";
    tables_and_dates = "表と予定", "Tables and dates";
    tables_and_dates_lead = "表は CSV 形式で、Excel で開けます。予定は iCalendar 形式 (.ics) で、もう一度取り込むと前回の予定が更新されます。",
        "Tables are CSV files, which Excel opens. Dates are an iCalendar file (.ics); importing it again updates what is there.";
    separator = "CSV の区切り文字", "Separator of the CSV files";
    separator_comma = "コンマ (日本・米国など)", "Comma (Japan, United States)";
    separator_semicolon = "セミコロン (欧州など)", "Semicolon (most of Europe)";
    download_tasks = "タスクの表をダウンロード", "Download the tasks";
    download_actions = "アクションの表をダウンロード", "Download the actions";
    download_gaps = "知識ギャップの表をダウンロード", "Download the knowledge gaps";
    download_risks = "リスクの表をダウンロード", "Download the risks";
    download_dates_team = "予定をダウンロード (社内用)", "Download the dates (internal)";
    download_dates_customer = "予定をダウンロード (お客様用)", "Download the dates (for the customer)";
    nothing_dated = "日付のある記録がないため、ファイルを作成していません。", "Nothing has a date yet, so no file was made.";
    // For customers.
    minutes_thanks = "平素より大変お世話になっております。このたびはお忙しい中、キックオフ ミーティングにご参加いただき、誠にありがとうございました。内容を下記の通りまとめましたので、ご確認くださいますようお願いいたします。",
        "Thank you for taking the time for the kickoff meeting. Here is a summary of what we discussed and agreed.";
    minutes_overview = "開催概要", "Overview";
    minutes_purpose = "目的: FastTrack による支援の開始にあたり、お客様のご要望と対象のサービスを確認し、今後の進め方を話し合うこと",
        "Purpose: to start the work with FastTrack, to hear what you need, to agree on the services, and to plan the next steps";
    minutes_people = "参加者 (敬称略)", "Participants";
    minutes_services = "対象のサービス", "Services in scope";
    minutes_needs = "伺ったご要望", "What you told us you need";
    minutes_decisions = "決定事項", "Decisions";
    minutes_actions = "アクション", "Actions";
    minutes_questions = "確認事項とご回答", "Questions and answers";
    minutes_gaps = "今後ご説明する点", "Points that we will explain further";
    minutes_scope = "作業の分担", "Who does what";
    minutes_meetings = "今後のミーティング", "Next meetings";
    minutes_closing = "以上、ご確認のほどよろしくお願いいたします。記載内容に誤りや不足がございましたら、お手数ですがお知らせください。",
        "Please let us know if anything is wrong or missing.";
    told_decided_by = "決定者", "Decided by";
    told_asked_of = "お伺いした方", "Asked of";
    told_answer = "ご回答", "Answer";
    told_explained_by = "ご説明の担当", "Explained by";
    mail_thanks = "平素より大変お世話になっております。キックオフ ミーティングにご参加いただき、誠にありがとうございました。決定事項と今後の予定を、下記の通りお知らせいたします。",
        "Thank you for taking part in the kickoff meeting. Below are the decisions and the next steps.";
    mail_decisions = "決定事項は下記の通りです。", "These decisions were made:";
    mail_actions = "今後のアクションは下記の通りです。お手数ですが、ご担当分のご対応をお願いいたします。",
        "These are the next actions. Please take care of those that are yours:";
    mail_meetings = "今後のミーティングは下記の通りです。ご都合が合わない場合は、お知らせください。",
        "These are the next meetings. Please let us know if a date does not suit you:";
    mail_attached = "議事録を添付いたしますので、あわせてご確認くださいますようお願いいたします。",
        "The minutes are attached. Please have a look at them, too.";
    mail_closing = "ご不明な点がございましたら、このメールへの返信でお知らせください。今後ともよろしくお願いいたします。",
        "If you have any questions, just reply to this email. We look forward to working with you.";

    // For the delivery team.
    checklist_internal = "社内用のチェックリストです。☑ 完了、☐ 未完了、－ 見送りまたは対象外。", "An internal checklist. ☑ done, ☐ open, － waived or not applicable.";
    blank_checklist_title = "キックオフのチェックリスト", "Kickoff checklist";
    note_internal = "社内のみの内容を含みます。お客様には送らないでください。", "This note holds internal content. Do not send it to the customer.";
    note_verdict = "引き渡しの判定", "Ready for the hand-off?";
    note_ready = "完了条件がすべてそろっているため、次のプレイブックに進めます。", "Every exit criterion is met, so the next playbooks can begin.";
    note_let_go = "次の成果は達成せずに進めます。理由とともに確認してください。", "These outcomes were let go. Please read the reasons:";
    note_unproven = "次の項目は、手動で完了にした理由が記入されていません。", "These were marked as done by hand, and nobody said why:";
    note_needs = "次のプレイブックの開始に必要な情報", "What the next playbooks need";
    note_outcomes = "キックオフの成果", "Outcomes of the kickoff";
    note_inputs = "開始条件", "Key inputs of the kickoff";
    note_no_kickoff = "キックオフ ミーティングの完了を確認できていません。", "The kickoff meeting is not recorded as done.";
    note_kickoff_held = "キックオフ ミーティングは完了しています (日時の記録なし)。", "The kickoff meeting is done; its date is not recorded.";
    note_no_services = "対象のサービスが登録されていないため、DIBS を確認できません。", "No service is in scope, so there is no DIBS to confirm.";
    note_facts = "基本情報", "The engagement";
    note_services = "サービス別の状況 (4+4)", "Services and their 4+4";
    note_answers = "確認した質問", "Questions answered";
    note_open_questions = "まだ確認していない質問", "Questions not asked yet";
    note_by_item = "項目別のメモと根拠", "Notes and evidence by item";
    report_item = "項目", "Item";
    report_content = "内容", "Content";
    unrecorded = "未記録", "Not recorded";

    // The form of the playbook's siblings, whose headings are kept.
    exec_beyond = "この様式はプレイブックに記載がなく、関連プレイブックの Exec Summary の項目に沿っています。社内用です。",
        "This form is not in the playbook; it follows the Exec Summary of its siblings. Internal.";
    exec_customer = "DESCRIBE THE CUSTOMER (お客様の概要)", "DESCRIBE THE CUSTOMER";
    exec_status = "STATUS OF THE ENGAGEMENT (エンゲージメントの状況)", "STATUS OF THE ENGAGEMENT";
    exec_deployment = "M365 DEPLOYMENT PROGRESS (展開の進捗)", "M365 DEPLOYMENT PROGRESS";
    exec_relationship = "OVERVIEW OF CURRENT RELATIONSHIP (お客様との関係)", "OVERVIEW OF CURRENT RELATIONSHIP";
    exec_snapshot = "SNAPSHOT OF KEY WORKLOADS CURRENT STATUS AND NEXT ACTIONS (主なサービスの状況と次のアクション)",
        "SNAPSHOT OF KEY WORKLOADS CURRENT STATUS AND NEXT ACTIONS";
    exec_support = "REQUESTS FOR SUPPORT (支援の依頼)", "REQUESTS FOR SUPPORT";
    exec_next = "NEXT ACTION (次のアクション)", "NEXT ACTION";
    exec_status_choice = "On Hold / Reactive / Fully Engaged: 未記録 (いずれかを記入してください)", "On Hold / Reactive / Fully Engaged: not recorded (fill in one)";
    exec_deployment_choice = "Not Deployed / Partially Deployed / Fully Deployed: 未記録 (いずれかを記入してください)",
        "Not Deployed / Partially Deployed / Fully Deployed: not recorded (fill in one)";

    // Columns of a spreadsheet.
    table_step = "ステップ", "Step";
    table_task = "項目", "Item";
    table_number = "FTOP タスク ID", "FTOP task ID";
    table_necessity = "必須・任意", "Mandatory or optional";
    table_deadline = "期限", "Deadline";
    table_customer = "お客様", "Customer";
    table_motion = "モーション", "Motion";
    table_services = "サービス", "Services";
    table_phase = "段階", "Stage";
    table_closed = "完了", "Closed";
    table_total = "対象", "Of";
    table_mandatory_closed = "必須の完了", "Mandatory closed";
    table_mandatory_total = "必須の対象", "Of mandatory";
    table_contact_due = "初回連絡の期限", "First contact due";
    table_kickoff_at = "キックオフの日時", "Kickoff at";
    table_next = "次にすること", "Next";
    table_next_due = "次の期限", "Next deadline";
    table_changed = "最終更新", "Last changed";

    // Events of a calendar.
    event_contact = "お客様への初回連絡の期限", "First contact with the customer is due";
    event_kickoff = "キックオフ ミーティング", "Kickoff meeting";
    event_removed = "削除された予定", "Removed";
}

sentences! {
    downloaded_as(name: &str) = "「{name}」をダウンロードしました。", "Downloaded “{name}”.";
    minutes_when(when: &str) = "日時: {when}", "Date and time: {when}";
    minutes_title(customer: &str) = "キックオフ ミーティング議事録: {customer} 様", "Minutes of the kickoff meeting with {customer}";
    dear_customer(customer: &str) = "{customer}\n関係者の皆様", "To everyone involved at {customer}";
    mail_title(customer: &str) = "キックオフ ミーティングのお礼と今後の進め方 ({customer} 様)", "Thank you for the kickoff meeting: next steps for {customer}";
    mail_thanks_on(when: &str) = "平素より大変お世話になっております。{when} のキックオフ ミーティングにご参加いただき、誠にありがとうございました。決定事項と今後の予定を、下記の通りお知らせいたします。",
        "Thank you for taking part in the kickoff meeting on {when}. Below are the decisions and the next steps.";
    exec_title(customer: &str) = "Exec Summary: {customer} (社内用)", "Exec Summary: {customer} (internal)";
    exec_action(what: &str, due: &str, owner: &str) = "次のアクション: {what} (期日: {due}、担当: {owner})", "Next action: {what} (due: {due}; owner: {owner})";
    exec_no_action(none: &str) = "次のアクション: {none}", "Next action: {none}";
    exec_service(code: &str, name: &str, status: &str) = "[{code}] {name}: {status}", "[{code}] {name}: {status}";
    exec_own_service(name: &str, status: &str) = "{name}: {status}", "{name}: {status}";
    event_of(what: &str, customer: &str) = "{what} ({customer})", "{what} ({customer})";
    event_off(what: &str) = "中止: {what}", "Cancelled: {what}";
    event_meeting(topic: &str) = "ミーティング: {topic}", "Meeting: {topic}";
    event_action(what: &str) = "期日: {what}", "Due: {what}";
    event_gap(what: &str) = "ご説明の予定: {what}", "To explain: {what}";
    checklist_title(customer: &str) = "キックオフのチェックリスト: {customer} (社内用)", "Kickoff checklist: {customer} (internal)";
    gate_report_title(customer: &str) = "引き渡しの判定: {customer} (社内用)", "Gate report: {customer} (internal)";
    note_title(customer: &str) = "デリバリー チームへの引き渡しメモ: {customer} (社内用)", "Hand-off note for the delivery team: {customer} (internal)";
    note_done(title: &str) = "{title}は達成済みです。", "{title}: reached.";
    note_met(title: &str) = "{title}は、入力内容から達成を確認できます。", "{title}: reached, as the entries show.";
    note_open(title: &str) = "{title}はまだ達成していません。", "{title}: not reached yet.";
    note_not_met(title: &str, reason: &str) = "{title}はまだ達成していません。理由: {reason}", "{title}: not reached. Reason: {reason}";
    note_undecided(title: &str, asks: &str) = "{title}は、対象になるかどうかが決まっていません。まだ確認していない質問: {asks}", "{title}: nobody knows yet whether it applies. Not asked yet: {asks}";
    note_waived(title: &str, reason: &str) = "{title}は見送りました。理由: {reason}", "{title}: waived. Reason: {reason}";
    note_not_applicable(title: &str, reason: &str) = "{title}は対象外としました。理由: {reason}", "{title}: not applicable. Reason: {reason}";
    note_task_open(title: &str, number: &str) = "必須タスク{title} (FTOP {number}) が完了していません。", "The mandatory task {title} (FTOP {number}) is not done.";
    note_kickoff_at(when: &str) = "キックオフ ミーティングは {when} に実施しました。", "The kickoff meeting was held on {when}.";
    note_kickoff_planned(when: &str) = "キックオフ ミーティングの日時は {when} ですが、完了を確認できていません。", "The kickoff meeting is dated {when}, but not recorded as done.";
    note_dibs_complete(service: &str) = "{service} の DIBS は、すべてお客様と確認済みです。", "{service}: all of DIBS is confirmed with the customer.";
    note_dibs_lacking(service: &str, parts: &str) = "{service} の DIBS は、まだそろっていません。お客様との確認が必要: {parts}", "{service}: DIBS is not complete. To confirm with the customer: {parts}";
    part_confirmed_as(label: &str, value: &str) = "{label}: {value} (お客様と確認済み)", "{label}: {value} (confirmed with the customer)";
    part_noted_as(label: &str, value: &str) = "{label}: {value} (お客様とは未確認)", "{label}: {value} (not confirmed with the customer)";
    note_fact(label: &str, value: &str) = "{label}: {value}", "{label}: {value}";
    note_fact_missing(label: &str) = "{label}は、まだ記録されていません。", "{label}: not recorded yet.";
}

impl Words {
    /// How many things keep the next playbooks from beginning (R70); there is at least one.
    pub fn note_not_ready(self, missing: usize) -> String {
        match self.0 {
            Lang::Ja => {
                format!("次のプレイブックには、まだ進めません。残っている項目は {missing} 件です。")
            }
            Lang::En if missing == 1 => {
                "The next playbooks cannot begin yet: one thing is missing.".to_owned()
            }
            Lang::En => {
                format!("The next playbooks cannot begin yet: {missing} things are missing.")
            }
        }
    }
}
