//! What the app says of handing over and of what comes back.

use super::sentences::sentences;
use super::words::{Words, words};
use crate::domain::code::Receipt;
use crate::domain::receipt::Receipts;
use crate::domain::text::Lang;

words! {
    all_about_receipts:
    receipt = "受領確認", "Receipt";
    receipt_remark = "受領確認のコメント", "Remark on receipt";
    receipts_title = "デリバリー チームの受領確認", "Receipt by the delivery team";
    receipts_lead = "引き渡しを受けたチームが、成果と未完了の項目を 1 件ずつ確認します。差し戻すときは、足りない内容をコメントに書いてください。確認が終わったらファイルを書き出して、送り主に返します。",
        "For the team that takes over: go through the outcomes and open points one by one. Say in the remark what is missing where you return one. When you are done, export the file and send it back.";
    receipt_none = "未確認", "Not checked";
    receipt_accepted = "受領", "Accepted";
    receipt_returned = "差し戻し", "Returned";
    remark = "コメント", "Remark";
    remark_hint = "何があれば受領できるかを書きます。", "What would have to be there to accept it.";
    accept_rest = "未確認をすべて受領にする", "Accept all not checked";
    all_accepted = "受領済み", "Accepted";
    readiness_title = "引き渡しの準備", "Readiness";
    key_inputs = "引き渡し先が最初に確かめること", "What the receiving team checks first";
    key_input_met = "確認済み", "Met";
    key_input_open = "未完了", "Open";
    waits_for = "残り", "Still open";
    outcomes_and_evidence = "成果と根拠", "Outcomes and evidence";
    no_evidence = "根拠の記載がありません", "No evidence noted";
    export_anytime = "準備が整っていなくても書き出せます。ファイルには、進めるかどうかの判定と理由も入ります。",
        "You can export at any time. The file says whether the next playbooks can begin, and why not.";
}

sentences! {
    receipts_go_through(count: usize) = "1 件ずつ確認する ({count} 件)", "Go through the points ({count})";
    points_returned(count: usize) = "差し戻し {count} 件", "{count} points returned";
    points_accepted(count: usize, total: usize) = "受領 {count}/{total} 件", "{count} of {total} points accepted";
}

impl Words {
    /// What somebody says of a point; `None` is nobody yet.
    pub fn receipt_of(self, receipt: Option<Receipt>) -> &'static str {
        match receipt {
            None => self.receipt_none(),
            Some(Receipt::Accepted) => self.receipt_accepted(),
            Some(Receipt::Returned) => self.receipt_returned(),
        }
    }

    /// What has come back; empty as long as nothing has.
    pub fn receipts(self, receipts: Receipts) -> String {
        match receipts {
            it if it.is_accepted() => self.all_accepted().to_owned(),
            Receipts { returned: 1, .. } if self.0 == Lang::En => "1 point returned".to_owned(),
            Receipts { returned: 1.., .. } => self.points_returned(receipts.returned),
            Receipts { accepted: 1.., .. } => {
                self.points_accepted(receipts.accepted, receipts.total)
            }
            _ => String::new(),
        }
    }
}
