//! What is done on both sides, and how long it takes.

use e2e::Counted;
use serde_json::Value;
use xtask::bench::statistics::Summary;
use xtask::bench::table::{Row, Wanted};

use crate::side::{Side, Sides};

/// Each is measured for every number of engagements, unless it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Tick,
    TickTask,
    TickWritten,
    TickCalls,
    Step,
    ListPaint,
    ListRow,
    ListQuiet,
    ListTask,
    ListNodes,
    StartCalls,
    Open,
    Search,
    Room,
    Import,
    ImportKept,
    ImportTask,
    Export,
    ExportKept,
    ExportTask,
}

impl Measure {
    const ALL: [Measure; 20] = [
        Measure::Tick,
        Measure::TickTask,
        Measure::TickWritten,
        Measure::TickCalls,
        Measure::Step,
        Measure::ListPaint,
        Measure::ListRow,
        Measure::ListQuiet,
        Measure::ListTask,
        Measure::ListNodes,
        Measure::StartCalls,
        Measure::Open,
        Measure::Search,
        Measure::Room,
        Measure::Import,
        Measure::ImportKept,
        Measure::ImportTask,
        Measure::Export,
        Measure::ExportKept,
        Measure::ExportTask,
    ];

    fn name(self) -> &'static str {
        match self {
            Measure::Tick => "a tick until painted",
            Measure::TickTask => "the longest task of a tick",
            Measure::TickWritten => "UTF-16 units written to localStorage for a tick",
            Measure::TickCalls => "calls of localStorage for a tick",
            Measure::Step => "a step opened from its address, until its boxes are painted",
            Measure::ListPaint => "the list, until something is painted",
            Measure::ListRow => "the list, until its first row is painted",
            Measure::ListQuiet => "the list, until all is quiet",
            Measure::ListTask => "the list, its longest task",
            Measure::ListNodes => "the list, nodes in the document",
            Measure::StartCalls => "calls of localStorage for a start at the list",
            Measure::Open => "first opening of an engagement from the list, until painted",
            Measure::Search => "a key of a search in the list, until painted",
            Measure::Import => "a file of 5 MB is read, shown and taken in; by hand: JSON.parse",
            Measure::ImportKept => {
                "the same; by hand: JSON.parse, each engagement into IndexedDB and back"
            }
            Measure::ExportKept => {
                "the same; by hand: all of it out of IndexedDB, one JSON text, its checksum, read back"
            }
            Measure::ImportTask => "the longest task of that",
            Measure::Export => "all of it is exported and read back; by hand: JSON.parse",
            Measure::ExportTask => "the longest task of the export",
            Measure::Room => {
                "engagements with everything in them that there is room for (worked out of what one takes; with the archive, where there is one)"
            }
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Measure::TickWritten
            | Measure::TickCalls
            | Measure::ListNodes
            | Measure::StartCalls
            | Measure::Room => "",
            _ => "ms",
        }
    }

    /// `of_ten` is the app's median of the same with ten engagements.
    fn wanted(self, count: usize, of_ten: Option<f64>) -> Wanted {
        let beside_ten = || of_ten.map_or(Wanted::Nothing, |it| Wanted::TimesOf(1.5, it));
        match self {
            Measure::Tick => Wanted::Ratio(1.5),
            Measure::TickTask | Measure::ListTask => Wanted::Below(50.0),
            Measure::TickWritten => Wanted::AtMost(1_000.0),
            Measure::Step => Wanted::Ratio(1.6),
            Measure::ListPaint if count == 10 => Wanted::Ratio(1.0),
            Measure::ListRow | Measure::ListQuiet if count == 1_000 => beside_ten(),
            Measure::ListNodes => Wanted::Below(2_000.0),
            Measure::Open if count == 10 => Wanted::Ratio(1.3),
            Measure::Search => Wanted::Below(16.0),
            Measure::Room => Wanted::AtLeast(1_000.0),
            Measure::Import | Measure::Export => Wanted::Ratio(8.0),
            Measure::ImportTask | Measure::ExportTask => Wanted::Below(100.0),
            _ => Wanted::Nothing,
        }
    }
}

/// All that was measured.
#[derive(Default)]
pub struct Samples(Vec<(Measure, usize, Side, f64)>);

impl Samples {
    fn add(&mut self, measure: Measure, sides: &Sides, side: Side, value: &Value) {
        let value = value.as_f64().unwrap_or(f64::NAN);
        self.0.push((measure, sides.count, side, value));
    }

    fn of(&self, measure: Measure, count: usize, side: Side) -> Vec<f64> {
        let ours = self.0.iter().filter(|it| (it.0, it.1, it.2) == (measure, count, side));
        ours.map(|it| it.3).collect()
    }

    pub fn rows(&self, sizes: &[usize]) -> Vec<Row> {
        let each =
            Measure::ALL.into_iter().flat_map(|it| sizes.iter().map(move |size| (it, *size)));
        let rows = each.filter_map(|(measure, count)| {
            let [app, page] = Side::BOTH.map(|side| self.of(measure, count, side));
            if app.is_empty() && page.is_empty() {
                return None;
            }
            let of_ten = Summary::of(&self.of(measure, 10, Side::App)).map(|it| it.median);
            let wanted = measure.wanted(count, of_ten);
            Some(Row { name: measure.name(), count, unit: measure.unit(), app, page, wanted })
        });
        rows.collect()
    }
}

/// Ticks of one box of the full engagement, some at each visit. The first two of a visit warm it up.
pub fn ticks(sides: &Sides, side: Side, samples: &mut Samples) {
    const WARM: usize = 2;
    const EACH: usize = 6;
    sides.starts_at_step(side);
    sides.measures("return gauge.start('box');");
    Counted::take(sides.browser());
    let found = sides.measures(&format!("return gauge.ticks({});", WARM + EACH));
    let counted = Counted::take(sides.browser());
    let all = |name: &str| found[name].as_array().expect("values").iter().skip(WARM);
    all("times").for_each(|it| samples.add(Measure::Tick, sides, side, it));
    all("tasks").for_each(|it| samples.add(Measure::TickTask, sides, side, it));
    let ticks = (WARM + EACH) as f64;
    let each = |all: u64| Value::from((all as f64 / ticks).round());
    samples.add(Measure::TickWritten, sides, side, &each(counted.written));
    samples.add(Measure::TickCalls, sides, side, &each(counted.calls()));
}

pub fn step(sides: &Sides, side: Side, samples: &mut Samples) {
    sides.starts_at_step(side);
    let found = sides.measures("return gauge.start('box');");
    samples.add(Measure::Step, sides, side, &found["box"]);
}

pub fn list(sides: &Sides, side: Side, samples: &mut Samples) {
    sides.starts_at_list(side);
    let found = sides.measures("return gauge.start('row');");
    samples.add(Measure::ListPaint, sides, side, &found["paint"]);
    samples.add(Measure::ListRow, sides, side, &found["row"]);
    samples.add(Measure::ListQuiet, sides, side, &found["quiet"]);
    samples.add(Measure::ListTask, sides, side, &found["longest"]);
    samples.add(Measure::ListNodes, sides, side, &found["nodes"]);
    let counted = Counted::take(sides.browser());
    samples.add(Measure::StartCalls, sides, side, &Value::from(counted.calls()));
}

/// From the list, which is open and quiet: the first time since the app was started.
pub fn open(sides: &Sides, side: Side, samples: &mut Samples) {
    let found = sides.measures(&format!("return gauge.open('{}');", sides.full()));
    samples.add(Measure::Open, sides, side, &found["control"]);
}

pub fn search(sides: &Sides, side: Side, samples: &mut Samples) {
    sides.starts_at_list(side);
    sides.measures("return gauge.start('row');");
    let found = sides.measures("return gauge.typed('0123');");
    let times = found.as_array().expect("times");
    times.iter().for_each(|it| samples.add(Measure::Search, sides, side, it));
}

/// How many as full as the full one there is room for. Safety copies give way to work, and are not counted. Of what is
/// in the app's archive a card stays in localStorage, with a mark that is no larger than it.
pub fn room(sides: &Sides, samples: &mut Samples) {
    // All that a browser gives to an origin, in UTF-16 units.
    const ALL: usize = 5_242_880;
    if sides.count != 1 {
        return;
    }
    for side in Side::BOTH {
        sides.starts_at_list(side);
        let storage = sides.browser().storage();
        let units =
            |it: (&String, &String)| it.0.encode_utf16().count() + it.1.encode_utf16().count();
        let (ours, others): (Vec<_>, Vec<_>) = storage
            .iter()
            .filter(|(key, _)| !key.contains(":copy/"))
            .partition(|(key, _)| key.contains(sides.full()));
        let one: usize = ours.into_iter().map(units).sum();
        let rest: usize = others.into_iter().map(units).sum();
        let here = (ALL - rest) / one;
        let all = match side {
            Side::Page => here,
            Side::App => {
                let cards = storage.iter().filter(|(key, _)| key.contains(":card/")).map(units);
                let card = cards.max().expect("a card");
                let left = "const { quota, usage } = await navigator.storage.estimate(); return quota - usage;";
                let bytes = sides.browser().later(left).as_f64().expect("bytes");
                here.max(((ALL - rest) / (2 * card)).min((bytes / (2 * one) as f64) as usize))
            }
        };
        samples.add(Measure::Room, sides, side, &Value::from(all));
    }
}

/// How many engagements there are in the file that is taken in.
pub const IN_FILE: usize = 500;

/// A file is taken in, and all is exported; beside the browser's own reader with the same text. In a browser of
/// its own each time, so that nothing of it is there before.
pub fn files(sides: &Sides, samples: &mut Samples) {
    let text = Value::from(sides.large_file(IN_FILE).to_string());
    let mut add = |measure, side, value: f64| samples.0.push((measure, IN_FILE, side, value));
    sides.starts_at_files();
    let of = |it: &Value| it.as_f64().unwrap_or(f64::NAN);
    let parsed = of(&sides.measures(&format!("return gauge.parses({text});")));
    let by_hand = sides.measures(&format!("return gauge.byHand({text});"));
    // Without the time in which somebody would look at it.
    let shown = sides.measures(&format!("return gauge.shows({text});"));
    let taken = sides.measures("return gauge.takes();");
    println!("  import: {shown}, {taken}, JSON.parse {parsed}");
    add(Measure::Import, Side::Page, parsed);
    let import = of(&shown["shown"]) + of(&taken["taken"]);
    add(Measure::Import, Side::App, import);
    add(Measure::ImportKept, Side::App, import);
    add(Measure::ImportKept, Side::Page, of(&by_hand["taken"]));
    add(Measure::ImportTask, Side::App, of(&shown["longest"]).max(of(&taken["longest"])));
    let found = sides.measures("return gauge.exports();");
    println!("  export: {found}");
    add(Measure::Export, Side::Page, parsed);
    add(Measure::Export, Side::App, of(&found["done"]));
    add(Measure::ExportKept, Side::App, of(&found["done"]));
    add(Measure::ExportKept, Side::Page, of(&by_hand["exported"]));
    add(Measure::ExportTask, Side::App, of(&found["longest"]));
}
