//! What is made for customers: nothing internal is in it, whatever was recorded, and what is shared is.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use kickoff::domain::code::{Audience, Code};
use kickoff::domain::engagement::{Edit, Engagement};
use kickoff::domain::field::{Field, ItemField, Subject};
use kickoff::domain::id::EntryId;
use kickoff::domain::playbook::QuestionKind;
use kickoff::domain::register::{
    Column, Register, actions, decisions, gaps, meetings, needs, people, questions, scope, services,
};
use kickoff::domain::stamp::Stamp;
use kickoff::domain::text::Lang;
use kickoff::domain::value::{Kind, Value};
use kickoff::i18n::fields::Named;
use kickoff::i18n::words::Words;
use kickoff::output::calendar_file::{self, Readers};
use kickoff::output::report::Block;
use kickoff::output::shared::Shared;
use kickoff::output::{customer_mail, customer_minutes, customer_screen};
use proptest::prelude::*;

use support::chance::Chance;
use support::contoso::{full_engagement, subjects};
use support::{Case, HERE, coined, edit, field, playbook};

/// An engagement in which every text is a mark that is nowhere else, and each mark with its field.
fn marked(chance: &mut Chance) -> (Engagement, Vec<(Field, String)>) {
    let mut engagement = Case::new().engagement;
    let mut edits = Vec::new();
    for register in Register::ALL {
        let named = (*register == Register::Services)
            .then(|| playbook().services.iter().map(|it| EntryId::Named(it.code)).take(3));
        let coined = (1..=3).map(coined);
        for id in named.into_iter().flatten().chain(coined).filter(|_| chance.below(4) != 0) {
            edits.push(Edit::add(*register, id));
            let cells = register.columns().iter().map(|it| Field::Entry(*register, id, *it));
            edits.extend(cells.map(Edit::clear));
        }
    }
    let items = playbook().items().map(|(_, it)| it.id);
    let parts = [ItemField::Note, ItemField::Evidence, ItemField::Owner];
    edits.extend(items.flat_map(|id| parts.map(|it| Edit::clear(Field::Item(id, it)))));
    edits.extend(playbook().facts.iter().map(|it| Edit::clear(Field::Fact(it.id))));
    let all = playbook().questions.iter().filter(|it| it.kind != QuestionKind::Services);
    edits.extend(all.map(|it| Edit::clear(Field::Answer(it.id))));
    let mut marks = Vec::new();
    for edit in &mut edits {
        let field = edit.field;
        if edit.value.is_some()
            || (field != support::field("fact/customer") && chance.below(5) == 0)
        {
            continue;
        }
        let mut mark = || {
            let mark = format!("⟦{}⟧", marks.len());
            marks.push((field, mark.clone()));
            Some(Value::Text(mark.into()))
        };
        edit.value = match field.kind(playbook()).unwrap() {
            Kind::Text | Kind::LongText | Kind::Name | Kind::Link => mark(),
            Kind::Service => Kind::Service.read(&coined(1 + chance.below(3) as u128).to_string()),
            Kind::Choice(codes) => Some(Value::Choice(codes[chance.below(codes.len())])),
            kind @ Kind::Day => kind.read("2026-10-07"),
            kind @ Kind::Moment => kind.read("2026-10-07T10:00"),
            Kind::Count => Some(Value::Count(900)),
            Kind::Flag => Some(Value::Flag(true)),
            Kind::Mark => None,
        };
    }
    let at = Stamp::new(1_789_700_000_000, 0, HERE);
    engagement.apply(playbook(), &edits, at).unwrap();
    let mut decided = Vec::new();
    for subject in subjects(&engagement) {
        if let Some(audience) = Audience::ALL.get(chance.below(3)) {
            let value = Value::Choice(audience.code());
            decided.push(Edit::set(Field::Audience(subject), value));
        }
    }
    engagement.apply(playbook(), &decided, at).unwrap();
    (engagement, marks)
}

/// Whether a customer may see what was typed there.
fn is_shared(engagement: &Engagement, field: Field) -> bool {
    let subject = match field {
        Field::Entry(register, id, _) => Subject::Entry(register, id),
        Field::Item(id, ItemField::Note) => Subject::Note(id),
        Field::Item(id, ItemField::Evidence) => Subject::Evidence(id),
        Field::Fact(id) => return ["customer", "kickoff-at"].contains(&id.as_str()),
        // Who does something and its state are nobody's but ours.
        _ => return false,
    };
    engagement.audience(subject) == Audience::Shared
}

/// What somebody typed that the minutes are to tell, if the entry is shared. What is noted beside an
/// entry, and in rows of the playbook, is not for them.
const TOLD: [(Register, &[Column]); 9] = [
    (
        Register::Services,
        &[
            services::NAME,
            services::REASON,
            services::OWNER,
            services::STAKEHOLDERS,
            services::SCENARIOS,
            services::AWARENESS,
            services::TRAINING,
        ],
    ),
    (Register::Needs, &[needs::WHAT]),
    (Register::Questions, &[questions::ASK, questions::OF, questions::ANSWER]),
    (Register::Gaps, &[gaps::WHAT, gaps::EXPERT]),
    (Register::Decisions, &[decisions::WHAT, decisions::OWNER, decisions::TOPIC]),
    (Register::Actions, &[actions::WHAT, actions::OWNER, actions::TOPIC, actions::REASON]),
    (Register::Scope, &[scope::WORK]),
    (Register::Meetings, &[meetings::TOPIC, meetings::SCENARIO, meetings::PEOPLE]),
    (Register::People, &[people::NAME, people::ORGANISATION, people::ROLE]),
];

/// The registers of the mail; of the actions only those that are still to be done, and so not why one
/// was dropped.
const MAILED: [Register; 3] = [Register::Decisions, Register::Actions, Register::Meetings];

/// All that can be had of what is shared, by every way there is.
fn all_of(shared: Shared<'_>, engagement: &Engagement, words: Words) -> String {
    let mut all = vec![minutes(&shared, words), mail(&shared, words), calendar(&shared, words)];
    for register in Register::ALL {
        all.extend(shared.entries(*register).iter().map(ToString::to_string));
        // The internal ones are asked for by name, too.
        for id in engagement.entries(*register) {
            let columns = register.columns().iter();
            all.extend(columns.filter_map(|it| shared.cell(*register, id, *it, words)));
            all.extend(shared.service(id, words));
        }
    }
    for (_, item) in playbook().items() {
        all.extend(
            [shared.note(item.id), shared.evidence(item.id)]
                .into_iter()
                .flatten()
                .map(str::to_owned),
        );
    }
    all.extend(playbook().facts.iter().filter_map(|it| shared.fact(it.id, words)));
    all.join("\n")
}

/// What the shared screen draws, and nothing else is in the document then.
fn screen(shared: Shared<'_>, words: Words) -> String {
    let report = customer_screen::screen(&shared, words);
    let is_bare = |it: &Block| matches!(it, Block::Heading(it) if it.is_empty());
    assert!(!report.blocks.iter().any(is_bare));
    // No heading without something under it.
    let is_heading = |it: &Block| matches!(it, Block::Heading(_));
    assert!(report.blocks.windows(2).all(|it| is_heading(&it[0]) != is_heading(&it[1])));
    assert!(report.blocks.last().is_none_or(|it| !is_heading(it)));
    format!("{report:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn nothing_internal_is_in_anything_for_customers_and_all_that_is_shared_is(seed in 1..u64::MAX) {
        let (engagement, marks) = marked(&mut Chance(seed));
        let shared = Shared::of(&engagement);
        let is_open = |field: Field| match field.entry() {
            Some((Register::Actions, id)) => {
                let state = Field::Entry(Register::Actions, id, actions::STATE);
                engagement.value(state).is_none_or(|it| it.typed() == "open")
            }
            _ => true,
        };
        for lang in Lang::ALL {
            let all = all_of(shared, &engagement, Words(lang));
            let (summary, mail) = (minutes(&shared, Words(lang)), mail(&shared, Words(lang)));
            let screen = screen(shared, Words(lang));
            let (mut inside, mut outside) = (0, 0);
            for (field, mark) in &marks {
                let may = is_shared(&engagement, *field);
                prop_assert_eq!(all.contains(mark), may, "{} {}", field, mark);
                prop_assert_eq!(screen.contains(mark), may, "{} {} on the screen", field, mark);
                prop_assert!(may || !summary.contains(mark) && !mail.contains(mark));
                if let Field::Entry(register, _, column) = *field {
                    let is_told = TOLD.iter().any(|it| it.0 == register && it.1.contains(&column));
                    prop_assert_eq!(summary.contains(mark), may && is_told, "{} {}", field, mark);
                    let is_asked = is_open(*field) && column != actions::REASON;
                    let is_mailed = is_told && MAILED.contains(&register) && is_asked;
                    // A service is named by whatever is about it.
                    if register != Register::Services {
                        prop_assert_eq!(mail.contains(mark), may && is_mailed, "{} {}", field, mark);
                    }
                }
                inside += usize::from(may);
                outside += usize::from(!may);
            }
            prop_assert!(20 < inside && 20 < outside, "{} and {}", inside, outside);
            for question in &playbook().questions {
                let answer = shared.answer(question.id);
                let audience = engagement.audience(Subject::Answer(question.id));
                prop_assert!(answer.is_none() || audience == Audience::Shared);
                prop_assert!(answer.is_none() || answer == engagement.answer(question.id));
            }
        }
    }
}

fn minutes(shared: &Shared<'_>, words: Words) -> String {
    customer_minutes::minutes(shared, words).map(|it| it.plain()).unwrap_or_default()
}

fn mail(shared: &Shared<'_>, words: Words) -> String {
    customer_mail::follow_up(shared, words).map(|it| it.plain()).unwrap_or_default()
}

fn calendar(shared: &Shared<'_>, words: Words) -> String {
    let clock = |_| chrono::NaiveDateTime::default();
    let file =
        calendar_file::write(Readers::Customer(*shared), "", Default::default(), &clock, words);
    file.unwrap_or_default().replace("\r\n ", "")
}

fn summary(engagement: &Engagement, lang: Lang) -> String {
    minutes(&Shared::of(engagement), Words(lang))
}

#[test]
fn the_summary_reads_as_a_mail_to_the_customer() {
    let full = full_engagement();
    let ja = summary(&full, Lang::Ja);
    assert!(ja.starts_with("キックオフ ミーティング議事録: コントソ製作所 様\n\nコントソ製作所\n関係者の皆様\n\n平素より"), "{ja}");
    for line in [
        "■ 開催概要\n- 日時: 2026/10/",
        "■ 対象のサービス\n- Exchange Online\n  期日 (Date): ",
        "- メールのサーバーを 1 つにまとめたい\n",
        "- 会議の録画と保存\n  開催日: 2026/10/15\n",
        "- 工場の共用端末は、誰が設定していますか。\n",
        "- 佐藤 恵子\n  組織: コントソ製作所 情報システム課\n  役割: プロジェクト責任者\n",
        "\n\n以上、ご確認のほどよろしくお願いいたします。記載内容に誤りや不足がございましたら、お手数ですがお知らせください。\n",
    ] {
        assert!(ja.contains(line), "no `{line}` in\n{ja}");
    }
    let en = summary(&full, Lang::En);
    assert!(en.starts_with("Minutes of the kickoff meeting with コントソ製作所\n\n"), "{en}");
    // The company has a line of its own in Japanese.
    assert_eq!(ja.lines().count(), en.lines().count() + 1);
    for risk in full.entries(Register::Risks) {
        let what = full.cell(Register::Risks, risk, kickoff::domain::register::risks::WHAT);
        assert!(what.is_empty() || !ja.contains(what), "{what}");
    }
}

#[test]
fn there_is_no_heading_without_something_under_it() {
    let bare = Case::new();
    assert_eq!(summary(&bare.engagement, Lang::Ja), "");
    let one = bare.with(&[("fact/kickoff-at", "2026-10-07T10:00")]);
    assert_eq!(summary(&one.engagement, Lang::Ja).lines().filter(|it| !it.is_empty()).count(), 8);
    let headings = summary(&one.engagement, Lang::Ja).matches('■').count();
    assert_eq!(headings, 1);
    // A note alone is not told, and so needs no heading; nor does an entry with nothing in it.
    let person = |column: &str| format!("people/{}/{column}", coined(1));
    let only_side = one.clone().with(&[(&person("side"), "customer")]);
    assert!(!summary(&only_side.engagement, Lang::Ja).contains("参加者"));
    let nameless = only_side.with(&[(&person("role"), "情報システム部長")]);
    let told = summary(&nameless.engagement, Lang::Ja);
    assert!(told.contains("■ 参加者 (敬称略)\n- 情報システム部長\n"), "{told}");
}

#[test]
fn an_internal_service_is_not_named_by_what_speaks_of_it() {
    let own = coined(5);
    let meeting = |column: &str| format!("meetings/{}/{column}", coined(1));
    let case = Case::new().with(&[
        (&format!("services/{own}/name"), "極秘の新製品"),
        (&meeting("topic"), "展開の相談"),
        (&meeting("service"), &own.to_string()),
    ]);
    assert!(summary(&case.engagement, Lang::Ja).contains("サービス: 極秘の新製品"));
    let mut hidden = case.engagement;
    let at = hidden.head().unwrap();
    let internal = edit(&format!("services/{own}/audience"), "internal");
    hidden.apply(playbook(), &[internal], at).unwrap();
    let told = summary(&hidden, Lang::Ja);
    assert!(told.contains("展開の相談") && !told.contains("極秘"), "{told}");
    assert!(!told.contains(&own.to_string()));
}

#[test]
fn what_is_given_or_recorded_is_told_only_as_somebody_said_it() {
    let case = Case::new().with(&[
        ("answer/terms-required", "yes"),
        ("answer/under-1000-seats", "no"),
        ("answer/risk-seen", "no"),
        ("fact/seats", "900"),
    ]);
    let shared = Shared::of(&case.engagement);
    let answer = |name: &str| {
        let Field::Answer(id) = field(&format!("answer/{name}")) else { panic!("{name}") };
        shared.answer(id)
    };
    assert_eq!(answer("terms-required"), Some("yes"));
    // Follows from the seats.
    assert_eq!(answer("under-1000-seats"), None);
    assert_eq!(answer("risk-seen"), None, "of risks nothing is told");
}

#[test]
fn history_and_reviews_call_it_by_what_it_is_about() {
    let person = format!("people/{}", coined(1));
    let case = Case::new().with(&[(&format!("{person}/name"), "佐藤 恵子")]);
    for (address, ja, en, usual) in [
        (
            "answer/terms-required/audience".to_owned(),
            "お客様は FastTrack の利用規約に同意する必要がありますか。 – 共有範囲",
            "Does the customer need to accept the FastTrack Terms and Conditions? – Audience",
            "お客様と共有",
        ),
        (
            "item/out.ftc/note-audience".to_owned(),
            "FTC の支援内容をお客様が理解した – メモ – 共有範囲",
            "Customer understands what FTC does – Note – Audience",
            "お客様と共有",
        ),
        (
            "item/prep.account-context/evidence-audience".to_owned(),
            "お客様の状況をアカウント チームに聞く – 根拠 (誰が何を言ったか) – 共有範囲",
            "Learn the situation from the account team – Evidence (who said what) – Audience",
            "社内のみ",
        ),
        (
            format!("{person}/audience"),
            "参加者名簿: 佐藤 恵子 – 共有範囲",
            "People: 佐藤 恵子 – Audience",
            "お客様と共有",
        ),
    ] {
        let named =
            |lang| Named { engagement: &case.engagement, playbook: playbook(), words: Words(lang) };
        let field = field(&address);
        assert_eq!(named(Lang::Ja).field(field), ja);
        assert_eq!(named(Lang::En).field(field), en);
        let said = |code| named(Lang::Ja).value(field, Some(&Value::Choice(code)));
        assert_eq!([said("internal"), said("shared")], ["社内のみ", "お客様と共有"]);
        assert_eq!(named(Lang::Ja).value(field, None), usual, "as it is by default");
    }
}
