//! What the days of an engagement are called.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_days:
    timeline = "日程", "Timeline";
    day_assigned = "割り当て", "Assigned";
    day_contact_due = "連絡期限", "Contact due";
    day_contacted = "お客様に連絡", "Customer contacted";
    day_kickoff = "キックオフ", "Kickoff";
    day_missed = "期限超過", "Overdue";
    today = "今日", "Today";
}

sentences! {
    day_meeting(topic: &str) = "フォローアップ: {topic}", "Follow-up: {topic}";
    day_gap(what: &str) = "知識ギャップの期日: {what}", "Knowledge gap due: {what}";
    day_go_live(service: &str) = "{service} の利用開始", "{service} in use";
}
