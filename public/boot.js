// Starts the app and brings its new versions. When the app cannot start, recover.js is told.
//
// Events on window, between this file and the app:
//   from here  kickoff:update-ready    a new version waits (also <html data-update="ready">)
//              kickoff:update-reload   about to reload into it; preventDefault() if something is not saved
//              kickoff:update-refused  it is not taken, because another tab has something that is not saved
//              kickoff:offline-ready   everything is cached (also <html data-offline="ready">)
//              kickoff:install-changed the browser would install the app (<html data-install>), or no more
//   from app   kickoff:update-accept   the user wants the new version
//              kickoff:install-accept  the user wants it installed
const CHECK_EVERY = 30 * 60 * 1000;

const root = document.documentElement;
const workers = navigator.serviceWorker;
let registration;
let accepted = false;
let reloading = false;

const announce = (name, options) => window.dispatchEvent(new CustomEvent(`kickoff:${name}`, options));

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
    registration = await workers.register(trusted("./sw.js"), { scope: "./", updateViaCache: "none" });
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

// The page's policy lets only this make the address of a script out of a text, and only this one.
function trusted(address) {
  const rules = { createScriptURL: (it) => (it === "./sw.js" ? it : "") };
  return window.trustedTypes?.createPolicy("kickoff", rules).createScriptURL(address) ?? address;
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

// All tabs of a scope change to a new worker at once, so each is asked. What it has typed it saves first, and one that
// cannot save it says no.
async function acceptUpdate() {
  if (!(await othersAgree())) return announce("update-refused");
  accepted = true;
  if (registration?.waiting) registration.waiting.postMessage({ type: "SKIP_WAITING" });
  else reloadOnce();
}

const tabs = window.BroadcastChannel && new BroadcastChannel(`kickoff ${new URL("./", location).pathname}`);
let disagrees = () => {};
tabs?.addEventListener("message", ({ data }) => {
  if (data === "unsaved") disagrees();
  else if (!isSaved()) tabs.postMessage("unsaved");
});

function othersAgree() {
  tabs?.postMessage("may-update");
  return new Promise((done) => {
    disagrees = () => done(false);
    setTimeout(() => done(true), tabs ? 500 : 0);
  });
}

function isSaved() {
  return announce("update-reload", { cancelable: true });
}

function reloadOnce() {
  if (reloading || !isSaved()) return;
  reloading = true;
  location.reload();
}

// ---- Install ----

// Not in the middle of something else: the app shows the offer where somebody looks for it.
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offerInstall(event);
});
window.addEventListener("appinstalled", () => offerInstall());

let offer;
function offerInstall(event) {
  offer = event;
  root.toggleAttribute("data-install", Boolean(event));
  announce("install-changed");
}

window.addEventListener("kickoff:install-accept", () => {
  // It can be taken once; after a no the browser comes back when it thinks fit.
  offer?.prompt().catch(() => {});
  offerInstall();
});

// ---- Files ----

// Until the app takes what is dropped, the browser would, in place of the app.
for (const event of ["dragover", "drop"])
  window.addEventListener(event, (it) => {
    if ("started" in root.dataset) return;
    it.preventDefault();
    it.dataTransfer.dropEffect = "none";
  });

// ---- Start ----

const own = document.querySelector("script[data-wasm]");
const beside = (file) => new URL(file, document.baseURI).href;

// Together with the first part, not only when that runs; asked for as the program will ask.
function preloadOtherPart() {
  const href = own.dataset.wasm.replace("_bg.", "-later.");
  const how = { rel: "preload", as: "fetch", crossOrigin: "anonymous", href };
  document.head.append(Object.assign(document.createElement("link"), how));
}

try {
  // Said already: this browser is too old, though not for this script.
  if ("failed" in root.dataset) throw new Error("not started");
  // Any place but the list, which is drawn without it.
  if (location.hash.length > 2) preloadOtherPart();
  const glue = import(beside(own.dataset.js));
  // The first date in words costs some frames, and whoever waits for the program does not see them.
  new Date(0).toLocaleString("ja-JP", { timeZone: "UTC" });
  await (await glue).default({ module_or_path: beside(own.dataset.wasm) });
} catch (error) {
  announce("failed", { detail: error });
}
root.dataset.started = "";
watchForUpdates();
