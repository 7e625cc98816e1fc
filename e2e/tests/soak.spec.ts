// Random acts of a person in a hurry: whatever is typed, pressed, opened and closed, nothing breaks, and the link is true.
//
// `SOAK_ACTS=10000 SOAK_SEED=7 playwright test --config e2e soak` goes on for longer, and begins elsewhere.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { Calculator } from './fixtures/calculator.ts';
import { EDITION } from './fixtures/links.ts';

const ACTS = Number(process.env.SOAK_ACTS ?? 160);
const SEED = Number(process.env.SOAK_SEED ?? 1);

const STARTS = [
  '',
  `v=1&data=${EDITION}`,
  `v=1&data=${EDITION}&uncertainty=typical&stage=Pre&parameters=70e9&tokens=2e12&2.stage=SFT&2.parameters=70e9&2.tokens=1e9`,
  `v=1&data=${EDITION}&model=tokens(64);embed(1000,64);decoder(2,4,256);ln;head(tied)&tokens=1e9`,
];

/** Acts once in the page, as the number says, and returns what it did. */
function act(draw: number): string {
  const texts = [
    '7B',
    '2T',
    '5..6',
    '1e',
    '1,5',
    '',
    '0.4',
    '40%',
    '12 days',
    '512',
    'A100',
    'h100',
    '-1',
    '9e99',
    '½',
    'x'.repeat(300),
    '🦀',
    '3 weeks',
  ];
  const isSafe = (element: Element) =>
    // Another page, a file, the clipboard or the printer is somebody else's.
    !/Copy|Download|Save|PNG|SVG|CSV|Print|Choose|Upload|Hugging/.test(element.textContent ?? '') && !element.closest('[hidden]');
  const found = (selector: string) =>
    [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.offsetParent !== null && isSafe(element));
  const kinds: [string, string][] = [
    ['type', 'input:not([type]), input[type="text"], input[type="search"], textarea'],
    ['type', 'input:not([type]), input[type="text"], textarea'],
    ['type', 'input:not([type]), input[type="text"]'],
    ['press', 'button:not([disabled])'],
    ['press', 'input[type="radio"], input[type="checkbox"]'],
    ['press', 'summary'],
    ['choose', 'select'],
  ];
  const [kind, selector] = kinds[draw % kinds.length]!;
  const all = found(selector);
  const element = all[Math.floor(draw / 7) % Math.max(all.length, 1)];
  if (!element) return 'nothing to act on';
  const name = `${element.tagName.toLowerCase()}#${element.id} ${(element.textContent ?? '').trim().slice(0, 40)}`;
  if (kind === 'type') {
    const box = element as HTMLInputElement;
    const text = texts[Math.floor(draw / 7000) % texts.length]!;
    box.focus();
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    if (draw % 3 === 0) box.dispatchEvent(new Event('change', { bubbles: true }));
    return `typed ${JSON.stringify(text.slice(0, 20))} into ${name}`;
  }
  if (kind === 'choose') {
    const list = element as HTMLSelectElement;
    list.selectedIndex = Math.floor(draw / 7000) % list.options.length;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    return `chose ${list.value} in ${name}`;
  }
  element.click();
  return `pressed ${name}`;
}

/** Returns whether a view has taken the calculator's place. */
const isInView = (page: Page) => page.evaluate(() => location.hash.startsWith('#view='));

for (const [place, start] of STARTS.entries()) {
  test(`random acts leave a page that works and a link that is true, start ${place + 1}`, async ({
    calculator,
    page,
    someoneElse,
  }) => {
    test.setTimeout(120_000 + ACTS * 1_000);
    await calculator.open(start);
    const done: string[] = [];
    let state = SEED * 7919 + place;
    const acts = Math.ceil(ACTS / STARTS.length);
    for (let round = 1; round <= acts; round++) {
      // A linear congruential generator is random enough for this.
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      done.push(await page.evaluate(act, state));
      if (round % 20 === 0 || round === acts) {
        if (await isInView(page)) {
          await page.goBack();
          if (await isInView(page)) await page.goto('./');
        }
        await expect(calculator.answer, done.slice(-20).join('\n')).toBeVisible();
        // The address is written when typing rests, or the window is left.
        await page.evaluate(() => dispatchEvent(new Event('blur')));
        const other: Calculator = await someoneElse();
        await other.page.goto(page.url());
        const figure = (of: Calculator) => of.answer.locator('.headline').innerText();
        await expect.poll(() => figure(other), done.slice(-20).join('\n')).toBe(await figure(calculator));
        await other.page.close();
      }
    }
  });
}
