// Writes dist/_headers, which Netlify and Cloudflare Pages read. docs/hosting.md says the same to nginx,
// Apache and Caddy, and e2e/tests/hosting.spec.ts that it is the same.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const page = /http-equiv="?Content-Security-Policy"? content="([^"]+)"|content="([^"]+)" http-equiv="?Content-Security-Policy/
  .exec(readFileSync('dist/index.html', 'utf8'))
  .slice(1)
  .find(Boolean);
// A worker obeys what its own file comes with. Fetch asks this host, and only from there.
const worker = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://huggingface.co";

// Nothing here forbids frames: the card, and the page, may be embedded anywhere, and embed.js be loaded.
const everywhere = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
};

const forEver = 'public, max-age=31536000, immutable';
// The address of a file of a worker ends in the build.
const neverChanges = /-[0-9a-f]{16}(_bg)?\.\w+$|^(worker|panels|files|share)(_bg)?\.\w+$/;

function specific(name) {
  const headers = { 'Cache-Control': neverChanges.test(name) ? forEver : 'no-cache' };
  if (name === 'worker.js') headers['Content-Security-Policy'] = worker;
  else if (/\.html$|^sw\.js$/.test(name)) headers['Content-Security-Policy'] = page;
  // Pages that isolate themselves frame only what does too. Not the page: its workers would have to as well.
  if (name === 'embed.html') headers['Cross-Origin-Embedder-Policy'] = 'require-corp';
  return headers;
}

// Both hosts join the values of all rules that match, so no header stands in two of these.
const names = readdirSync('dist')
  .filter((name) => !/^_|\.(br|gz)$/.test(name))
  .sort();
const rules = [
  ['/*', everywhere],
  ['/', specific('index.html')],
];
for (const name of names) {
  rules.push([`/${name}`, specific(name)]);
  // Cloudflare leaves the ending away.
  if (name.endsWith('.html') && name !== 'index.html') rules.push([`/${name.slice(0, -5)}`, specific(name)]);
}

const written = rules.map(([path, headers]) =>
  [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
);
writeFileSync('dist/_headers', `${written.join('\n')}\n`);
