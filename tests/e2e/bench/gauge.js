// Runs in the app and in the hand-written page before their own scripts: what is measured is measured alike.
globalThis.gauge = (() => {
  const QUIET = 1_000;
  const LONG = 50; // From here on the browser tells of a task itself.
  const BOX = "main li input[type=checkbox]";
  const SHOWN = {
    row: 'main a[href^="#/e/"]',
    box: BOX,
    control: "main :is(input:not([type=search]), textarea, select)",
  };

  // When the frame that shows what was just done is painted, as far as the page's own thread has to do with it: the
  // message comes after the frame's styles, layout and paint.
  const painted = () =>
    new Promise((done) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => done(performance.now());
        port2.postMessage(0);
      }),
    );
  const pause = (millis) => new Promise((done) => setTimeout(done, millis));

  let firsts = {};
  let lastChange = 0;
  let tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  function look() {
    lastChange = performance.now();
    for (const [name, selector] of Object.entries(SHOWN)) {
      if (name in firsts) continue;
      const it = document.querySelector(`:is(${selector}):not([hidden] *)`);
      if (!it) continue;
      firsts[name] = null;
      painted().then((at) => (firsts[name] = at));
    }
  }
  new MutationObserver(look).observe(document, { attributes: true, characterData: true, childList: true, subtree: true });

  // How long the thread was busy at a time since `since`. Between two beats lies at least one task.
  const beats = { since: 0, last: 0, most: 0 };
  function beat() {
    const now = performance.now();
    beats.most = Math.max(beats.most, now - beats.last);
    beats.last = now;
  }
  let isBeating = true;
  (function steadily() {
    beat();
    if (isBeating) setTimeout(steadily, 4);
  })();
  // For a profile, in which the beats would stand along.
  const rest = () => (isBeating = false);
  function longest() {
    const long = tasks.filter((it) => it.startTime + it.duration > beats.since).map((it) => it.duration);
    // No task was long, but several may lie between two beats.
    return long.length > 0 ? Math.max(...long) : Math.min(beats.most, LONG - 0.1);
  }
  function startBeats() {
    const now = performance.now();
    tasks = [];
    Object.assign(beats, { since: now, last: now, most: 0 });
  }

  const end = (task) => task.startTime + task.duration;
  // When the last thing happened after this came to be shown, once nothing has happened for a while.
  async function quiet(shown) {
    for (;;) {
      const isThere = firsts[shown] && !document.querySelector("main[aria-busy=true]");
      const last = Math.max(lastChange, ...tasks.map(end));
      if (isThere && performance.now() - last > QUIET) return last;
      await pause(QUIET / 10);
    }
  }

  function nodes() {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let count = 1;
    while (walker.nextNode()) count += 1;
    return count;
  }

  // What starting here took, from the navigation on, until this is there.
  async function start(shown) {
    const last = await quiet(shown);
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null;
    return { ...firsts, paint, quiet: last, longest: longest(), nodes: nodes() };
  }

  // When what was fetched came, what was painted and which tasks were long, one in a line.
  function events() {
    const files = performance.getEntriesByType("resource").map((it) => [it.startTime, it.responseEnd, it.name.split("/").pop()]);
    const shown = Object.entries(firsts).map(([name, at]) => [at, at, name]);
    const long = tasks.map((it) => [it.startTime, end(it), "busy"]);
    return [...files, ...shown, ...long]
      .sort((one, other) => one[0] - other[0])
      .map(([from, to, name]) => `${Math.round(from)}\t${Math.round(to)}\t${name}`)
      .join("\n");
  }

  // What following a link into an engagement took.
  async function open(id) {
    const link = document.querySelector(`main a[href^="#/e/${id}"]`);
    firsts = {};
    startBeats();
    const from = performance.now();
    link.click();
    const last = await quiet("control");
    return { control: firsts.control - from, quiet: last - from, longest: longest() };
  }

  // Ticks of one box: each until it is painted, and the longest task of all that it set off.
  async function ticks(count) {
    const box = document.querySelector(`${BOX}:not([hidden] *)`);
    const [times, tasks] = [[], []];
    for (let nth = 0; nth < count; nth += 1) {
      await pause(300);
      startBeats();
      const from = performance.now();
      box.click();
      times.push((await painted()) - from);
      await pause(300);
      tasks.push(longest());
    }
    if (!box.isConnected) throw new Error("the box was drawn anew");
    return { times, tasks };
  }

  // Types a text letter by letter: each until it is painted.
  async function typed(text) {
    const field = document.querySelector("main input[type=search]");
    const times = [];
    field.focus();
    for (const letter of [...text, null]) {
      await pause(200);
      const from = performance.now();
      field.value = letter === null ? "" : field.value + letter;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      const took = (await painted()) - from;
      times.push(took);
    }
    return times;
  }

  async function until(found) {
    for (;;) {
      const it = found();
      if (it) return it;
      await pause(2);
    }
  }
  const button = (text) => [...document.querySelectorAll("main button")].find((it) => it.textContent === text);

  // A file is chosen: until its preview is painted.
  async function shows(text) {
    const data = new DataTransfer();
    data.items.add(new File([text], "many-kickoff.json"));
    const field = await until(() => document.querySelector("input[type=file]"));
    await pause(300);
    startBeats();
    const from = performance.now();
    field.files = data.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    await until(() => button("取り込む"));
    const shown = (await painted()) - from;
    await pause(300);
    return { shown, longest: longest() };
  }

  // It is taken in: until the list is painted.
  async function takes() {
    startBeats();
    const from = performance.now();
    button("取り込む").click();
    await until(() => document.querySelector(SHOWN.row));
    const taken = (await painted()) - from;
    await pause(300);
    return { taken, longest: longest() };
  }

  // All of the list is exported, until that is said.
  async function exports() {
    await until(() => button("すべて書き出す"));
    await pause(300);
    startBeats();
    const from = performance.now();
    button("すべて書き出す").click();
    await until(() => document.body.textContent.includes("読み戻して"));
    const done = (await painted()) - from;
    await pause(300);
    return { done, longest: longest() };
  }

  // What the browser's own reader takes for a text.
  async function parses(text) {
    await pause(300);
    const from = performance.now();
    const read = JSON.parse(text);
    return performance.now() - from + 0 * read.engagements.length;
  }

  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });

  // The least that taking a file in and exporting it again can be, with what is promised of both and nothing else: each
  // engagement is a row of IndexedDB, and is read back from there; the file is read back as well. No stamp is looked
  // at, nothing is merged or drawn.
  async function byHand(text) {
    const EACH = 500_000;
    await pause(300);
    const opening = indexedDB.open("by-hand", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("rows");
    const database = await asked(opening);
    const rows = (mode) => database.transaction("rows", mode).objectStore("rows");

    let from = performance.now();
    const waiting = JSON.parse(text).engagements.map((it) => [it.id, JSON.stringify(it)]);
    while (waiting.length > 0) {
      const [some, writing] = [[], rows("readwrite")];
      for (let units = 0; units < EACH && waiting.length > 0; units += some.at(-1)[1].length) some.push(waiting.shift());
      some.forEach(([id, row]) => writing.put(row, id));
      await new Promise((done, failed) => Object.assign(writing.transaction, { oncomplete: done, onabort: failed }));
      const reading = rows("readonly");
      const back = await Promise.all(some.map(([id]) => asked(reading.get(id))));
      if (some.some(([, row], at) => row !== back[at])) throw new Error("a row is another one");
    }
    const taken = performance.now() - from;

    await pause(300);
    from = performance.now();
    const engagements = (await asked(rows("readonly").getAll())).map((it) => JSON.parse(it));
    const file = JSON.stringify({ engagements });
    const sums = [await crypto.subtle.digest("SHA-256", new TextEncoder().encode(file))];
    const blob = new Blob([file]);
    const back = await blob.text();
    sums.push(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(back)));
    const [one, other] = sums.map((it) => new Uint8Array(it).toString());
    if (one !== other || JSON.parse(back).engagements.length !== engagements.length) throw new Error("another file");
    const exported = performance.now() - from;
    database.close();
    await asked(indexedDB.deleteDatabase("by-hand"));
    return { taken, exported };
  }

  return { start, events, open, ticks, typed, shows, takes, exports, parses, byHand, rest };
})();
