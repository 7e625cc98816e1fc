// The numbers of passed and failed browser tests, from Playwright's report. A test that passes only at its second try
// counts as passed, and a file lists it as unsteady. More than two such tests count as failed.
//
//   node scripts/browser-results.mjs REPORT UNSTEADY    prints “passed failed”, and writes the list to UNSTEADY

import { readFileSync, writeFileSync } from 'node:fs';

const TOLERATED = 2;

const [report, list] = process.argv.slice(2);
const { stats, errors, suites } = JSON.parse(readFileSync(report, 'utf8'));

const unsteady = ({ suites = [], specs = [] }) => [
  ...suites.flatMap(unsteady),
  ...specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky')).map(({ title }) => title),
];
const titles = suites.flatMap(unsteady);
writeFileSync(list, titles.map((title) => `!! unsteady, passed at its second try: ${title}\n`).join(''));

const tolerated = stats.flaky <= TOLERATED ? stats.flaky : 0;
console.log(stats.expected + tolerated, stats.unexpected + stats.flaky - tolerated + errors.length);
