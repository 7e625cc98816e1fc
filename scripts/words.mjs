// Lists every text of the program that a person may read, by the file that it stands in, so that the words can be read
// through: docs/words.md. With --check it fails if the list is not that of the sources.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const LIST = 'docs/words.md';
// Tests that are files of their own.
const TESTS = /\/tests(?:\.rs$|\/)/;

/** Returns the string literals of Rust sources, without those of tests, comments and attributes. */
function literals(source) {
  const tests = source.search(/^#\[cfg\(test\)\]\s*\nmod /m);
  const text = tests < 0 ? source : source.slice(0, tests);
  const found = [];
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|#!?\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\]|'(?:[^'\\\n]|\\.)[^'\n]{0,8}'|r(#*)"([\s\S]*?)"\1|"((?:[^"\\]|\\[\s\S])*)"/g;
  for (const [whole, , raw, plain] of text.matchAll(token)) {
    if (raw !== undefined) found.push(raw);
    else if (plain !== undefined)
      found.push(
        plain
          .replace(/\\\n\s*/g, '')
          .replace(/\\"/g, '"')
          .replace(/\\n/g, ' '),
      );
    else if (whole.startsWith('#[error('))
      found.push(...[...whole.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, message]) => message));
  }
  return found;
}

/** Tells a text that a person reads from a name, a class, a path or a format of numbers. */
const isRead = (text) =>
  /\p{L}{2,}[^\p{L}]*[ ’–][^\p{L}]*\p{L}{2,}/u.test(text) &&
  !/^[\w-]+(?: [\w-]+)?$/.test(text) &&
  !/^(?:https?:|M ?\d|[a-z-]+(?: [a-z-]+){0,3}$)/.test(text);

const files = readdirSync('src', { recursive: true })
  .map((name) => `src/${name}`)
  .filter((name) => name.endsWith('.rs') && !TESTS.test(name))
  .sort();
let list = `# Words

Every text of the program with more than a word or two that a person may read, by the file that it stands in. Made by
\`node scripts/words.mjs\`; \`{}\` stands for what is put in. Read it aloud.
`;
for (const file of files) {
  const texts = [...new Set(literals(readFileSync(file, 'utf8')).map((text) => text.replace(/\s+/g, ' ').trim()))].filter(isRead);
  if (texts.length > 0) list += `\n## ${file}\n\n${texts.map((text) => `- ${text}`).join('\n')}\n`;
}
if (!process.argv.includes('--check')) writeFileSync(LIST, list);
else if (readFileSync(LIST, 'utf8') !== list) {
  console.error(`${LIST} is not that of the sources: run node scripts/words.mjs`);
  process.exitCode = 1;
}
