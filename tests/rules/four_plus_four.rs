//! DIBS and SSAT: which of the eight are there, and which are confirmed.

use kickoff::domain::code::MeetingKind;
use kickoff::domain::field::Field;
use kickoff::domain::four_plus_four::{Part, Standing, missing, standing};
use kickoff::domain::id::EntryId;

use crate::Known;
use crate::support::{Case, field};
use Standing::{Complete, Missing, Noted};

#[track_caller]
fn exchange() -> EntryId {
    let Field::Exists(_, id) = field("services/exo") else { panic!("a service") };
    id
}

#[test]
fn a_part_is_missing_noted_or_complete() {
    let table: &[(Part, Known, Standing)] = &[
        (Part::Date, &[], Missing),
        (Part::Date, &[("due", "2026-12-01")], Noted),
        (Part::Date, &[("due", "2026-12-01"), ("due-confirmed", "true")], Complete),
        (Part::Date, &[("due", "12 月中"), ("due-confirmed", "true")], Missing),
        (Part::Date, &[("due-confirmed", "true")], Missing),
        (Part::Date, &[("due", "2026-12-01"), ("intent-confirmed", "true")], Noted),
        (Part::Intent, &[("intent", "yes")], Noted),
        (Part::Intent, &[("intent", "no"), ("intent-confirmed", "true")], Complete),
        (Part::Intent, &[("intent", "unclear"), ("intent-confirmed", "true")], Missing),
        (Part::BusinessReason, &[("reason", "当番をやめる")], Noted),
        (Part::BusinessReason, &[("reason", "当番"), ("reason-confirmed", "true")], Complete),
        (Part::SuccessOwner, &[("owner", "佐藤 恵子")], Noted),
        (Part::SuccessOwner, &[("owner", "佐藤 恵子"), ("owner-confirmed", "true")], Complete),
        (Part::SuccessOwner, &[("owner", "佐藤 恵子"), ("owner", "")], Missing),
        // SSAT asks for no confirmation, and what is partial is fine.
        (Part::Stakeholders, &[], Missing),
        (Part::Stakeholders, &[("stakeholders", "総務課")], Complete),
        (Part::Scenarios, &[("scenarios", "現場の写真")], Complete),
        (Part::Awareness, &[("awareness", "朝礼")], Complete),
        (Part::Training, &[("training", "班長から")], Complete),
        (Part::Training, &[("awareness", "朝礼")], Missing),
    ];
    for (part, known, wanted) in table {
        let mut case = Case::new().with(&[("services/exo", "true")]);
        for (column, typed) in *known {
            case.set(&format!("services/exo/{column}"), typed);
        }
        assert_eq!(standing(&case.engagement, exchange(), *part), *wanted, "{part:?} {known:?}");
    }
}

#[test]
fn what_a_service_lacks_is_listed_in_the_order_of_the_letters() {
    let mut case = Case::new().with(&[("services/exo", "true")]);
    let lacks = |case: &Case, parts: &[Part]| -> String {
        let lacking = missing(&case.engagement, exchange(), parts);
        lacking.into_iter().map(Part::letter).collect()
    };
    assert_eq!(lacks(&case, &Part::DIBS), "DIBS");
    assert_eq!(lacks(&case, &Part::SSAT), "SSAT");
    case.set("services/exo/intent", "yes");
    case.set("services/exo/scenarios", "現場の写真");
    // Noted is there: confirming it is another matter.
    assert_eq!(lacks(&case, &Part::DIBS), "DBS");
    assert_eq!(lacks(&case, &Part::SSAT), "SAT");
}

#[test]
fn each_missing_part_has_a_meeting_that_may_bring_it() {
    let table = [
        (Part::Date, MeetingKind::TechnicalExpert),
        (Part::Intent, MeetingKind::Bvd),
        (Part::BusinessReason, MeetingKind::Bvd),
        (Part::SuccessOwner, MeetingKind::AdoptionExpert),
        (Part::Stakeholders, MeetingKind::AdoptionExpert),
        (Part::Scenarios, MeetingKind::TechnicalExpert),
        (Part::Awareness, MeetingKind::AdoptionExpert),
        (Part::Training, MeetingKind::AdoptionExpert),
    ];
    for (part, kind) in table {
        assert_eq!(part.follow_up(), kind, "{part:?}");
    }
    let all: Vec<Part> = Part::DIBS.into_iter().chain(Part::SSAT).collect();
    assert_eq!(all, table.map(|it| it.0));
}
