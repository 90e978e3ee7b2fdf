//! A thousand engagements with everything filled in: imported, listed, searched, opened, edited, exported, and
//! there again after a restart and in another browser.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use e2e::scratch::Scratch;
use e2e::site::tracked;
use e2e::{Person, Role, Settings, Site, saved, wait};
use serde_json::Value;

const COUNT: usize = 1_000;

/// What each is called.
fn name(number: usize) -> String {
    format!("お客様 {number:04} 製作所")
}

/// A file of so many copies of a full engagement, each with a name and an id of its own. As large as it gets, so
/// it is written piece by piece. Counts and checksum are left out, as a file may.
fn file_of(count: usize, path: &Path) -> PathBuf {
    let one = std::fs::read_to_string(tracked("tests/saves/contoso-2.kickoff.json")).unwrap();
    let mut whole: Value = serde_json::from_str(&one).unwrap();
    let engagement = whole["engagements"][0].take();
    let id = engagement["id"].as_str().unwrap().to_owned();
    let customer = engagement["fields"]["fact/customer"]["value"].as_str().unwrap().to_owned();
    let text = engagement.to_string();
    for member in ["counts", "sha256", "summary", "engagements"] {
        whole.as_object_mut().unwrap().remove(member);
    }
    let head = whole.to_string();
    let mut file = BufWriter::new(File::create(path).unwrap());
    write!(file, "{},\"engagements\":[", &head[..head.len() - 1]).unwrap();
    for number in 0..count {
        let own = format!("01a0b243-d100-7375-ba75-{number:012x}");
        let copy = text.replace(&id, &own).replace(&customer, &name(number));
        let between = if number == 0 { "" } else { ",\n" };
        write!(file, "{between}{copy}").unwrap();
    }
    write!(file, "]}}").unwrap();
    file.flush().unwrap();
    path.to_owned()
}

/// What takes minutes on a machine that has other things to do.
fn at_last(awaited: &str, me: &Person, text: &str) {
    wait::within(Duration::from_secs(600), awaited, || {
        if me.can_see(text) { Ok(()) } else { Err(me.reads()) }
    });
}

fn takes_in_all(me: &Person, file: &Path) {
    me.opens("#/open");
    me.chooses_file("ファイルを選ぶ", file);
    at_last("all of it read", me, &name(0));
    me.clicks_button("取り込む");
    at_last("all of it taken in", me, "取り込みました");
}

/// How many are in either place, and how full localStorage is, in percent.
fn places(me: &Person) -> (usize, usize, usize) {
    let there = saved::archived(me).iter().filter(|it| it.starts_with("eng/")).count();
    let storage = me.storage();
    let id = |key: &String| key.split_once(":eng/").map(|it| it.1[..36].to_owned());
    let here = BTreeSet::from_iter(storage.keys().filter_map(id)).len();
    let units = |it: &str| it.encode_utf16().count();
    let used: usize = storage.iter().map(|(key, text)| units(key) + units(text)).sum();
    (here, there, used * 100 / 5_242_880)
}

#[test]
fn a_thousand_full_engagements_go_in_are_worked_with_and_go_out_into_another_browser() {
    let site = Site::open();
    let me = Person::at(&site, Settings::default());
    let scratch = Scratch::default();
    let file = file_of(COUNT, &scratch.path().join("all.kickoff.json"));
    println!("the file: {} bytes", std::fs::metadata(&file).unwrap().len());
    takes_in_all(&me, &file);
    me.sees(&format!("{COUNT} 件中 {COUNT} 件を表示"));
    let (here, there, used) = places(&me);
    println!("at work {here}, in the archive {there}, {used} percent used");
    assert_eq!(here + there, COUNT);
    assert!(used < 80, "{used}");

    // After a restart they are all there, found and opened, wherever they are.
    me.reloads();
    me.sees(&format!("{COUNT} 件中 {COUNT} 件を表示"));
    for number in [0, 777, COUNT - 1] {
        me.opens("#/");
        me.fills("お客様・関係者・ID で探す", &name(number));
        me.sees(&format!("{COUNT} 件中 1 件を表示"));
        me.follows(&name(number));
        me.sees_a(Role::Heading, "エンゲージメントの設定");
        me.part("基本情報").fills("シート数", &format!("{}", 1_000 + number));
        me.sees_it_saved();
    }
    me.reloads();
    me.part("基本情報").reads_in("シート数", &format!("{}", 1_000 + COUNT - 1));

    me.opens("#/");
    me.clicks_button("すべて書き出す");
    at_last("all of it exported", &me, "書き出しました");
    let (called, bytes) = me.browser.download();
    println!("{called}: {} bytes", bytes.len());
    let out = scratch.file("out.kickoff.json", &bytes);
    drop((me, bytes));

    let other = Person::at(&site, Settings::default());
    takes_in_all(&other, &out);
    other.sees(&format!("{COUNT} 件中 {COUNT} 件を表示"));
    other.fills("お客様・関係者・ID で探す", &name(777));
    other.follows(&name(777));
    other.part("基本情報").reads_in("シート数", "1777");
}
