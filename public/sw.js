// Keeps one version of the app, whole or not at all. The build fills in the two constants.
const VERSION = "{{version}}";
const FILES = "{{files}}"; // [address, hash]

const SCOPE = new URL(self.registration.scope);
// One origin can hold several copies of the app; a space cannot occur in a path.
const OURS = `kickoff ${SCOPE.pathname} `;
const CACHE = OURS + VERSION;
const SHELL = SCOPE.href;
const CACHED = new Set(FILES.map(([file]) => new URL(file, SCOPE).href));

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const address = wanted(event.request);
  if (address) event.respondWith(fromThisVersion(address, event.request));
});
self.addEventListener("message", (event) => {
  // Only the user decides when a new version takes over.
  if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
});

// addAll takes all or nothing. The hash keeps out a file of another version that is deployed at this very moment.
async function install() {
  // There already if this is the version before, come back: the worker in charge answers from it.
  const isInUse = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  const options = { cache: "reload", credentials: "same-origin", redirect: "error" };
  try {
    await cache.addAll(
      FILES.map(([file, integrity]) => new Request(new URL(file, SCOPE), { ...options, integrity })),
    );
  } catch (error) {
    // Only what was made here: the version before may be the one in use.
    if (!isInUse) await caches.delete(CACHE);
    throw error;
  }
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

// The address under which the answer is cached, or nothing if the request is not ours to answer.
function wanted(request) {
  if (request.method !== "GET") return null;
  const url = new URL(request.url);
  url.hash = "";
  if (request.mode === "navigate") {
    // Every screen is a hash of the one page. Other paths may be another copy of the app, inside this one's scope.
    url.search = "";
    return url.href === SHELL || url.href === `${SHELL}index.html` ? SHELL : null;
  }
  return CACHED.has(url.href) ? url.href : null;
}

// Not by opening the cache, which would bring it back after everything was deleted.
async function fromThisVersion(address, request) {
  return (await caches.match(address, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);
}
