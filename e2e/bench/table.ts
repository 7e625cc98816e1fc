// Results as Markdown, with the machine they are of.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (command: string, ...args: string[]) => execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim();

/** Returns the value below which a share of the values lies. */
export function at(share: number, values: number[]) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
}

export const median = (values: number[]) => at(0.5, values);

/** Returns the commit, or how dist/ differs from it. */
function commit() {
  const build = run('node', 'scripts/fingerprint.mjs');
  const isOfSources = readdirSync(`${root}/dist`)
    .filter((name) => name.endsWith('.js'))
    .some((name) => readFileSync(`${root}/dist/${name}`, 'utf8').includes(build));
  const head = run('git', 'describe', '--always', '--dirty');
  return isOfSources ? head : `${head}, but dist/ is of other sources: run “make dist” first`;
}

/** Returns a line that says where and of which build the figures are. */
export function circumstances(browser: Browser) {
  const [{ model }] = cpus();
  const load = loadavg().map((average) => average.toFixed(1));
  return `Commit ${commit()}. Chromium ${browser.version()}, ${cpus().length} cores of ${model}, load ${load.join(', ')}.`;
}

export function table(heads: string[], rows: string[][]) {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
