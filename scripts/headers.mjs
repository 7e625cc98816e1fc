// Writes dist/_headers, which Netlify and Cloudflare Pages read. docs/hosting.md has the same headers for nginx,
// Apache and Caddy, and e2e/tests/hosting.spec.ts checks that they are the same.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const page = /http-equiv="?Content-Security-Policy"? content="([^"]+)"|content="([^"]+)" http-equiv="?Content-Security-Policy/
  .exec(readFileSync('dist/index.html', 'utf8'))
  .slice(1)
  .find(Boolean);
// A worker obeys the headers of its own file. Only the worker may ask this host, for Fetch.
const worker = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://huggingface.co";

// Nothing here forbids frames: any site may embed the card and the page, and load embed.js.
const everywhere = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
};

const forEver = 'public, max-age=31536000, immutable';
// The address of a worker's file ends in the build.
const neverChanges = /-[0-9a-f]{16}(_bg)?\.\w+$|^(worker|panels|trends|passage|claims|table|files|tables|share)(_bg)?\.\w+$/;

function specific(name) {
  const headers = { 'Cache-Control': neverChanges.test(name) ? forEver : 'no-cache' };
  if (name === 'worker.js') headers['Content-Security-Policy'] = worker;
  else if (/\.html$|^sw\.js$/.test(name)) headers['Content-Security-Policy'] = page;
  // Pages that isolate themselves frame only pages that do, too. Not for the page itself: its workers would need it
  // as well.
  if (name === 'embed.html') headers['Cross-Origin-Embedder-Policy'] = 'require-corp';
  return headers;
}

// Both hosts join the values of all matching rules, so no header stands in two of these.
const names = readdirSync('dist')
  .filter((name) => !/^_|\.(br|gz)$/.test(name))
  .sort();
const rules = [
  ['/*', everywhere],
  ['/', specific('index.html')],
];
for (const name of names) {
  rules.push([`/${name}`, specific(name)]);
  // Cloudflare drops the ending.
  if (name.endsWith('.html') && name !== 'index.html') rules.push([`/${name.slice(0, -5)}`, specific(name)]);
}

const written = rules.map(([path, headers]) =>
  [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
);
writeFileSync('dist/_headers', `${written.join('\n')}\n`);
