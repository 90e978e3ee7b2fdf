//! The headings and fixed sentences of the documents that people take along. Those for customers are
//! in the tone of a letter.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_reports:
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
}

sentences! {
    minutes_when(when: &str) = "日時: {when}", "Date and time: {when}";
    minutes_title(customer: &str) = "キックオフ ミーティング議事録: {customer} 様", "Minutes of the kickoff meeting with {customer}";
    dear_customer(customer: &str) = "{customer}\n関係者の皆様", "To everyone involved at {customer}";
    mail_title(customer: &str) = "キックオフ ミーティングのお礼と今後の進め方 ({customer} 様)", "Thank you for the kickoff meeting: next steps for {customer}";
    mail_thanks_on(when: &str) = "平素より大変お世話になっております。{when} のキックオフ ミーティングにご参加いただき、誠にありがとうございました。決定事項と今後の予定を、下記の通りお知らせいたします。",
        "Thank you for taking part in the kickoff meeting on {when}. Below are the decisions and the next steps.";
}
