// Starts the app, and stays when the app cannot: nothing in here depends on the wasm.
//
// Events on window, between this file and the app:
//   from here  kickoff:update-ready    a new version waits (also <html data-update="ready">)
//              kickoff:update-reload   about to reload into it; preventDefault() if something is not saved
//              kickoff:offline-ready   everything is cached (also <html data-offline="ready">)
//   from app   kickoff:update-accept   the user wants the new version
//              kickoff:failed          the app has stopped; detail: a message for the person who mends it
const PREFIX = "kickoff:";
const CHECK_EVERY = 30 * 60 * 1000;

const root = document.documentElement;
const workers = navigator.serviceWorker;
let registration;
let accepted = false;
let reloading = false;

const announce = (name, options) => window.dispatchEvent(new CustomEvent(`kickoff:${name}`, options));

// ---- Start ----

const own = document.querySelector("script[data-wasm]");
const beside = (file) => new URL(file, document.baseURI).href;

window.addEventListener("kickoff:failed", (event) => fail(event.detail));
// A panic leaves the wasm in no state to go on, but the page would look alive.
window.addEventListener("error", ({ error }) => isCrash(error) && fail(error));
window.addEventListener("unhandledrejection", ({ reason }) => isCrash(reason) && fail(reason));

try {
  const glue = await import(beside(own.dataset.js));
  await glue.default({ module_or_path: beside(own.dataset.wasm) });
} catch (error) {
  fail(error);
}
watchForUpdates();

function isCrash(error) {
  return typeof WebAssembly === "object" && error instanceof WebAssembly.RuntimeError;
}

// ---- Updates ----

async function watchForUpdates() {
  if (!workers) return;
  // The first worker taking charge of the first visit is no update.
  let controlled = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => {
    if (controlled || accepted) reloadOnce();
    controlled = true;
  });
  window.addEventListener("kickoff:update-accept", acceptUpdate);
  try {
    registration = await workers.register("./sw.js", { scope: "./", updateViaCache: "none" });
  } catch (error) {
    console.info("Kickoff works, but not offline:", String(error));
    return;
  }
  if (registration.waiting && registration.active) updateReady();
  watchInstalling(registration.installing);
  registration.addEventListener("updatefound", () => watchInstalling(registration.installing));
  workers.ready.then(({ active }) => {
    offlineReady(active);
    active.addEventListener("statechange", () => offlineReady(active));
  });

  let checked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - checked < CHECK_EVERY) return;
    checked = Date.now();
    registration.update().catch(() => {}); // Offline; the next time will do.
  });
}

function offlineReady(worker) {
  // Before that a reload could still go past the worker.
  if (worker.state !== "activated" || root.dataset.offline) return;
  root.dataset.offline = "ready";
  announce("offline-ready");
}

function watchInstalling(worker) {
  worker?.addEventListener("statechange", () => {
    // With nothing active before it, this one does not wait: it is the first.
    if (worker.state === "installed" && registration.active) updateReady();
  });
}

function updateReady() {
  root.dataset.update = "ready";
  announce("update-ready");
}

function acceptUpdate() {
  accepted = true;
  if (registration?.waiting) registration.waiting.postMessage({ type: "SKIP_WAITING" });
  else reloadOnce();
}

function reloadOnce() {
  if (reloading || !announce("update-reload", { cancelable: true })) return;
  reloading = true;
  location.reload();
}

// ---- When the app cannot go on ----

function fail(error) {
  console.error("Kickoff has stopped:", error);
  document.getElementById("boot")?.remove();
  if (document.getElementById("failure")) return;

  const box = element("div", { id: "failure", role: "alert", tabIndex: -1 });
  const say = (lang, title, text) =>
    box.append(element("h1", { lang, textContent: title }), element("p", { lang, textContent: text }));
  say(
    "ja",
    "Kickoff を動かせません",
    "保存済みのデータはこのブラウザーに残っています。念のため下のボタンで保存データをダウンロードしてから、" +
      "再読み込みしてください。ブラウザーのデータを消去しないでください。",
  );
  say(
    "en",
    "Kickoff cannot run",
    "What was saved is still in this browser. To be safe, download the raw data with the button below, then reload. " +
      "Do not clear the browser's data.",
  );
  const download = button("保存データをダウンロード", "Download raw data", downloadRawData);
  box.append(download, button("再読み込み", "Reload", reloadIntoNewest));
  const details = element("details");
  details.append(
    element("summary", { textContent: "技術情報 / Technical details" }),
    element("pre", { textContent: describe(error) }),
  );
  box.append(details);
  document.body.prepend(box);
  box.focus();
}

function describe(error) {
  return error instanceof Error ? `${error}\n${error.stack ?? ""}` : String(error ?? "");
}

function button(ja, en, action) {
  const made = element("button", { type: "button" });
  made.append(`${ja} / `, element("span", { lang: "en", textContent: en }));
  made.addEventListener("click", action);
  return made;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

// The text exactly as stored: what cannot be read here may be readable elsewhere.
function downloadRawData() {
  const entries = {};
  try {
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      if (key.startsWith(PREFIX)) entries[key] = localStorage.getItem(key);
    }
  } catch (error) {
    entries.error = String(error);
  }
  const raw = { format: "kickoff-raw-storage", saved_at: new Date().toISOString(), entries };
  const file = new Blob([JSON.stringify(raw, null, 2)], { type: "application/json" });
  const link = element("a", { href: URL.createObjectURL(file), download: "kickoff-raw-data.json" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// A version that cannot start must not be the one that keeps the mended one waiting.
function reloadIntoNewest() {
  if (registration?.waiting) acceptUpdate();
  else location.reload();
}
