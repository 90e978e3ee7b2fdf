//! DIBS and SSAT: which of the eight are there, and which are confirmed.

use kickoff::domain::code::MeetingKind;
use kickoff::domain::field::Field;
use kickoff::domain::four_plus_four::{
    PartState, add_follow_up, follow_ups, guide, missing, part_state,
};
use kickoff::domain::id::EntryId;
use kickoff::domain::parts::Part;
use kickoff::domain::register::{Register, meetings};

use crate::Known;
use crate::support::{Case, field, playbook};
use PartState::{Complete, Missing, Noted};

#[track_caller]
fn exchange() -> EntryId {
    let Field::Exists(_, id) = field("services/exo") else { panic!("a service") };
    id
}

#[test]
fn a_part_is_missing_noted_or_complete() {
    let table: &[(Part, Known, PartState)] = &[
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
        assert_eq!(part_state(&case.engagement, exchange(), *part), *wanted, "{part:?} {known:?}");
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

#[test]
fn a_follow_up_is_put_on_the_list_with_its_service_and_kind() {
    let mut case = Case::new().with(&[("services/exo", "true"), ("services/teams", "true")]);
    let (exo, id) = (exchange(), crate::support::coined(77));
    let edits = add_follow_up(id, exo, Part::Intent, "Exchange Online: 意図 (Intent)");
    let at = case.engagement.head().unwrap();
    case.engagement.apply(playbook(), &edits, at).unwrap();
    let cell = |column| case.engagement.cell(Register::Meetings, id, column);
    assert_eq!(cell(meetings::TOPIC), "Exchange Online: 意図 (Intent)");
    assert_eq!(cell(meetings::SERVICE), "exo");
    let kind = Field::Entry(Register::Meetings, id, meetings::KIND);
    assert_eq!(case.engagement.choice(kind), Some(MeetingKind::Bvd));
}

#[test]
fn a_part_is_planned_by_a_meeting_of_its_kind_about_its_service() {
    const MEETING: &str = "meetings/0198ffff-ffff-7fff-bfff-ffffffffff01";
    let (kind, service) = (format!("{MEETING}/kind"), format!("{MEETING}/service"));
    let planned = |known: &[(&str, &str)]| {
        let case = Case::new().with(&[("services/exo", "true")]).with(known);
        let all = Part::DIBS.into_iter().chain(Part::SSAT);
        let meetings = follow_ups(&case.engagement);
        let planned = all.filter(|part| meetings.iter().any(|it| it.brings(exchange(), *part)));
        planned.map(Part::letter).collect::<String>()
    };
    assert_eq!(planned(&[]), "");
    assert_eq!(planned(&[(&kind, "bvd")]), "", "about no service");
    assert_eq!(planned(&[(&kind, "bvd"), (&service, "teams")]), "", "about another one");
    // One talk about the value of a service may bring both its intent and its reason.
    assert_eq!(planned(&[(&kind, "bvd"), (&service, "exo")]), "IB");
    assert_eq!(planned(&[(&kind, "technical-expert"), (&service, "exo")]), "DS");
    assert_eq!(planned(&[(&kind, "adoption-expert"), (&service, "exo")]), "SSAT");
    let gone = [(&*kind, "bvd"), (&service, "exo"), (MEETING, "false")];
    assert_eq!(planned(&gone), "");
}

#[test]
fn each_missing_part_has_a_guide_of_the_source() {
    for part in Part::DIBS.into_iter().chain(Part::SSAT) {
        let guide = playbook().link(guide(part, playbook().roles)).unwrap();
        assert!(guide.resolvable && guide.lines.iter().all(|it| [109, 116, 150].contains(it)));
    }
}
