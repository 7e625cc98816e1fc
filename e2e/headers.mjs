// Reads a _headers file as Netlify and Cloudflare Pages do: a path, and under it the headers of its files.

/** Parses a file into rules: paths, whose last character may be a star, with their headers. */
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

/** Returns the headers of a path. Values that several rules give one header are joined. */
export function headersOf(text, pathname) {
  const found = new Map();
  for (const { path, headers } of parse(text)) {
    const matches = path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path;
    if (!matches) continue;
    for (const [name, value] of headers) found.set(name, found.has(name) ? `${found.get(name)}, ${value}` : value);
  }
  return found;
}
