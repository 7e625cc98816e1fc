// Method 2 as papers and schedulers write it: dates, nodes, cores, periods; and solved for a goal.
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import type { Calculator } from './fixtures/calculator.ts';
import { tabTo } from './fixtures/keys.ts';
import { EDITION, OWN } from './fixtures/links.ts';
import { withhold } from './fixtures/withheld.ts';

const A100S = { peak: '312 TFLOP/s', utilization: '40%' };

async function typePeak(calculator: Calculator, { peak, ...others }: Record<string, string> & { peak: string }) {
  await calculator.choose('peak');
  await calculator.typeAll({ peak, ...others });
}

test.beforeEach(({ calculator }) => calculator.openCleared());

test.describe('dates, nodes and cores', () => {
  test('dates and nodes as a paper has them give chip-hours and the figure, and the link reopens with both', async ({
    calculator,
    page,
    someoneElse,
  }) => {
    await calculator.typeAll({ time: '2022-03-11 to 2022-07-06', chips: '48 nodes × 8' });
    await expect(calculator.answer).toContainText('1.08 million chip-hours');
    await expect(calculator.readAs).toHaveText('= 117 d × 384 chips = 1.08 × 10⁶ chip-hours');
    await typePeak(calculator, A100S);
    // 117 × 86,400 s × 384 × 312e12 × 0.4
    await calculator.expectMethods({ gpuTime: '4.84 × 10²³' });
    await calculator.expectAnswer('4.84 × 10²³');
    await expect(page).toHaveURL(/&time=2022-03-11_to_2022-07-06&chips=48_nodes_%C3%97_8&peak=312_TFLOP\/s&utilization=0\.4$/);
    const other = await someoneElse();
    await other.open(new URL(page.url()).hash.slice(1));
    await other.expectAnswer('4.84 × 10²³');
    await expect(other.field('time')).toHaveValue('2022-03-11 to 2022-07-06');
    await expect(other.field('chips')).toHaveValue('48 nodes × 8');
    await expect(other.readAs).toHaveText('= 117 d × 384 chips = 1.08 × 10⁶ chip-hours');
  });

  for (const [time, message] of [
    ['2022-03-41 to 2022-07-06', 'There is no day 41 in that March: type one from 1 to 31.'],
    [
      '11/03/2022 to 06/07/2022',
      '“11/03/2022” can be read as more than one day: type the year first, such as 2022-03-11 to 2022-07-06, or the month by its name.',
    ],
    ['2022-07-06 to 2022-03-11', '2022-03-11 is before 2022-07-06: type the start first, and each date with its year.'],
  ]) {
    test(`${time} is refused, and the page says what to type`, async ({ calculator }) => {
      await typePeak(calculator, A100S);
      await calculator.typeAll({ chips: '384', time });
      await calculator.expectRefused('time', message, time);
      await calculator.expectNoAnswer();
      await expect(calculator.gpuTime).toContainText('= … FLOP');
      await calculator.type('time', '11 March 2022 to 6 July 2022');
      await expect(calculator.field('time')).toHaveAttribute('aria-invalid', 'false');
      await calculator.expectAnswer('4.84 × 10²³');
    });
  }

  // On the way to the 41st a valid date is typed: “2022-03-4”. Once the date is refused with “There is no day 41”,
  // its reading “= 2 d × 384 chips = 18,432 chip-hours” must go.
  test('refused dates have no reading', async ({ calculator }) => {
    await calculator.typeAll({ time: '2022-03-11 to 2022-07-06', chips: '48 nodes × 8' });
    await expect(calculator.readAs).toHaveText('= 117 d × 384 chips = 1.08 × 10⁶ chip-hours');
    await calculator.type('time', '2022-03-41 to 2022-07-06');
    await calculator.expectRefused('time', 'There is no day 41 in that March', '2022-03-41 to 2022-07-06');
    await expect(calculator.readAs).toHaveCount(0);
  });

  test('cores of a TPU v3 are halves of chips, and the page says so beside a bare number that may count cores', async ({
    calculator,
    page,
  }) => {
    await calculator.typeAll({ time: '30 d', utilization: '40%', hardware: 'TPU v3' });
    await page.keyboard.press('Enter');
    await calculator.chooseFormat('BF16');
    await calculator.type('chips', '128');
    await expect(calculator.gpuTime).toContainText('Count chips: 128 cores of TPU v3 are 64 chips.');
    await expect(calculator.answer).toContainText('92,200 chip-hours');
    // 30 × 86,400 s × 128 × 123e12 × 0.4
    await calculator.expectAnswer('1.63 × 10²²');
    await calculator.type('chips', '128 cores');
    await expect(calculator.readAs).toHaveText('= 30 d × 64 chips = 46,080 chip-hours');
    await expect(calculator.gpuTime).not.toContainText('Count chips');
    await calculator.expectAnswer('8.16 × 10²¹');
    await expect(page).toHaveURL(/&chips=128_cores&hardware=google-tpu-v3&/);
  });

  test('nodes alone lead to the question how many chips each has', async ({ calculator }) => {
    await typePeak(calculator, A100S);
    await calculator.typeAll({ time: '117 d', chips: '16 nodes' });
    await calculator.expectRefused(
      'chips',
      'How many chips are in each? Type 16 nodes × 8 GPUs, or the number of chips.',
      '16 nodes',
    );
    await calculator.expectNoAnswer();
    await calculator.field('chips').press('End');
    await calculator.page.keyboard.type(' of 8 GPUs each');
    // A third of 48 nodes.
    await calculator.expectAnswer('1.61 × 10²³');
  });
});

test.describe('while the part that reads them cannot be fetched', () => {
  const COULD_NOT = 'could not be loaded. Check the connection and try again.';

  test.use({ allowed: anyOf(/\/panels-\w+\.wasm/, NOT_FETCHED) });

  let withheld: Awaited<ReturnType<typeof withhold>>;
  test.beforeEach(async ({ context }) => {
    withheld = await withhold(context, '**/panels-*.wasm');
  });

  test('the page says so under dates, other fields work, and typing again once it can is enough', async ({ calculator }) => {
    await typePeak(calculator, A100S);
    await calculator.typeAll({
      time: '2022-03-11 to 2022-07-06',
      chips: '48 nodes × 8',
      'multiply-adds': '70e9',
      examples: '2e12',
    });
    // At the field, and in the place of its reading.
    await expect(calculator.gpuTime.getByText(COULD_NOT).first()).toBeVisible();
    await expect(calculator.field('time')).toHaveValue('2022-03-11 to 2022-07-06');
    await calculator.expectMethods({ operations: '8.4 × 10²³' });
    await calculator.typeAll({ time: '117 d', chips: '384' });
    await calculator.expectMethods({ gpuTime: '4.84 × 10²³' });
    await expect(calculator.gpuTime.getByText(COULD_NOT)).toHaveCount(0);
    withheld.release();
    await calculator.typeAll({ chips: '48 nodes × 8', utilization: '20%' });
    await calculator.expectMethods({ gpuTime: '2.42 × 10²³' });
    await expect(calculator.readAs).toHaveText('= 117 d × 384 chips = 1.08 × 10⁶ chip-hours');
  });

  // The field that is shown has to carry the problem: not `fleet`, which is not shown, and whose button would lead
  // nowhere.
  test('the field with the dates says so itself, and the missing value links to it', async ({ calculator }) => {
    await typePeak(calculator, A100S);
    await calculator.typeAll({ chips: '384', time: '2022-03-11 to 2022-07-06' });
    await calculator.expectRefused('time', COULD_NOT, '2022-03-11 to 2022-07-06');
    await calculator.answer.getByRole('button', { name: 'Training time', exact: true }).click();
    await expect(calculator.field('time')).toBeFocused();
  });

  test('the field for periods says so and keeps its text', async ({ calculator }) => {
    await calculator.choose('fleet');
    await calculator.type('fleet', '54 d × 1,024 A100 80GB bf16 at 40%');
    await calculator.expectRefused('fleet', COULD_NOT, '54 d × 1,024 A100 80GB bf16 at 40%');
    await calculator.typeAll({ 'multiply-adds': '70e9', examples: '2e12' });
    await calculator.expectAnswer('8.4 × 10²³');
    withheld.release();
    await calculator.field('fleet').press('End');
    await calculator.page.keyboard.type('\n14 d × 512 H100 SXM bf16 at 35%');
    await calculator.expectMethods({ gpuTime: '8.11 × 10²³' });
    await expect(calculator.field('fleet')).toHaveAttribute('aria-invalid', 'false');
  });

  // A text that failed, and the texts typed on the way to it, must not stay failed once the part can be loaded: the
  // table under the field, the field and the formula have to agree.
  for (const keys of [['Space'], ['Backspace', '%']]) {
    test(`typing ${keys.join(' and ')} once it can be fetched is enough to ask for periods again`, async ({
      calculator,
      page,
    }) => {
      await calculator.choose('fleet');
      await calculator.type('fleet', '54 d × 1,024 A100 80GB bf16 at 40%');
      await calculator.expectRefused('fleet', COULD_NOT, '54 d × 1,024 A100 80GB bf16 at 40%');
      withheld.release();
      await calculator.field('fleet').press('End');
      for (const key of keys) await page.keyboard.press(key);
      await calculator.expectMethods({ gpuTime: '5.96 × 10²³' });
      await expect(calculator.field('fleet')).toHaveAttribute('aria-invalid', 'false');
    });
  }
});

test.describe('several periods', () => {
  const LINES = ['54 d × 1,024 A100 80GB bf16 at 40%', '14 d × 512 H100 SXM bf16 at 35%'];
  // 54 × 86,400 s × 1,024 × 312e12 × 0.4 + 14 × 86,400 s × 512 × 989.4e12 × 0.35
  const FLOP = '8.11 × 10²³';

  test('by keyboard alone: each line as it was read, and the total', async ({ calculator, page }) => {
    const { keyboard } = page;
    await tabTo(calculator.way('time'));
    for (const way of ['chip-hours', 'fleet']) {
      await keyboard.press('ArrowRight');
      await expect(calculator.way(way)).toBeChecked();
      await expect(calculator.way(way)).toBeFocused();
    }
    await keyboard.press('Tab');
    await expect(calculator.field('fleet')).toBeFocused();
    await keyboard.type(LINES[0]);
    await keyboard.press('Enter');
    await keyboard.type(LINES[1]);
    await expect(calculator.period(1).getByRole('cell')).toHaveText([
      '54 d',
      '1,024',
      /A100 SXM 80 GB/,
      'BF16',
      '312 TFLOP/s',
      '40%',
      '1.33 × 10⁶',
      '5.96 × 10²³',
    ]);
    await expect(calculator.period(2).getByRole('cell')).toHaveText([
      '14 d',
      '512',
      /H100 SXM/,
      'BF16',
      '989 TFLOP/s',
      '35%',
      '172,032',
      '2.14 × 10²³',
    ]);
    await expect(calculator.allPeriods.getByRole('cell')).toHaveText([/–/, 'BF16', '390 TFLOP/s', '38.5%', '1.5 × 10⁶', FLOP]);
    await calculator.expectMethods({ gpuTime: FLOP });
    await calculator.expectAnswer(FLOP);
    await expect(calculator.answer).toContainText('1.5 million chip-hours');
    await expect(calculator.field('fleet')).toHaveValue(LINES.join('\n'));
    await expect(calculator.field('fleet')).toBeFocused();
  });

  test('a mistake in the second line is reported there, and the first stays read', async ({ calculator }) => {
    await calculator.choose('fleet');
    const typed = LINES.join('\n').replace('H100 SXM', 'H100');
    await calculator.type('fleet', typed);
    const message = 'Which H100?';
    await calculator.expectAsked('fleet', `Line 2: ${message}`, typed, [/^H100 SXM, 989/]);
    await expect(calculator.answer).toContainText(`Line 2: ${message}`);
    await expect(calculator.period(1)).toContainText('5.96 × 10²³');
    await expect(calculator.period(2)).toContainText(message);
    await expect(calculator.allPeriods).toHaveCount(0);
    await calculator.expectNoAnswer();
    await calculator.choiceAt('fleet', /^H100 SXM/).click();
    await expect(calculator.field('fleet')).toHaveValue(LINES.join('\n'));
    await calculator.expectAnswer(FLOP);
  });

  test('reloading, Back and other ways lose no period', async ({ calculator, page }) => {
    await calculator.choose('fleet');
    await calculator.type('fleet', LINES.join('\n'));
    const expectKept = async () => {
      await expect(calculator.field('fleet')).toHaveValue(new RegExp(`^${LINES.join('[;\\n]')}$`));
      await calculator.expectAnswer(FLOP);
      await expect(calculator.period(2)).toContainText('2.14 × 10²³');
    };
    await expectKept();
    await calculator.choose('chip-hours');
    await calculator.expectNoAnswer();
    await expect(calculator.period(1)).toHaveCount(0);
    await calculator.type('chip-hours', '100');
    await calculator.choose('fleet');
    await expectKept();
    // The whole address: on a slow machine it is a part of the text for a while.
    await expect(page).toHaveURL(new RegExp(`#${OWN}&fleet=[^&]*35%25$`));
    await page.reload();
    await expectKept();
    await calculator.clear();
    await page.goBack();
    await expectKept();
  });

  // A link joins periods with “;”. Shown like that in one line, no message could refer to “Line 2”.
  test('a reload keeps each period on its line', async ({ calculator, page }) => {
    await calculator.choose('fleet');
    await calculator.type('fleet', LINES.join('\n'));
    await expect(page).toHaveURL(/&fleet=[^&]*35%25$/);
    await page.reload();
    await expect(calculator.field('fleet')).toHaveValue(LINES.join('\n'));
  });
});

test.describe('solved for a goal', () => {
  test.beforeEach(({ calculator }) => calculator.openExact());

  const KNOWN: Record<string, string> = { time: '30 d', chips: '1024', peak: '989.4 TFLOP/s', utilization: '40%' };
  const GOAL = 'The goal of 1 × 10²⁴ FLOP';

  async function typeAllBut(calculator: Calculator, key: string) {
    if (key !== 'peak') await calculator.choose('peak');
    for (const [other, text] of Object.entries(KNOWN)) if (other !== key) await calculator.type(other, text);
  }

  for (const { key, sentence, text } of [
    { key: 'time', sentence: 'on 1,024 chips of 989 TFLOP/s at 40%: 28.6 d.', text: '28.56 d' },
    { key: 'chips', sentence: 'on chips of 989 TFLOP/s in 30 d at 40%: at least 975 chips.', text: '975' },
    { key: 'peak', sentence: 'on 1,024 chips in 30 d at 40%: chips of 942 TFLOP/s.', text: '9.419e14' },
    { key: 'utilization', sentence: 'on 1,024 chips of 989 TFLOP/s in 30 d: 38.1% of the peak.', text: '0.3808' },
  ]) {
    test(`${key} is solved for if empty, and filled in with one click`, async ({ calculator, page }) => {
      await typeAllBut(calculator, key);
      await calculator.openGoal();
      await calculator.type('goal', '1e24');
      await expect(calculator.goalAnswer).toHaveText(`${GOAL} ${sentence}`);
      await calculator.useSolved.click();
      await expect(calculator.field(key)).toHaveValue(text);
      await expect(calculator.field(key)).toBeFocused();
      await calculator.expectMethods({ gpuTime: '1 × 10²⁴' });
      await expect(calculator.goalAnswer).toContainText('This hardware does 1 times the goal of 1 × 10²⁴ FLOP');
      await expect(calculator.useSolved).toHaveCount(0);
      await expect(page).toHaveURL(/&goal=1e24&from=[a-z-]+:solved$/);
    });
  }

  test('a goal in a link is shown with its solution', async ({ calculator }) => {
    await expect(calculator.field('goal')).toBeHidden();
    await calculator.open(`v=1&data=${EDITION}&chips=1024&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4&goal=1e24`);
    await expect(calculator.field('goal')).toHaveValue('1e24');
    await expect(calculator.goalAnswer).toHaveText(`${GOAL} on 1,024 chips of 989 TFLOP/s at 40%: 28.6 d.`);
    await calculator.expectNoAnswer();
  });

  // The way that is chosen has to reach the panel although its field is empty. Otherwise the panel would take time
  // and chips for the chosen way, not chip-hours.
  for (const [from, texts, flop] of [
    ['a goal', { goal: '1e24' }, '1 × 10²⁴'],
    ['method 1', { parameters: '70e9', tokens: '2e12' }, '8.4 × 10²³'],
  ] as const) {
    test(`chip-hours are solved for if empty, for ${from}, and filled in with one click`, async ({ calculator }) => {
      await calculator.choose('chip-hours');
      await typePeak(calculator, { peak: KNOWN.peak, utilization: KNOWN.utilization });
      await calculator.openGoal();
      if ('parameters' in texts) await calculator.choose('parameters', 'tokens');
      await calculator.typeAll(texts);
      await expect(calculator.goalAnswer).toContainText(/on chips of 989 TFLOP\/s at 40%: .* chip-hours\.$/);
      await calculator.useSolved.click();
      await expect(calculator.field('chip-hours')).not.toHaveValue('');
      await calculator.expectMethods({ gpuTime: flop });
    });
  }

  test('more than all of the peak is impossible, and is not offered', async ({ calculator }) => {
    await typePeak(calculator, { peak: KNOWN.peak, time: '1 d', chips: '1024' });
    await calculator.openGoal();
    await calculator.type('goal', '1e24');
    // 1e24 / (86,400 s × 1,024 × 989.4e12)
    await expect(calculator.goalAnswer).toHaveText(
      /^The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP\/s in 1 d would take 1,140% of the peak: impossible\.$/,
    );
    await expect(calculator.useSolved).toHaveCount(0);
    await calculator.expectNoAnswer();
    await expect(calculator.field('utilization')).toHaveValue('');
  });

  test('without a typed goal, the operations of method 1 are the goal', async ({ calculator }) => {
    await calculator.choose('parameters', 'tokens');
    await calculator.typeAll({ parameters: '70e9', tokens: '2e12' });
    await typeAllBut(calculator, 'time');
    await calculator.openGoal();
    await expect(calculator.goalAnswer).toHaveText('The counted 8.4 × 10²³ FLOP on 1,024 chips of 989 TFLOP/s at 40%: 24 d.');
    await calculator.useSolved.click();
    await expect(calculator.field('time')).toHaveValue('23.99 d');
    await calculator.expectMethods({ operations: '8.4 × 10²³', gpuTime: '8.4 × 10²³' });
    await calculator.type('utilization', '');
    await expect(calculator.goalAnswer).toContainText('in 24 d: 40% of the peak.');
    await expect(calculator.gpuTime).toContainText('a copy of method 1, which then checks nothing');
    await expect(calculator.useSolved).toHaveCount(0);
  });
});

test('a utilization is the hardware’s while the box is ticked, and the model’s when it is not', async ({
  calculator,
  page,
  someoneElse,
}) => {
  const box = page.getByRole('checkbox', { name: /^This is HFU/ });
  await expect(box).toBeDisabled();
  await typePeak(calculator, { ...A100S, time: '30 d', chips: '1024' });
  // 30 × 86,400 s × 1,024 × 312e12 × 0.4
  await calculator.expectAnswer('3.31 × 10²³');
  await box.check();
  await expect(calculator.field('utilization')).toHaveValue('40% HFU');
  await expect(calculator.field('utilization')).toHaveAccessibleDescription(/= 30%/);
  await calculator.expectAnswer('2.48 × 10²³');
  await expect(page).toHaveURL(/&utilization=0\.4HFU$/);
  const other = await someoneElse();
  await other.open(new URL(page.url()).hash.slice(1));
  await other.expectAnswer('2.48 × 10²³');
  await expect(other.page.locator('#hfu')).toBeChecked();
  await box.uncheck();
  await expect(calculator.field('utilization')).toHaveValue('40%');
  await calculator.expectAnswer('3.31 × 10²³');
  await calculator.field('utilization').press('End');
  await page.keyboard.type(' hfu');
  await expect(box).toBeChecked();
});

test.describe('a peak that is typed', () => {
  for (const [peak, warning, flop] of [
    [
      '1979 TFLOPS',
      '1,979 TFLOP/s is the sparse 16-bit figure of the NVIDIA H100 SXM and 4 other chips, which training does not reach: the dense one is 989.4 TFLOP/s. For FP8 it is dense.',
      '2.1 × 10²⁴',
    ],
    [
      '19.5 TFLOP/s',
      '19.5 TFLOP/s is the FP32 rate of the vector units of the NVIDIA A100 PCIe and 5 other chips. If training ran in FP16 or BF16, on the matrix units, the dense peak is 312 TFLOP/s.',
      '2.07 × 10²²',
    ],
  ]) {
    test(`${peak} gets a warning, and counts`, async ({ calculator }) => {
      await typePeak(calculator, { ...A100S, peak, time: '30 d', chips: '1024' });
      await expect(calculator.field('peak')).toHaveAccessibleDescription(new RegExp(warning));
      await expect(calculator.gpuTime.getByText(warning)).toBeVisible();
      await expect(calculator.field('peak')).toHaveAttribute('aria-invalid', 'false');
      await calculator.expectAnswer(flop);
      await calculator.type('peak', A100S.peak);
      await expect(calculator.gpuTime.getByText(warning)).toHaveCount(0);
    });
  }

  test('for a chip of which only the year is known, is the range of that year', async ({ calculator, page }) => {
    await calculator.typeAll({ time: '30 d', chips: '64', utilization: '40%' });
    await calculator.openChip('Only the year is known');
    const year = page.getByLabel('Year of the chip’s announcement');
    await year.pressSequentially('17');
    await expect(page.getByText('Type a year of four digits, such as 2019.')).toBeVisible();
    await year.fill('');
    await year.pressSequentially('2017');
    await calculator.button('Use 3.5e13..2.1e14').click();
    await expect(calculator.way('peak')).toBeChecked();
    await expect(calculator.field('peak')).toHaveValue('3.5e13..2.1e14');
    // 30 × 86,400 s × 64 × √(3.5e13 × 2.1e14) × 0.4
    await calculator.expectAnswer('5.69 × 10²¹');
    await expect(calculator.answer.locator('.figures > .range')).toContainText('90% range');
  });

  test('for a CPU, is the product of its cores, clock and FLOP per cycle', async ({ calculator, page }) => {
    await calculator.typeAll({ time: '30 d', chips: '64', utilization: '17%' });
    await calculator.openChip('CPU: cores × clock × FLOP per cycle');
    for (const [label, text] of [
      ['Cores', '28'],
      ['Clock, GHz', '2.7'],
      ['FLOP per cycle', '64'],
    ]) {
      await page.getByLabel(label, { exact: true }).pressSequentially(text);
    }
    await calculator.button('Use 4.8384e12').click();
    await expect(calculator.field('peak')).toHaveValue('4.8384e12');
    // 30 × 86,400 s × 64 × 4.8384e12 × 0.17
    await calculator.expectAnswer('1.36 × 10²⁰');
  });
});

test('a chip that is not in the catalog is proposed with a row of its table', async ({ calculator, page }) => {
  await calculator.chooseFormat('BF16');
  await calculator.type('hardware', 'NVIDIA X900, SXM');
  await page.keyboard.press('Escape');
  await calculator.openChip('Propose this chip');
  const row = page.getByLabel('Its row');
  await expect(row).toHaveValue(/^slug,name,vendor,kind,released,.*\nnvidia-x900-sxm,"NVIDIA X900, SXM",NVIDIA,,/);
  await calculator.choose('peak');
  await calculator.type('peak', '1500 TFLOP/s');
  await page.getByText('Propose this chip').click();
  await page.getByLabel('Name of the chip').fill('NVIDIA X900');
  await page.getByLabel('Format of its peak').pressSequentially('bf16');
  await expect(row).toHaveValue(/\nnvidia-x900,NVIDIA X900,NVIDIA,{11}1\.5e15,{10}$/);
  await expect(page.getByRole('link', { name: 'Open an issue with it' })).toHaveAttribute('href', /\/issues\/new$/);
});

test('a chip is found with the keyboard alone, page by page, up to the figure', async ({ calculator, page }) => {
  await calculator.typeAll({ time: '30 d', chips: '64', utilization: '40%' });
  const { keyboard } = page;
  await tabTo(calculator.hardware, 'Shift+Tab');
  const options = calculator.hardwareList.getByRole('option');
  const highlighted = async () => {
    const option = calculator.hardwareList.getByRole('option', { selected: true });
    await expect(option).toHaveCount(1);
    await expect(option).toBeInViewport({ ratio: 0.9 });
    return options.evaluateAll((all) => all.findIndex((option) => option.getAttribute('aria-selected') === 'true'));
  };
  await keyboard.press('PageDown');
  const page1 = await highlighted();
  expect(page1).toBeGreaterThan(3);
  await keyboard.press('PageDown');
  expect(await highlighted()).toBe(2 * page1 + 1);
  await keyboard.press('PageUp');
  expect(await highlighted()).toBe(page1);
  for (let n = 0; n < 2; n += 1) await keyboard.press('PageUp');
  expect(await highlighted()).toBe(0);
  await keyboard.type('tpu');
  // Page Down stops at the last chip.
  for (let n = 0; n < 3; n += 1) await keyboard.press('PageDown');
  await expect(calculator.option(/Google TPU v2/)).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(calculator.hardware).toHaveValue('Google TPU v2');
  await keyboard.press('Tab');
  await expect(calculator.field('format')).toBeFocused();
  await keyboard.type('BF16');
  // 30 × 86,400 s × 64 × 46e12 × 0.4
  await calculator.expectAnswer('3.05 × 10²¹');
});
