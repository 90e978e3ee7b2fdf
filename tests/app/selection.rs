//! The list of engagements as an address asks for it.

use std::rc::Rc;

use chrono::{NaiveDate, NaiveDateTime};
use kickoff::app::engagement_list::{Entry, picked};
use kickoff::app::route::Route;
use kickoff::app::selection::{Selection, Sort, State};
use kickoff::domain::code::Code;
use kickoff::domain::id::{EngagementId, unique};
use kickoff::domain::phase::Phase;
use kickoff::domain::receipt::Receipts;
use kickoff::playbook;
use kickoff::store::card::Card;
use kickoff::store::engagements::{Found, Listed};
use reactive_graph::traits::GetUntracked;

use crate::Device;
use crate::storage::Watched;
use crate::support::contoso::full_engagement;

/// What an address asks for, written anew.
fn again(query: &str) -> String {
    Selection::parse(query).to_string()
}

#[test]
fn what_is_asked_for_is_in_the_address_and_read_from_it() {
    let asked = Selection {
        sort: Sort::Due,
        motion: "rfa".to_owned(),
        service: "自社 & サービス=1".to_owned(),
        state: Some(State::Phase(Phase::GateOpen)),
        search: "佐藤 恵子+100%#?/".to_owned(),
    };
    let written = asked.to_string();
    assert!(written.is_ascii() && !written.contains(['#', '?', '/', ' ', '+']), "{written}");
    assert_eq!(Selection::parse(&written), asked);
    assert_eq!(Selection::default().to_string(), "");
    for sort in Sort::ALL {
        let asked = Selection { sort, ..Selection::default() };
        assert_eq!(Selection::parse(&asked.to_string()), asked);
        assert!(!asked.is_narrow());
    }
    for phase in Phase::ALL {
        let asked = Selection { state: Some(State::Phase(*phase)), ..Selection::default() };
        assert_eq!(Selection::parse(&asked.to_string()), asked);
        assert!(asked.is_narrow());
    }
}

#[test]
fn an_address_that_asks_for_nothing_known_asks_for_everything() {
    for nothing in [
        "",
        "&",
        "&&==",
        "sort=",
        "sort=size",
        "sort=DUE",
        "motion=unknown",
        "motion=%E3%81",
        "state=",
        "state=late",
        "q=",
        "q",
        "x=1",
        "Q=a",
        "%71=a",
    ] {
        assert_eq!(again(nothing), "", "{nothing}");
    }
    let table = [
        ("sort=name&sort=due", "sort=due"),
        ("motion=none", "motion=none"),
        ("q=a%20b", "q=a%20b"),
        ("q=a+b", "q=a%20b"),
        ("q=100%", "q=100%25"),
        ("q=%zz%4", "q=%25zz%254"),
        ("q=%2B5%+5", "q=%2B5%25%205"),
        ("q=%FF", "q=%EF%BF%BD"),
        ("q=a=b", "q=a%3Db"),
        ("service=%E2%9C%93", "service=%E2%9C%93"),
    ];
    for (asked, written) in table {
        assert_eq!(again(asked), written, "{asked}");
        assert_eq!(again(written), written);
    }
    let long = format!("q={}", "あ".repeat(5_000));
    assert_eq!(Selection::parse(&long).search.chars().count(), 200);
}

#[test]
fn what_is_asked_for_stays_through_a_visit_elsewhere_and_changes_no_place() {
    let library = playbook::library().unwrap();
    for hash in ["#/?sort=due", "#/?", "#/?/data", "#?q=e/x", "#/?q=%2Fopen"] {
        assert_eq!(Route::parse(hash, library), Route::Engagements, "{hash}");
    }
    let storage = Rc::new(Watched::default());
    let page = Device::at("#/?q=contoso", &storage, 1);
    let query = || page.session.query.get_untracked();
    assert_eq!(query(), "q=contoso");
    for elsewhere in ["#/data", "#/", "#/data?q=x"] {
        page.go(elsewhere);
        assert_eq!(query(), "q=contoso", "{elsewhere}");
    }
    page.go("#/?sort=due");
    assert_eq!(query(), "sort=due");
    page.go("#/?");
    assert_eq!(query(), "");
    // It may name other customers.
    page.go("#/?q=contoso");
    page.session.share(true);
    assert_eq!(query(), "");
}

fn plain(text: &str) -> String {
    text.to_lowercase()
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 10, 1).unwrap().and_hms_opt(9, 0, 0).unwrap()
}

/// One on the list, of the whole case of Contoso but for what a test says.
fn listed(number: u8, name: &str, say: impl Fn(&mut Card)) -> Listed {
    let mut card = Card::of(&full_engagement());
    card.customer = name.to_owned();
    card.motion = None;
    card.services = Vec::new();
    card.names = Vec::new();
    card.phase = Some(Phase::BeforeKickoff);
    card.next = vec!["- - hand-off".to_owned()];
    say(&mut card);
    Listed {
        id: EngagementId::coined(unique(1_790_000_000_000 + u64::from(number), [number; 10])),
        name: name.to_owned(),
        state: Found::Whole(card),
        exported: None,
        is_set_back: false,
        is_archived: false,
    }
}

fn due(card: &mut Card, day: &str) {
    card.next = vec![format!("{day}T23:59 - contact"), "- - hand-off".to_owned()];
}

#[test]
fn the_list_is_parted_and_ordered_as_asked() {
    let library = playbook::library().unwrap();
    let broken = Listed { state: Found::Damaged(()), ..listed(9, "Broken", |_| {}) };
    // As they come: what cannot be read, then by the last change.
    let all = [
        broken,
        listed(1, "Fabrikam", |it| {
            due(it, "2026-10-05");
            it.motion = Some("rfa".to_owned());
            (it.closed, it.total) = (5, 10);
            it.services = vec!["teams".to_owned(), "自社 CRM".to_owned()];
        }),
        listed(2, "adventure works", |it| {
            due(it, "2026-09-20");
            it.phase = Some(Phase::AfterKickoff);
            (it.closed, it.total) = (9, 90);
            it.names = vec!["佐藤 恵子".to_owned(), "5204".to_owned()];
        }),
        listed(3, "Contoso", |it| {
            it.motion = Some("targeting".to_owned());
            (it.closed, it.total) = (0, 0);
            it.services = vec!["teams".to_owned()];
            it.phase = Some(Phase::HandedOff);
            it.receipts = Receipts { accepted: 1, returned: 0, total: 2 };
        }),
    ];
    let entries: Vec<Entry> = all.iter().map(|it| Entry::of(it, library, &|_| now())).collect();
    let id = all[3].id.to_string();
    let table = [
        ("", "Broken Fabrikam adventure Contoso"),
        // What is overdue is most urgent, and what has no deadline least.
        ("sort=due", "Broken adventure Fabrikam Contoso"),
        ("sort=name", "Broken adventure Contoso Fabrikam"),
        ("sort=progress", "Broken Contoso adventure Fabrikam"),
        ("motion=rfa", "Fabrikam"),
        ("motion=none", "adventure"),
        ("motion=customer-health", ""),
        ("service=teams", "Fabrikam Contoso"),
        ("service=teams&sort=name", "Contoso Fabrikam"),
        ("service=自社 CRM", "Fabrikam"),
        ("service=tea", ""),
        ("state=before-kickoff", "Fabrikam"),
        ("state=handed-off", "Contoso"),
        ("state=gate-open", ""),
        ("q=CONTOSO", "Contoso"),
        ("q=o", "Broken adventure Contoso"),
        ("q=佐藤恵", "adventure"),
        ("q=works 恵子", "adventure"),
        ("q=works 恵美", ""),
        ("q=5204", "adventure"),
        (&format!("q={id}"), "Contoso"),
        (&format!("q={}", &id[..6]), ""),
        ("q=broken", "Broken"),
        ("q=broken&motion=rfa", ""),
        ("q=%20%E3%80%80", "Broken Fabrikam adventure Contoso"),
    ];
    for (query, wanted) in table {
        let found = picked(&entries, &Selection::parse(query), plain);
        let name = |id: &EngagementId| {
            let it = all.iter().find(|it| it.id == *id).unwrap();
            it.name.split(' ').next().unwrap().to_owned()
        };
        let found: Vec<String> = found.iter().map(name).collect();
        assert_eq!(found.join(" "), wanted, "{query}");
    }
}
