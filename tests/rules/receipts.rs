//! What the delivery team says of what was handed over, and what the receiving playbooks begin with.

use kickoff::domain::derived::Derived;
use kickoff::domain::engagement::Engagement;
use kickoff::domain::field::{Field, Point, ReceiptPart};
use kickoff::domain::merge::{Side, review};
use kickoff::domain::readiness::key_inputs;
use kickoff::domain::receipt::{Receipts, points};
use kickoff::domain::stamp::{Stamp, WriterId};
use kickoff::domain::text::Lang;
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use kickoff::output::file;
use kickoff::store::card::Card;
use kickoff::store::{document, import};

use crate::support::{Case, coined, edit, field, library, playbook};

fn receipts(engagement: &Engagement) -> Receipts {
    Receipts::of(engagement, &Derived::of(engagement).assessment)
}

fn addresses(case: &Case) -> Vec<String> {
    let all = points(&case.engagement, &case.assessment());
    let written = |it| Field::Receipt(it, ReceiptPart::Verdict).to_string();
    all.into_iter().map(written).collect()
}

fn with_open_points() -> Case {
    let [one, two, three] = [1, 2, 3].map(coined);
    Case::new().with(&[
        ("answer/not-all-workloads", "no"),
        ("answer/teams-entitled", "no"),
        (&format!("gaps/{one}/what"), "特典の範囲"),
        (&format!("gaps/{two}/what"), "前提条件"),
        (&format!("gaps/{two}/state"), "closed"),
        (&format!("risks/{one}/what"), "旧サーバー"),
        (&format!("actions/{one}/what"), "名簿を送る"),
        (&format!("actions/{two}/what"), "済んだこと"),
        (&format!("actions/{two}/state"), "done"),
        (&format!("actions/{three}/what"), "やめたこと"),
        (&format!("actions/{three}/state"), "dropped"),
        (&format!("meetings/{one}/topic"), "BVD"),
        (&format!("decision-log/{one}/what"), "決めたこと"),
    ])
}

#[test]
fn the_points_are_the_outcomes_that_apply_and_what_is_open() {
    let one = coined(1);
    let outcomes = ["introductions", "ftc", "value", "entitled", "needs", "licence-plan"];
    let outcomes = outcomes.iter().chain(&["resources", "records"]);
    let mut wanted: Vec<String> = outcomes.map(|it| format!("item/out.{it}/receipt")).collect();
    let registers = ["gaps", "risks", "actions", "meetings"];
    wanted.extend(registers.map(|it| format!("{it}/{one}/receipt")));
    assert_eq!(addresses(&with_open_points()), wanted);
}

#[test]
fn what_came_back_is_counted_and_said_on_the_list() {
    let mut case = with_open_points();
    let said = |case: &Case| {
        let card = Card::of(&case.engagement);
        assert_eq!(Card::read(&card.write()).as_ref(), Some(&card));
        assert_eq!(card.receipts, receipts(&case.engagement));
        [Lang::Ja, Lang::En].map(|it| Words(it).receipts(card.receipts))
    };
    assert_eq!(said(&case), ["", ""]);
    let all = addresses(&case);
    case.set(&all[0], "accepted");
    assert_eq!(said(&case), ["受領 1/12 件", "1 of 12 points accepted"]);
    case.set(&all[8], "returned");
    assert_eq!(said(&case), ["差し戻し 1 件", "1 point returned"]);
    case.set(&all[9], "returned");
    assert_eq!(said(&case), ["差し戻し 2 件", "2 points returned"]);
    for address in &all {
        case.set(address, "accepted");
    }
    assert_eq!(said(&case), ["受領済み", "Accepted"]);
    // Nobody has looked at what came since.
    case.set(&format!("risks/{}/what", coined(9)), "新しいリスク");
    assert_eq!(said(&case), ["受領 12/13 件", "12 of 13 points accepted"]);
}

#[test]
fn what_was_returned_and_then_settled_is_no_point_any_more() {
    let gap = coined(1);
    let mut case = with_open_points().with(&[(&format!("gaps/{gap}/receipt"), "returned")]);
    assert_eq!(receipts(&case.engagement).returned, 1);
    case.set(&format!("gaps/{gap}/state"), "closed");
    assert_eq!(receipts(&case.engagement).returned, 0);
}

#[test]
fn an_older_card_says_nothing_of_receipts() {
    let mut card = Card::of(&with_open_points().engagement).write();
    let card = card.as_object_mut().unwrap();
    for name in ["accepted", "returned", "points"] {
        assert!(card.remove(name).is_some());
    }
    let read = Card::read(&card.clone().into()).unwrap();
    assert_eq!(read.receipts, Receipts::default());
}

#[test]
fn the_file_that_comes_back_shows_just_what_the_delivery_team_did() {
    let mut here = with_open_points().engagement;
    let at = chrono::DateTime::parse_from_rfc3339("2027-03-12T17:05:00+09:00").unwrap();
    let send = |it: &Engagement| {
        let text = file::write(std::slice::from_ref(it), playbook(), at).unwrap();
        import::open(text.as_bytes(), library()).unwrap().engagements.remove(0)
    };
    let mut there = send(&here);
    let moment = |minutes: u64, writer| {
        Stamp::new(1_804_727_000_000 + minutes * 60_000, 0, WriterId::new(writer, 1))
    };
    let gap = format!("gaps/{}", coined(1));
    let marks = [
        edit(&format!("{gap}/receipt"), "returned"),
        edit(&format!("{gap}/receipt-remark"), "誰に聞くかを書いてください"),
        edit("item/out.ftc/receipt", "returned"),
        edit("item/out.value/receipt", "accepted"),
    ];
    there.apply(playbook(), &marks, moment(1, 0xde)).unwrap();
    // The sender goes on meanwhile.
    here.apply(playbook(), &[edit("fact/industry", "製造")], moment(2, 0xfe)).unwrap();
    let back = send(&there);
    let found = review(playbook(), &here, &back).unwrap();
    let theirs: Vec<String> = found
        .iter()
        .filter(|it| it.taken == Side::There)
        .map(|it| {
            let named = Named { engagement: &back, playbook: playbook(), words: Words(Lang::Ja) };
            format!("{}: {}", named.field(it.field), named.value(it.field, it.there.as_ref()))
        })
        .collect();
    assert_eq!(
        theirs,
        [
            "FTC の支援内容をお客様が理解した – 受領確認: 差し戻し",
            "お客様が特典に価値を感じ、関心を持った – 受領確認: 受領",
            "知識ギャップ: 特典の範囲 – 受領確認: 差し戻し",
            "知識ギャップ: 特典の範囲 – 受領確認のコメント: 誰に聞くかを書いてください",
        ]
    );
    here.merge(&back).unwrap();
    assert_eq!((receipts(&here).accepted, receipts(&here).returned), (1, 2));
}

#[test]
fn no_point_that_is_not_there_has_a_receipt() {
    let mut case = with_open_points();
    let at = Stamp::new(1_804_727_000_000, 0, WriterId::new(1, 1));
    let ghost = edit(&format!("gaps/{}/receipt", coined(99)), "accepted");
    assert!(case.engagement.apply(playbook(), &[ghost], at).is_err());
    for address in
        ["item/no.such/receipt", "fact/seats/receipt", "answer/managed/receipt", "gaps/x/receipt"]
    {
        assert_eq!(Field::parse(address, playbook()), None, "{address}");
    }
    let written = document::write(&case.engagement);
    assert!(!written.to_string().contains("receipt"));
    let of = Field::Receipt(Point::Outcome(crate::support::item("out.ftc")), ReceiptPart::Remark);
    assert_eq!(field("item/out.ftc/receipt-remark"), of);
}

#[test]
fn the_key_inputs_wait_for_their_rows_and_nothing_else() {
    let mut case = with_open_points();
    let open = |case: &Case| -> Vec<Vec<&'static str>> {
        let all = key_inputs(playbook(), &case.assessment());
        assert!(all.iter().enumerate().all(|(at, it)| it.number == at));
        all.into_iter().map(|it| it.open.into_iter().map(|id| id.as_str()).collect()).collect()
    };
    let dibs = vec!["dibs.date", "dibs.intent", "dibs.reason", "dibs.owner"];
    let relations = vec!["out.introductions", "out.ftc", "out.value"];
    assert_eq!(open(&case), [vec!["ftop.994"], relations, dibs, vec!["out.resources"]]);
    case.set("item/ftop.994/mark", "done");
    case.set("item/out.ftc/mark", "waived: 次回に説明する");
    case.set("item/out.resources/mark", "not-applicable: すでに決まっている");
    let left = vec!["out.introductions", "out.value"];
    let all = open(&case);
    assert_eq!((&all[0], &all[1], &all[3]), (&vec![], &left, &vec![]));
}
