//! An hour with a customer, keyboard only, from an engagement with nothing in it to the read-back: what it
//! takes beside the text itself.

use std::collections::BTreeMap;

use e2e::person::key;
use e2e::{Person, Role, Settings, Site, page};

/// A key is one, whatever is held down with it. What is typed as text is not counted.
const AT_MOST: usize = 250;

/// Somebody with a keyboard, and how often it was pressed, by what for.
struct Keyboard {
    me: Person,
    pressed: BTreeMap<&'static str, usize>,
    now: &'static str,
}

impl Keyboard {
    fn press(&mut self, keys: &[char]) {
        *self.pressed.entry(self.now).or_default() += 1;
        self.me.presses(keys);
    }

    /// Tab until the keyboard is on this.
    #[track_caller]
    fn tab_to(&mut self, role: Role, name: &str) {
        self.tab_within(60, role, name);
    }

    #[track_caller]
    fn tab_within(&mut self, stops: usize, role: Role, name: &str) {
        for _ in 0..stops {
            self.press(&[key::TAB]);
            let focus = page::focused(&self.me.browser);
            if focus.is_some_and(|it| it.role == role.name() && it.name.starts_with(name)) {
                return;
            }
        }
        panic!("{name} is more than {stops} stops away");
    }

    /// A line that is noted.
    fn note(&mut self, line: &str) {
        self.me.keys_in(line);
        self.press(&[key::ENTER]);
        self.me.sees("記録しました");
        let value = "return document.getElementById('line').value;";
        e2e::eventually(line, || match self.me.browser.script(value).as_str() {
            Some("") => Ok(()),
            other => Err(format!("{other:?}")),
        });
    }

    /// Out of the line, and on to the next point.
    fn go_on(&mut self, point: &str) {
        self.press(&[key::ESCAPE]);
        self.press(&['n']);
        self.me.sees_a(Role::Heading, point);
    }

    /// On to the next point, with the keyboard on the page.
    fn go_on_from_page(&mut self, point: &str) {
        self.press(&['n']);
        self.me.sees_a(Role::Heading, point);
    }

    fn go_on_from_line_or_page(&mut self, point: &str) {
        if self.me.browser.script("return document.activeElement.id === 'line';") == true {
            self.go_on(point);
        } else {
            self.go_on_from_page(point);
        }
    }

    fn reach_line(&mut self) {
        // In a cell or a field, c would be text.
        self.press(&[key::CONTROL, 'j', key::NONE]);
        let is_there = "return document.activeElement.id === 'line';";
        e2e::eventually("the keyboard in the line", || {
            if self.me.browser.script(is_there) == true {
                Ok(())
            } else {
                Err("elsewhere".to_owned())
            }
        });
    }
}

#[test]
fn an_hour_with_a_customer_takes_at_most_250_keys_besides_the_text() {
    let site = Site::open();
    let me = Person::at(&site, Settings { width: 1366, height: 768, ..Settings::default() });
    let mut keys = Keyboard { me: me.clone(), pressed: BTreeMap::new(), now: "beginning" };

    // Before the meeting: an engagement, and the four services in scope.
    keys.tab_to(Role::Button, "新しいエンゲージメント");
    keys.press(&[key::ENTER]);
    me.keys_in("Northwind");
    keys.press(&[key::ENTER]);
    me.sees_a(Role::Heading, "エンゲージメントの設定");
    keys.now = "services in scope";
    for service in ["Exchange Online", "SharePoint", "OneDrive", "Microsoft Teams"] {
        keys.tab_to(Role::Checkbox, service);
        keys.press(&[key::SPACE]);
    }
    me.sees_it_saved();

    // 0 to 5: who is there.
    keys.now = "people";
    keys.press(&['m']);
    me.sees_a(Role::Heading, "紹介と役割");
    keys.press(&['p']);
    keys.reach_line();
    for person in [
        "人: 佐藤 花子, 情シス部長",
        "人: 鈴木 一郎, 情シス",
        "人: 田中 恵, 人事",
        "person: Mei Chen, FastTrack",
    ] {
        keys.note(person);
    }

    // 5 to 32: needs, questions and answers, gaps.
    keys.now = "talk";
    keys.go_on("業務・ニーズ・目標");
    keys.reach_line();
    for line in [
        "質問: 会議の録画は誰が見ますか",
        "答え: 営業の全員",
        "メモ: 出張が多い",
        "来年 4 月に本社を移転",
    ] {
        keys.note(line);
    }
    keys.go_on("FTC の支援内容");
    keys.go_on_from_page("使えるサービス");
    keys.reach_line();
    keys.note("課題: Teams 会議の録画 / SME");
    keys.note("gap: SharePoint の外部共有 / ワークショップ");

    // 32 to 45: DIBS of four services.
    keys.now = "DIBS";
    keys.go_on("DIBS と SSAT");
    keys.press(&[key::TAB]);
    for day in ["11/30", "12/15", "2027-01-15", "3/31"] {
        me.keys_in(day);
        keys.press(&[key::TAB]);
        keys.press(&['y']);
        keys.press(&[key::TAB]);
        me.keys_in("work anywhere");
        keys.press(&[key::TAB]);
        me.keys_in("Sato");
        keys.press(&[key::CONTROL, key::ENTER, key::NONE]);
    }

    // 45 to 56: a risk, what is asked because of it, decisions and actions.
    keys.now = "risks, decisions, actions";
    keys.reach_line();
    keys.note("リスク: 人事システムとの連携が未定");
    me.sees("お客様はパートナーの支援を希望していますか。");
    keys.note("決定: Teams を 4 月から全社で使う");
    keys.note("decision: 録画の保存は 1 年");
    keys.note("宿題: 佐藤 11/30 ライセンス表を送る");
    keys.note("action: 鈴木 12/4 テナントの一覧を作る");
    keys.note("宿題: 田中 来週金曜 研修の候補日を出す");
    keys.note("デモ: 会議の録画と文字起こし");
    for point in ["リスクとギャップ", "Windows 10 の展開支援", "利用規約"] {
        keys.go_on_from_line_or_page(point);
    }

    // 56 to 60: read back, each confirmed, and the end.
    keys.now = "read-back and end";
    keys.go_on_from_page("読み上げと次の予定");
    let aloud = me.part("読み上げて確認");
    for said in [
        "Teams を 4 月から全社で使う",
        "録画の保存は 1 年",
        "ライセンス表を送る",
        "テナントの一覧を作る",
        "研修の候補日を出す",
    ] {
        keys.tab_to(Role::Checkbox, said);
        keys.press(&[key::SPACE]);
        aloud.waits_until_ticked(said, true);
    }
    keys.tab_to(Role::Button, "ミーティングを終える");
    keys.press(&[key::ENTER]);
    me.sees("ミーティングの終了を記録しました。");

    let all: usize = keys.pressed.values().sum();
    println!("{all} keys besides the text: {:?}", keys.pressed);
    assert!(all <= AT_MOST, "{all}: {:?}", keys.pressed);

    // It is all there.
    let document = e2e::saved::document(&me.storage(), id(&me));
    let fields = document["fields"].as_object().unwrap();
    let said = |wanted: &str| fields.values().any(|it| it["value"].as_str() == Some(wanted));
    for wanted in [
        "佐藤 花子",
        "Mei Chen",
        "会議の録画は誰が見ますか",
        "営業の全員",
        "来年 4 月に本社を移転",
        "Teams 会議の録画",
        "人事システムとの連携が未定",
        "Teams を 4 月から全社で使う",
        "ライセンス表を送る",
        "work anywhere",
    ] {
        assert!(said(wanted), "{wanted}");
    }
    let days = fields.iter().filter(|(it, _)| it.ends_with("/due-confirmed"));
    assert_eq!(days.filter(|it| it.1["value"] == true).count(), 4, "confirmed");
}

#[test]
fn the_same_by_the_registers_takes_many_times_the_keys() {
    let site = Site::open();
    // So wide that the registers are beside every page, which is their shortest way.
    let me = Person::at(&site, Settings { width: 1600, height: 1000, ..Settings::default() });
    me.creates_engagement("Northwind");
    let mut keys = Keyboard { me: me.clone(), pressed: BTreeMap::new(), now: "" };
    let table = [
        ("知識ギャップ", "知識ギャップを追加", "gap: 録画 1"),
        ("プロジェクトのリスク", "リスクを追加", "リスク: 連携 2"),
        ("決定事項", "決定事項を追加", "決定: 移行 3"),
        ("アクション", "アクションを追加", "宿題: 名簿 4"),
        ("参加者名簿", "参加者を追加", "人: 佐藤 花子 5"),
    ];
    for (register, add, line) in table {
        let (_, text) = line.split_once(": ").unwrap();
        // From the top of a page, as after a link to it, by the register.
        me.opens("#/");
        me.follows("Northwind");
        me.sees_a(Role::Heading, "エンゲージメントの設定");
        keys.now = register;
        keys.tab_within(250, Role::Link, register);
        keys.press(&[key::ENTER]);
        me.sees_a(Role::Button, add);
        keys.tab_within(250, Role::Button, add);
        keys.press(&[key::ENTER]);
        me.keys_in(&format!("{text} a"));
        me.sees_it_saved();
        keys.press(&[key::ESCAPE]);
        let by_register = keys.pressed[register];
        // And by the line.
        keys.now = line;
        keys.press(&['c']);
        keys.note(&format!("{line} b"));
        let by_line = keys.pressed[line];
        println!("{register}: {by_register} keys by the register, {by_line} by the line");
        assert_eq!(by_line, 2);
        assert!(10 * by_line < by_register, "{register}: {by_register}");
    }
}

fn id(me: &Person) -> &'static str {
    let id = me.hash().split('/').nth(2).unwrap().to_owned();
    Box::leak(id.into_boxed_str())
}
