// Writes the types of an estimate into js/petaday.d.ts, as docs/estimate.schema.json describes it, and the formats of
// reports. With --check it fails if they are not those of the sources.
import { readFileSync, writeFileSync } from 'node:fs';

const TYPES = 'js/petaday.d.ts';
const MARK = /^\/\/ Below: made by scripts\/types\.mjs.*$/m;
const schema = JSON.parse(readFileSync('docs/estimate.schema.json', 'utf8'));

/** Returns the name of a definition: GpuTime for gpu_time. */
const named = (name) => name.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());

/** Returns the TypeScript type of a schema. */
function type(of) {
  if (of.$ref) return named(of.$ref.replace('#/$defs/', ''));
  if (of.anyOf) return of.anyOf.map(type).join(' | ');
  if (of.enum) return of.enum.map(literal).join(' | ');
  if (of.const !== undefined) return literal(of.const);
  if (of.type === 'array') return of.items.anyOf || of.items.enum ? `(${type(of.items)})[]` : `${type(of.items)}[]`;
  if (of.type === 'integer') return 'number';
  if (of.type !== 'object') return of.type;
  return of.properties ? object(of) : `Record<string, ${type(of.additionalProperties)}>`;
}

const literal = (value) => (typeof value === 'string' ? `'${value}'` : String(value));

function object({ properties, required = [] }) {
  const lines = Object.entries(properties).flatMap(([name, of]) => [
    ...(of.description ? [`/** ${of.description} */`] : []),
    `${name}${required.includes(name) ? '' : '?'}: ${type(of)};`,
  ]);
  return `{\n${lines.join('\n')}\n}`;
}

/** Returns the names of the formats, from the table of them. */
function formats() {
  const [, table] = readFileSync('src/report/format.rs', 'utf8').split('static TABLE');
  return [...table.matchAll(/^ {4}about\(\s*"([a-z-]+)",/gm)].map(([, slug]) => slug);
}

const made = [
  `/** The names of reports. */\nexport type Format =\n${formats()
    .map((name) => `  | '${name}'`)
    .join('\n')};`,
  `/** The figures of a link. */\nexport interface Estimate ${object(schema)}`,
  ...Object.entries(schema.$defs).map(([name, of]) =>
    of.properties ? `export interface ${named(name)} ${object(of)}` : `export type ${named(name)} = ${type(of)};`,
  ),
];
const before = readFileSync(TYPES, 'utf8');
const head = before.slice(0, before.search(MARK)) + MARK.exec(before)[0];
const indented = indent(made.join('\n\n'));
const after = `${head}\n\n${indented}\n`;
if (!process.argv.includes('--check')) writeFileSync(TYPES, after);
else if (plain(after) !== plain(before)) {
  console.error(`${TYPES} is not that of docs/estimate.schema.json: run “make tidy”.`);
  process.exitCode = 1;
}

/** Indents by the braces. The formatter breaks long lines. */
function indent(text) {
  let depth = 0;
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('}')) depth -= 1;
      const indented = '  '.repeat(depth) + line;
      if (line.endsWith('{')) depth += 1;
      return indented;
    })
    .join('\n');
}

/** Returns the text without what a formatter changes. */
function plain(text) {
  return text.replace(/[\s|()]/g, '');
}
