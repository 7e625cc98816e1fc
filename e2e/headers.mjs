// Reads a _headers file as Netlify and Cloudflare Pages do: under each path, the headers of what is there.

/** The rules of a file: paths, of which the last character may be a star, with their headers. */
function parse(text) {
  const rules = [];
  for (const line of text.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, value] = /^\s+([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (name) rules.at(-1).headers.push([name, value]);
    else rules.push({ path: line.trim(), headers: [] });
  }
  return rules;
}

/** What is sent with a path. What several rules say of one header is joined. */
export function headersOf(text, pathname) {
  const found = new Map();
  for (const { path, headers } of parse(text)) {
    const matches = path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path;
    if (!matches) continue;
    for (const [name, value] of headers) found.set(name, found.has(name) ? `${found.get(name)}, ${value}` : value);
  }
  return found;
}
