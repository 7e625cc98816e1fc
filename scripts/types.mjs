// Writes the types of an estimate into js/petaday.d.ts, as docs/estimate.schema.json describes it, and the formats of
// reports. With --check it fails if they are not those of the sources.
import { readFileSync, writeFileSync } from 'node:fs';

const TYPES = 'js/petaday.d.ts';
const MARK = /^\/\/ Below: made by scripts\/types\.mjs.*$/m;
const ESTIMATE = JSON.parse(readFileSync('docs/estimate.schema.json', 'utf8'));

/** Returns the name of a definition’s type: GpuTime for gpu_time. */
const typeName = (name) => name.replace(/(?:^|_)(\w)/g, (_, letter) => letter.toUpperCase());

/** Returns the TypeScript type of a schema. */
function type(schema) {
  if (schema.$ref) return typeName(schema.$ref.replace('#/$defs/', ''));
  if (schema.anyOf) return schema.anyOf.map(type).join(' | ');
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.type === 'array') {
    const item = type(schema.items);
    return schema.items.anyOf || schema.items.enum ? `(${item})[]` : `${item}[]`;
  }
  if (schema.type === 'integer') return 'number';
  if (schema.type !== 'object') return schema.type;
  return schema.properties ? object(schema) : `Record<string, ${type(schema.additionalProperties)}>`;
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
  const [, table] = readFileSync('src/report/format/entry.rs', 'utf8').split('static ENTRIES');
  return [...table.matchAll(/^ {4}entry\(\s*"([a-z-]+)",/gm)].map(([, slug]) => slug);
}

const declarations = [
  `/** The names of reports. */\nexport type Format =\n${formats()
    .map((name) => `  | '${name}'`)
    .join('\n')};`,
  `/** The figures of a link. */\nexport interface Estimate ${object(ESTIMATE)}`,
  ...Object.entries(ESTIMATE.$defs).map(([name, of]) =>
    of.properties ? `export interface ${typeName(name)} ${object(of)}` : `export type ${typeName(name)} = ${type(of)};`,
  ),
];
const before = readFileSync(TYPES, 'utf8');
const head = before.slice(0, before.search(MARK)) + MARK.exec(before)[0];
const indented = indent(declarations.join('\n\n'));
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
