// The service worker: keeps one version of the page in the browser and answers from it (docs/offline.md).
// scripts/offline.mjs puts before this what that version is: VERSION, and FILES, from every address that
// the page asks for to the hash of what must be there.

const SCOPE = registration.scope;
// A host may have other pages, with caches of theirs.
const OURS = `petaday ${SCOPE} `;
const CACHE = OURS + VERSION;

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('fetch', (event) => {
  const address = addressOf(event.request);
  if (address !== undefined) event.respondWith(answer(event.request, address));
});
// “Use it now”. Otherwise this version waits until no page of the one before it is open.
addEventListener('message', ({ data }) => {
  if (data === 'use') skipWaiting();
});

/** Takes all files, or none. */
async function install() {
  const cache = await caches.open(CACHE);
  // A version that the host returned to: it may be in use.
  if ((await cache.keys()).length === FILES.size) return;
  try {
    const files = await Promise.all([...FILES].map(take));
    await Promise.all(files.map(([address, response]) => cache.put(address, response)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function take([address, hash]) {
  const response = await fetch(address, { cache: 'no-cache', priority: 'low' });
  const body = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (!found.startsWith(hash)) {
    throw new Error(`${address} is not that of this version: the host is being updated, or changes files on their way`);
  }
  // Headers of the body on its way no longer hold; the rest, such as a policy of the host's, is kept.
  const headers = new Headers(response.headers);
  for (const name of ['content-encoding', 'content-length', 'vary']) headers.delete(name);
  // A new response: no browser opens a page with one that was redirected.
  return [address, new Response(body, { headers })];
}

async function activate() {
  // The page of a first visit as well: what it has not loaded yet need not come from the network.
  await clients.claim();
  const pages = await clients.matchAll({ type: 'window' });
  // The other pages, where “Use it now” was pressed in one: they may still load a part of their version.
  if (pages.filter((page) => page.frameType === 'top-level').length > 1) return;
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The address of a file of ours, from this folder; none of all else, which is the network's. */
function addressOf({ method, mode, url }) {
  const [whole] = url.split('#');
  if (method !== 'GET' || !whole.startsWith(SCOPE)) return undefined;
  const address = whole.slice(SCOPE.length);
  if (mode !== 'navigate') return FILES.has(address) || isFixed(address) ? address : undefined;
  // Some hosts lead to pages without the end of their name.
  const page = `${address.split('?')[0].replace(/\.html$/, '') || 'index'}.html`;
  return FILES.has(page) ? page : undefined;
}

/** What has a hash or a build in its address is the same for ever, from whichever version it is. */
function isFixed(address) {
  return /^[^/]*[-?&][0-9a-f]{16}/.test(address);
}

async function answer(request, address) {
  const where = FILES.has(address) ? { cacheName: CACHE } : {};
  // Where the browser has thrown it away, or does not let us look.
  const kept = await caches.match(address, where).catch(() => undefined);
  return kept ?? fetch(request);
}
