//! How a kickoff goes, and what its words mean: for whoever is here for the first time, and for a customer who asks.

use super::words::{Words, words};
use crate::domain::text::Lang;

words! {
    all_about_guide:
    guide = "キックオフの流れと用語", "How a kickoff goes";
    see_guide = "キックオフの流れを見る", "See how a kickoff goes";
    guide_lead = "割り当ての連絡を受けてから、デリバリー チームへ引き渡すまでの流れです。",
        "From the assignment to the hand-off to the delivery team.";
    guide_flow = "キックオフの流れ", "The stages of a kickoff";
    glossary = "用語", "Glossary";
    terms_here = "この画面の用語", "Terms on this page";
}

/// A station on the way.
pub struct Station {
    title: [&'static str; 2],
    line: [&'static str; 2],
}

/// A word that nobody has to know before.
pub struct Term {
    /// As it is written in the playbook, and its anchor.
    pub name: &'static str,
    spelled: [&'static str; 2],
    means: [&'static str; 2],
}

const fn pick(of: [&'static str; 2], words: Words) -> &'static str {
    match words.0 {
        Lang::Ja => of[0],
        Lang::En => of[1],
    }
}

impl Station {
    /// What it is called.
    pub fn title(&self, words: Words) -> &'static str {
        pick(self.title, words)
    }

    /// What is done there, in one sentence.
    pub fn line(&self, words: Words) -> &'static str {
        pick(self.line, words)
    }
}

impl Term {
    /// What the letters stand for; empty if they stand for nothing.
    pub fn spelled(&self, words: Words) -> &'static str {
        pick(self.spelled, words)
    }

    /// What it means, in a line.
    pub fn means(&self, words: Words) -> &'static str {
        pick(self.means, words)
    }

    /// Whether a text speaks of it. `FTC` is not in `FTCX`.
    pub fn is_in(&self, text: &str) -> bool {
        text.match_indices(self.name).any(|(at, found)| {
            let is_letter = |it: char| it.is_ascii_alphanumeric();
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
        })
    }
}

/// In their order.
pub const STATIONS: [Station; 6] = [
    Station {
        title: ["準備", "Prepare"],
        line: [
            "背景、ライセンス、関係者を確認し、割り当てから 2 営業日以内にお客様へ連絡します。",
            "Learn the background, licences and people, and contact the customer within 2 business days.",
        ],
    },
    Station {
        title: ["キックオフ ミーティング", "Kickoff meeting"],
        line: [
            "目的、期待、スケジュール、リスクをお客様と話し合い、その場で記録します。",
            "Talk about goals, expectations, timeline and risks with the customer, and note them on the spot.",
        ],
    },
    Station {
        title: ["DIBS の確認", "DIBS"],
        line: [
            "サービスごとに、期日、意図、ビジネス上の理由、成功の責任者を確認します。",
            "For each service confirm date, intent, business reason and success owner.",
        ],
    },
    Station {
        title: ["SSAT の開始", "SSAT"],
        line: [
            "関係者、シナリオ、周知、トレーニングを、分かるところから書き始めます。",
            "Begin with stakeholders, scenarios, awareness and training, as far as they are known.",
        ],
    },
    Station {
        title: ["成果の確認", "Outcomes"],
        line: [
            "次へ進む条件がそろったかを確認し、足りないものに手を打ちます。",
            "Check what the next stage needs, and deal with what is missing.",
        ],
    },
    Station {
        title: ["引き渡し", "Hand-off"],
        line: [
            "記録を 1 つのファイルに書き出し、デリバリー チームに渡します。",
            "Export everything as one file for the delivery team.",
        ],
    },
];

/// By the order in which they are met.
pub const TERMS: [Term; 14] = [
    Term {
        name: "FTC",
        spelled: ["FastTrack Center", "FastTrack Center"],
        means: [
            "Microsoft 365 の導入を支援する Microsoft の組織です。",
            "The Microsoft organisation that helps customers to deploy Microsoft 365.",
        ],
    },
    Term {
        name: "FTOP",
        spelled: ["FastTrack Orchestration Portal", "FastTrack Orchestration Portal"],
        means: [
            "FastTrack のタスクを番号で管理する社内の仕組みです。",
            "The internal portal in which FastTrack's numbered tasks are kept.",
        ],
    },
    Term {
        name: "RFA",
        spelled: ["Request for Assistance", "Request for Assistance"],
        means: [
            "お客様からの支援リクエストで始まるモーションです。",
            "The motion that starts with a customer who asks for help.",
        ],
    },
    Term {
        name: "Customer Health",
        spelled: ["お客様の状態", ""],
        means: [
            "利用状況の確認から始まるモーションです。",
            "The motion that starts with a look at how the customer uses what they own.",
        ],
    },
    Term {
        name: "Targeting",
        spelled: ["ターゲティング", ""],
        means: [
            "Microsoft からお客様に声をかけて始まるモーションです。",
            "The motion in which Microsoft approaches the customer.",
        ],
    },
    Term {
        name: "Gateway",
        spelled: ["", ""],
        means: [
            "最初にお客様と話し、FastTrack マネージャーに引き継ぐチームです。",
            "The team that talks to the customer first and hands over to the FastTrack Manager.",
        ],
    },
    Term {
        name: "DIBS",
        spelled: [
            "Date, Intent, Business reason, Success owner",
            "Date, Intent, Business reason, Success owner",
        ],
        means: [
            "サービスごとの 4 つの前提条件: 利用開始日、導入の意図、ビジネス上の理由、成功の責任者。",
            "Four prerequisites of each service: date in production, intent, business reason, success owner.",
        ],
    },
    Term {
        name: "SSAT",
        spelled: [
            "Stakeholders, Scenarios, Awareness, Training",
            "Stakeholders, Scenarios, Awareness, Training",
        ],
        means: [
            "サービスごとの 4 つの成功要因: 関係者、シナリオ、周知、トレーニング。",
            "Four success factors of each service: stakeholders, scenarios, awareness, training.",
        ],
    },
    Term {
        name: "4+4",
        spelled: ["", ""],
        means: [
            "DIBS の 4 つと SSAT の 4 つを合わせた呼び名です。",
            "The four of DIBS and the four of SSAT together.",
        ],
    },
    Term {
        name: "BVD",
        spelled: ["Business Value Discussion", "Business Value Discussion"],
        means: [
            "導入の効果をお客様の業務に沿って話し合うミーティングです。",
            "A meeting about what the services are worth to the customer's business.",
        ],
    },
    Term {
        name: "SME",
        spelled: ["Subject-matter expert", "Subject-matter expert"],
        means: [
            "特定の製品や導入に詳しい専門家です。",
            "Somebody who is an expert in a product or its adoption.",
        ],
    },
    Term {
        name: "QuickLeads",
        spelled: ["", ""],
        means: [
            "お客様をパートナーに紹介する仕組みです。",
            "The way in which a customer is referred to a partner.",
        ],
    },
    Term {
        name: "Success Workshop",
        spelled: ["", ""],
        means: [
            "キックオフの次にデリバリー チームが行うワークショップです。",
            "The workshop that the delivery team holds after the kickoff.",
        ],
    },
    Term {
        name: "Technical Assessment",
        spelled: ["テクニカル アセスメント", ""],
        means: [
            "導入に必要な技術面の条件を確認する工程です。",
            "The check of what the deployment needs technically.",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_as_a_word() {
        let term = |name: &str| TERMS.iter().find(|it| it.name == name).expect("a term");
        for (name, text, wanted) in [
            ("FTC", "FTC の機能", true),
            ("FTC", "FTCの機能", true),
            ("FTC", "FTCX", false),
            ("RFA", "支援リクエスト (RFA)", true),
            ("4+4", "14+4", false),
            ("4+4", "4+4 のガイド", true),
            ("DIBS", "", false),
        ] {
            assert_eq!(term(name).is_in(text), wanted, "{name} in {text}");
        }
    }

    #[test]
    fn every_term_and_station_has_words_in_both_languages() {
        for words in Lang::ALL.map(Words) {
            for it in &TERMS {
                assert!(!it.means(words).is_empty(), "{}", it.name);
            }
            for it in &STATIONS {
                assert!(!it.title(words).is_empty() && !it.line(words).is_empty());
            }
        }
    }
}
