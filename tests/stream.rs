//! A file that is read piece by piece is what it is as a whole, wherever it is cut, and takes no more memory
//! than its largest engagement.

#![allow(clippy::unwrap_used, clippy::panic)] // In the helpers too, which are no `#[test]`s.

mod support;

use std::cell::Cell;
use std::fs;
use std::future::Future;
use std::ops::Range;
use std::path::Path;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use kickoff::store::import::source::{
    Begun, FileStream, Finished, Source, Unreadable, Withheld, again, begin,
};
use kickoff::store::import::{
    CHUNK, Content, FILE_LIMIT, FileError, Opened, SIZE_LIMIT, is_record, open, read,
};
use serde_json::{Value as Json, json};

use support::files::{MERGED, WHOLE, is_told, small, small_now, small_with};
use support::library;

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(it) => it,
        Poll::Pending => panic!("nothing here waits"),
    }
}

impl Source for Bytes<'_> {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    async fn part(&self, bytes: Range<u64>) -> Result<Vec<u8>, Withheld> {
        let of = |it: u64| usize::try_from(it).unwrap();
        Ok(self.0[of(bytes.start)..of(bytes.end)].to_vec())
    }
}

struct Bytes<'a>(&'a [u8]);

async fn all_of<S: Source>(mut stream: FileStream<'_, S>) -> Result<Opened, Unreadable> {
    let mut engagements = Vec::new();
    while let Some(it) = stream.next().await? {
        engagements.push(it.engagement);
    }
    match stream.finish().await? {
        Finished::Open(about) => Ok(about.with(engagements)),
        Finished::Sealed(_) => Err(FileError::Sealed.into()),
    }
}

/// What comes of a file in bits of so many bytes.
fn in_bits(bytes: &[u8], chunk: usize) -> Result<Opened, FileError> {
    let source = Bytes(bytes);
    let read = now(all_of(FileStream::of(&source, library(), chunk as u64)));
    read.map_err(|it| match it {
        Unreadable::Error(it) => it,
        Unreadable::Withheld => panic!("it is there"),
    })
}

#[track_caller]
fn is_same(bytes: &[u8], chunk: usize) {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    assert!(in_bits(bytes, chunk) == open(bytes, library()), "in bits of {chunk}: {head}");
}

/// Small files of every kind, sound and not.
fn small_files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/import");
    let found = fs::read_dir(folder).unwrap().map(|it| fs::read(it.unwrap().path()).unwrap());
    let mut all: Vec<Vec<u8>> = found.filter(|it| it.len() < 3_000 && !is_record(it)).collect();
    let texts = [
        "",
        " \n ",
        "\u{feff}",
        "{}",
        "[]",
        "[1,[2],{\"a\":3}] ",
        "42",
        "-",
        "\"\\ud842\\udfb7",
        "\"\\ud842\\udfb7\"",
        "[\"\\ud842\\udfb7\",\"\\ud842\"]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[{},{\"b\":{\"c\":1,\"c\":3}}]}",
        "{\"format\":\"kickoff-engagements\",\"x\":[0,{\"c\":1,\"c\":3}]}",
        "{\"format\":\"kickoff-engagements\",\"format\":[]}",
        "{\"format\":\"kickoff-engagements\",\"schemaVersion\":1,\"engagements\":12}",
        "{\"format\":\"kickoff-engagements\",\"schemaVersion\":1,\"engagements\":[]}",
        "{\"format\":\"kickoff-engagements\",\"schemaVersion\":12,\"engagements\":[1]}",
        "{\"format\":\"kickoff-engagements\",\"schemaVersion\":1,\"engagements\":[1]} x",
        "{\"format\":\"kickoff-raw-storage\",\"entries\":{}}",
        "{\"format\":\"minutes\"}",
        "<!doctype html><p>404",
        "{\n\"お客様\": コントソ}",
        "{\"a\": 01}",
        "{\"a\": tru",
        "{\"a\": 1,}",
        "{\"a\" 1}",
    ];
    all.extend(texts.map(|it| it.as_bytes().to_vec()));
    for bytes in
        [&b"{\"a\":\"\xff\"}"[..], b"{}\xe3\x81", b"{\"a\":\"\x83\x52\x83\x93\"}", b"\0\0\0"]
    {
        all.push(bytes.to_vec());
    }
    for (pointer, name, value) in [
        ("", "counts", Some(json!({ "engagements": 2 }))),
        ("", "counts", Some(json!([1]))),
        ("", "counts", Some(json!({ "fields": [1], "other": { "a": {} } }))),
        ("", "sha256", Some(json!("00"))),
        ("", "sha256", Some(json!([1, 2]))),
        ("", "teamFolder", Some(json!({ "device": "1", "who": { "a": 1 }, "at": "2026" }))),
        ("", "format", None),
        ("/engagements/0", "schema", Some(json!(99))),
        ("/engagements/0", "fields", Some(json!([]))),
        ("", "summary", Some(json!([{ "a": [1, { "b": "案件" }] }, "x", 3]))),
    ] {
        all.push(small_with(pointer, name, value));
    }
    let mut twice = small();
    let one = twice["engagements"][0].clone();
    twice["engagements"].as_array_mut().unwrap().push(one);
    all.push(twice.to_string().into_bytes());
    all.push(format!("\u{feff}{}", small_now()).into_bytes());
    all.push(serde_json::to_vec_pretty(&small_now()).unwrap());
    // What is told last stands first.
    let engagements = small_now()["engagements"].to_string();
    for format in ["kickoff-engagements", "minutes"] {
        let rest = format!("\"schemaVersion\":1,\"format\":\"{format}\"");
        all.push(format!("{{\"engagements\":{engagements},{rest}}}").into_bytes());
        all.push(format!("{{\"engagements\":[{{}}],{rest}}}").into_bytes());
    }
    all
}

#[test]
fn a_small_file_is_the_same_wherever_it_is_cut() {
    let all = small_files();
    let sound = all.iter().filter(|it| open(it, library()).is_ok()).count();
    assert!((5..all.len() - 20).contains(&sound), "{sound} of {}", all.len());
    for bytes in &all {
        // Each place is cut at by a length of bits, and all of them by the first.
        let step = if bytes.len() < 700 { 1 } else { 13 };
        for chunk in (1..=bytes.len().max(1)).step_by(step) {
            is_same(bytes, chunk);
        }
    }
}

#[test]
fn a_whole_case_is_the_same_in_bits_of_any_length() {
    for text in [WHOLE, MERGED] {
        let end = text.len();
        for chunk in [3, 97, 1_000, 4_096, 65_537, end - 1, end] {
            is_same(text.as_bytes(), chunk);
        }
        for cut in (1..20).map(|it| end * it / 20) {
            is_same(&text.as_bytes()[..cut], 4_096);
            let spoilt = [&text.as_bytes()[..cut], b"\xff", &text.as_bytes()[cut..]].concat();
            is_same(&spoilt, 4_096);
        }
    }
}

#[test]
fn what_is_read_piece_by_piece_from_the_beginning_is_told_as_before() {
    let sealed = include_bytes!("saves/contoso-sealed.kickoff.json");
    let record = kickoff::store::record::write(42, &small_now()["engagements"][0].to_string());
    for bytes in [&sealed[..], record.as_bytes(), WHOLE.as_bytes()] {
        let source = Bytes(bytes);
        let begun = match now(begin(&source, library())).unwrap() {
            Begun::Whole(it) => Content::Open(it),
            Begun::Sealed(it) => Content::Sealed(it),
            Begun::Stream(mut it) => now(async {
                let mut engagements = Vec::new();
                while let Some(one) = it.next().await.unwrap() {
                    engagements.push(one.engagement);
                }
                match it.finish().await.unwrap() {
                    Finished::Open(about) => Content::Open(about.with(engagements)),
                    Finished::Sealed(it) => Content::Sealed(it),
                }
            }),
        };
        assert!(begun == read(bytes, library()).unwrap());
    }
}

/// A file that is nowhere as a whole: a head, one text again and again with a number in it, and an end.
struct Repeated {
    head: String,
    one: String,
    /// Where the number stands in `one`, twelve digits of base 16.
    number: Option<usize>,
    count: u64,
    end: String,
    /// The most that was asked for at once.
    most: Cell<u64>,
}

impl Repeated {
    fn new(head: &str, one: &str, count: u64, end: &str) -> Repeated {
        let number = one.find("NNNNNNNNNNNN");
        let (head, one, end) = (head.to_owned(), one.to_owned(), end.to_owned());
        Repeated { head, one, number, count, end, most: Cell::new(0) }
    }

    fn byte(&self, at: u64) -> u8 {
        let (head, one) = (self.head.len() as u64, self.one.len() as u64);
        if at < head {
            return self.head.as_bytes()[at as usize];
        }
        let at = at - head;
        if at >= one * self.count {
            return self.end.as_bytes()[(at - one * self.count) as usize];
        }
        let (nth, within) = (at / one, (at % one) as usize);
        match self.number {
            Some(from) if (from..from + 12).contains(&within) => {
                format!("{nth:012x}").as_bytes()[within - from]
            }
            _ => self.one.as_bytes()[within],
        }
    }
}

impl Source for Repeated {
    fn size(&self) -> u64 {
        (self.head.len() + self.end.len()) as u64 + self.one.len() as u64 * self.count
    }

    async fn part(&self, bytes: Range<u64>) -> Result<Vec<u8>, Withheld> {
        self.most.set(self.most.get().max(bytes.end - bytes.start));
        Ok(bytes.map(|it| self.byte(it)).collect())
    }
}

/// The head of a file, up to its engagements, and its end.
const HEAD: &str = "{\"format\":\"kickoff-engagements\",\"schemaVersion\":1,\"engagements\":[";

/// A whole case as it is in a file, with a number for its id, and a comma.
fn full() -> String {
    let file: Json = serde_json::from_str(MERGED).unwrap();
    let mut one = file["engagements"][0].clone();
    one["id"] = json!("01993ab0-0000-7000-8000-NNNNNNNNNNNN");
    format!("{one},")
}

#[test]
fn a_file_beyond_the_limit_of_one_engagement_is_read_with_one_of_them_in_memory() {
    let full = full();
    let last = full.trim_end_matches(',').replace("NNNNNNNNNNNN", "ffffffffffff");
    let count = SIZE_LIMIT / full.len() as u64 + 2;
    let file = Repeated::new(HEAD, &full, count, &format!("{last}]}}"));
    assert!(SIZE_LIMIT < file.size());
    let Ok(Begun::Stream(mut stream)) = now(begin(&file, library())) else { panic!("refused") };
    let mut places = Vec::new();
    let mut one = None;
    while let Some(it) = now(stream.next()).unwrap() {
        places.push(it.bytes.clone());
        one = Some(it.engagement);
    }
    assert!(stream.most() <= 2 * full.len() + CHUNK, "{} bytes", stream.most());
    let Finished::Open(about) = now(stream.finish()).unwrap() else { panic!("sealed") };
    assert_eq!((about.counts.engagements as u64, places.len() as u64), (count + 1, count + 1));
    assert!(file.most.get() <= CHUNK as u64);
    // Each can be read again by itself.
    let read = now(again(&file, places.pop().unwrap(), library())).unwrap();
    assert!(read == one && read.is_some());
    let first = now(again(&file, places[0].clone(), library())).unwrap().unwrap();
    assert_eq!(first.id().to_string(), "01993ab0-0000-7000-8000-000000000000");
    let within = places[0].start + 1..places[0].end;
    assert_eq!(now(again(&file, within, library())), Ok(None));
}

#[track_caller]
fn is_refused(file: &Repeated, wanted: &FileError) {
    let told = match now(begin(file, library())) {
        Ok(Begun::Stream(it)) => now(all_of(*it)).map(|_| ()),
        Ok(_) => Ok(()),
        Err(why) => Err(why),
    };
    assert_eq!(told, Err(Unreadable::Error(wanted.clone())));
    is_told(wanted);
}

#[test]
fn what_is_beyond_every_limit_is_refused_with_little_in_memory() {
    let limit = SIZE_LIMIT;
    let large = Repeated::new("{", " ", FILE_LIMIT, "}");
    let too_large = FileError::TooLarge { bytes: FILE_LIMIT + 2, limit: FILE_LIMIT };
    is_refused(&large, &too_large);
    assert_eq!(large.most.get(), 0, "by its size alone");
    let x = format!("{HEAD}\n{{\"x\":");
    // One engagement that is larger than one may be.
    let text = Repeated::new(&format!("{x}\""), "0123456789abcdef", limit / 16 + 1, "\"}]}");
    is_refused(&text, &FileError::TooMuch { line: 2 });
    // One that is not, and takes a hundred times its length in memory.
    let objects = Repeated::new(&format!("{x}["), "{\"\":0},", limit / 8, "0]}]}");
    is_refused(&objects, &FileError::TooMuch { line: 2 });
    // So do names that have to be told apart.
    let head = format!("{HEAD}],\n");
    let names = Repeated::new(
        &head,
        "\"NNNNNNNNNNNN and a long name that nobody needs\":0,",
        limit / 40,
        "",
    );
    is_refused(&names, &FileError::TooMuch { line: 2 });
    // Of what nobody reads, as much as there is.
    let head = format!("{HEAD}],\"x\":[");
    let objects = Repeated::new(&head, "{\"\":0},", limit / 8 + 100_000, "0]}");
    is_refused(&objects, &FileError::Nothing);
    let blanks = Repeated::new(&format!("{HEAD}]}}"), "        ", limit / 8 + 100_000, "");
    is_refused(&blanks, &FileError::Nothing);
    let no_object = Repeated::new("[", "[],\n", limit / 4 + 100_000, "0]");
    is_refused(&no_object, &FileError::OtherFormat { found: None });
    let cut = Repeated::new(HEAD, "\n", limit + 100_000, "");
    let line = 1 + usize::try_from(limit + 100_000).unwrap();
    is_refused(&cut, &FileError::CutOff { line });
    if let Some(peak) = peak() {
        println!("at most {} MB", peak / 1_000);
        assert!(peak < 500_000, "{peak} kB");
    }
}

/// The most memory that this process ever had, in kilobytes; told by Linux.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
