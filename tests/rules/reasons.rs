//! Why something is as it is, in words: whole sentences, of each language's own.

use kickoff::domain::condition::{Condition, Verdict};
use kickoff::domain::findings::Findings;
use kickoff::domain::text::Lang;
use kickoff::i18n::reasons::sentence;

use crate::Known;
use crate::support::{Case, playbook};

fn said(verdict: &Verdict, lang: Lang) -> String {
    sentence(verdict, playbook(), lang, &|_| "10:42".to_owned())
}

#[test]
fn each_reason_is_a_whole_sentence() {
    let table: &[(&str, Known, &str, &str)] = &[
        (
            "teams-entitled",
            &[("answer/teams-entitled", "no")],
            "「お客様には Teams の利用資格がありますか」の回答は「いいえ」です (10:42)。",
            "The answer to “Is the customer entitled to Teams?” is no (10:42).",
        ),
        (
            "managed",
            &[],
            "「このお客様は管理対象アカウントですか」をまだ確認していません。",
            "“Is this customer a managed account?” has not been asked yet.",
        ),
        (
            "motion is rfa",
            &[("answer/motion", "targeting")],
            "「このエンゲージメントは、どのモーションで始まりましたか」の回答は「支援リクエスト (RFA)」ではありません (10:42)。",
            "The answer to “Which motion started this engagement?” is not Request for Assistance (RFA) (10:42).",
        ),
        (
            "services is exo or services is od or services is spo",
            &[("services/core", "true")],
            "対象のサービスに「Exchange Online」「OneDrive for Business」「SharePoint Online」が含まれていません (10:42)。",
            "The services in scope do not include Exchange Online, OneDrive for Business or SharePoint Online (10:42).",
        ),
        (
            "services is exo or services is od",
            &[("services/exo", "true"), ("services/od", "true")],
            "対象のサービスに「Exchange Online」「OneDrive for Business」が含まれています (10:42)。",
            "The services in scope include Exchange Online and OneDrive for Business (10:42).",
        ),
        // What several things wait for is said once.
        (
            "services is exo or services have date",
            &[],
            "対象のサービスをまだ選んでいません。",
            "No services have been chosen yet.",
        ),
        (
            "ftop.3979 is done and wants-partner",
            &[("item/ftop.3979/mark", "done"), ("answer/wants-partner", "yes")],
            "「引き継ぎを完了する」が完了しています (10:42)。「お客様はパートナーの支援を希望していますか」の回答は「はい」です (10:42)。",
            "“Complete the handover” is done (10:42). The answer to “Does the customer want to work with a partner?” is yes (10:42).",
        ),
        (
            "ftop.3979 is done",
            &[],
            "「引き継ぎを完了する」がまだ完了していません。",
            "“Complete the handover” is not done yet.",
        ),
        (
            "services have date",
            &[("services/exo", "true")],
            "「期日 (Date)」をお客様と確認していないサービスがあります (10:42)。",
            "“Date” is not confirmed with the customer for every service yet (10:42).",
        ),
        (
            "services have entitlement-notes",
            &[("services/exo/note", "来期に改めて聞く")],
            "すべてのサービスに「利用資格メモ」を記入済みです (10:42)。",
            "“Entitlement note” is filled in for every service (10:42).",
        ),
        (
            "services have ssat",
            &[("services/exo", "true")],
            "「SSAT」をまだどのサービスにも記入していません (10:42)。",
            "“SSAT” is not filled in for any service yet (10:42).",
        ),
    ];
    for (condition, known, ja, en) in table {
        let case = Case::new().with(known);
        let condition = Condition::parse(condition).unwrap();
        let verdict = Findings::new(playbook(), &case.engagement).verdict(Some(&condition));
        assert_eq!(said(&verdict, Lang::Ja), *ja);
        assert_eq!(said(&verdict, Lang::En), *en);
    }
}

/// Nothing is joined after a full stop but another sentence, whatever the playbook asks.
#[test]
fn no_reason_of_the_playbook_is_a_fragment() {
    let full = crate::support::contoso::full_engagement();
    for case in [Case::new().engagement, full] {
        for (_, item) in playbook().items() {
            for condition in [&item.when, &item.due_when, &item.met_when].into_iter().flatten() {
                let verdict = Findings::new(playbook(), &case).verdict(Some(condition));
                let (ja, en) = (said(&verdict, Lang::Ja), said(&verdict, Lang::En));
                assert!(ja.ends_with('。') && en.ends_with('.'), "{}: {ja} / {en}", item.id);
                for wrong in ["。」", "。 ", "。、", "か ", "か。", "「」"] {
                    assert!(!ja.contains(wrong), "{}: {ja}", item.id);
                }
                assert!(!en.contains(".,") && !en.contains("“”"), "{}: {en}", item.id);
            }
        }
    }
}
