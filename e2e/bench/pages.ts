// The pages that are measured: the calculator in several states, and the yardstick beside each.
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { Calculator } from '../tests/fixtures/calculator.ts';
import { ALEXNET, DEEPSEEK_V3, EDITION } from '../tests/fixtures/links.ts';

const STAGES = [1, 2, 3].map((stage) => `${stage}.parameters=70e9&${stage}.tokens=${stage}e12..${stage + 1}e12`).join('&');
const THREE_STAGES = `v=1&data=${EDITION}&${STAGES}`;
const NETWORK = `v=1&data=${EDITION}&model=${DEEPSEEK_V3}&tokens=1e12`;

export type Which = 'calculator' | 'yardstick';

/** Keys to press in one field, with the field's id on either page. */
export type Typing = Record<Which, string> & {
  keys: string[];
  /** The text that stays, to the right of the cursor. Without it the keys replace all. */
  before?: string;
};

/** The key that removes a character. In the texts to type it is `<`. */
const BACK = 'Backspace';

/** A text that replaces that of a field, with corrections. More than half of the keys change the figure. */
const text = (calculator: string, typed: string, yardstick = calculator): Typing => ({
  calculator: `field-${calculator}`,
  yardstick: `field-${yardstick}`,
  keys: [...typed].map((key) => (key === '<' ? BACK : key)),
});

const ALEXNET_KEYS = [
  text('multiply-adds', '7654<321e4'),
  text('examples', '1<234<5600'),
  text('epochs', '120<<50<<9'),
  text('time', '6<5.5<4<5d'),
  text('utilization', '0.4<33<5<3'),
];

const STAGES_KEYS = [
  text('parameters', '71<200<68B', 'multiply-adds'),
  text('tokens', '1 to 2.45T', 'examples'),
  text('epochs', '2<1.5<2<9<'),
  text('timesteps', '12<1<3<4<1'),
  text('runs', '13<2<<21<<'),
];

/** The width of the first layers: `gated(18432)`. */
const ROW_KEYS = ['18432', '12288', '28672', '14336', '18432'].map(
  (typed): Typing => ({
    calculator: 'layer-8',
    yardstick: 'layer-7',
    keys: [...Array<string>(5).fill(BACK), ...typed],
    before: ')',
  }),
);

export type State = {
  name: string;
  link: string;
  /** The fragment of the yardstick's address. */
  yardstick: string;
  isOpen: boolean;
  typings: Typing[];
};

export const STATES: State[] = [
  { name: 'AlexNet, sections closed', link: ALEXNET, yardstick: '', isOpen: false, typings: ALEXNET_KEYS },
  { name: 'AlexNet, sections open', link: ALEXNET, yardstick: '', isOpen: true, typings: ALEXNET_KEYS },
  { name: 'three stages with ranges, closed', link: THREE_STAGES, yardstick: 'stages=3', isOpen: false, typings: STAGES_KEYS },
  { name: 'three stages with ranges, open', link: THREE_STAGES, yardstick: 'stages=3', isOpen: true, typings: STAGES_KEYS },
  { name: 'a row of DeepSeek-V3', link: NETWORK, yardstick: 'rows', isOpen: false, typings: ROW_KEYS },
];

/** Opens the calculator in a state. */
export async function openCalculator(page: Page, { link, isOpen }: State) {
  const calculator = new Calculator(page);
  await calculator.open(link);
  if (link === NETWORK) await expect(calculator.layer(9)).toBeVisible();
  if (isOpen) await openSections(page);
  // Waits for what the page does once its first view is on the screen.
  await page.waitForTimeout(2000);
}

async function openSections(page: Page) {
  const closed = page.locator('details:not([open]) > summary:visible');
  while ((await closed.count()) > 0) await closed.first().click();
}

export async function openYardstick(page: Page, { yardstick }: State) {
  const file = new URL('yardstick.html', import.meta.url);
  file.hash = yardstick;
  await page.goto(String(file));
  await expect(page.locator('#flop')).not.toBeEmpty();
}

/** Puts the cursor where the keys go. */
export async function enter(page: Page, id: string, before = '') {
  const field = page.locator(`[id="${id}"]`);
  await field.focus();
  await field.evaluate((element, before) => {
    const input = element as HTMLInputElement;
    const end = input.value.length - before.length;
    input.setSelectionRange(before === '' ? 0 : end, end);
  }, before);
}
