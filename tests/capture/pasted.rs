//! Several lines at once.

use kickoff::domain::capture::lines::lines;
use kickoff::i18n::capture_words::VOCABULARY;

fn told(pasted: &str) -> Vec<String> {
    let all = lines(pasted, &VOCABULARY).into_iter();
    all.map(|it| format!("{}|{}", it.speaker.unwrap_or_default(), it.text)).collect()
}

#[test]
fn each_line_with_something_in_it_is_one() {
    let table: [(&str, &[&str]); 5] = [
        ("gap: a\r\n\r\n  risk: b  \n\u{3000}\nc", &["|gap: a", "|risk: b", "|c"]),
        ("", &[]),
        ("\u{feff}x\n\u{200b}\n", &["|x"]),
        // No transcript.
        ("00:01 --> 00:02\nx", &["|00:01 --> 00:02", "|x"]),
        ("佐藤: 録画\n10:05 休憩", &["|佐藤: 録画", "|10:05 休憩"]),
    ];
    for (pasted, wanted) in table {
        assert_eq!(told(pasted), wanted, "{pasted:?}");
    }
}

#[test]
fn a_transcript_is_what_each_has_said_in_one_go() {
    let vtt = "WEBVTT - Kickoff\n\nNOTE a remark\n\n1\n00:00:01.000 --> 00:00:03.000\n<v 佐藤 恵子>録画は\n残りますか</v>\n\n\
               00:00:03.000 --> 00:00:04.000\n<v 佐藤 恵子><i>とても</i>大事です</v>\n\n00:00:05.000 --> 00:00:06.000\n<v Ann Lee>Yes, 3 < 4\n\n\
               00:00:07.000 --> 00:00:08.000\ngap: 保存先\n\n00:00:09.000 --> 00:00:10.000\nTom: see https://a.example\n\n\
               00:00:11.000 --> 00:00:12.000\n\n";
    assert_eq!(
        told(vtt),
        [
            "佐藤 恵子|録画は 残りますか とても大事です",
            "Ann Lee|Yes, 3 < 4",
            "Ann Lee|gap: 保存先",
            "Tom|see https://a.example",
        ]
    );
    for broken in ["WEBVTT", "WEBVTT\n\n-->", "WEBVTT\n\n00:00 --> \n<v", "WEBVTT\n\n-->\n<v >"] {
        let _ = told(broken);
    }
    assert_eq!(told("WEBVTT\n\n-->\n<v"), ["|<v"]);
}

#[test]
fn five_thousand_lines_are_all_there() {
    let pasted: String = (0..5_000).map(|it| format!("gap: {it}\n")).collect();
    let all = told(&pasted);
    assert_eq!((all.len(), all[4_999].as_str()), (5_000, "|gap: 4999"));
}
