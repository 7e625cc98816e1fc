import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

for (const { what, link, key, says, flop } of [
  {
    what: 'is cut off within a key',
    link: 'v=1&parameters=70e9&tokens=2e12&chi',
    key: 'chi',
    says: 'cut off here',
    flop: '8.4 × 10²³',
  },
  {
    what: 'is cut off after a key',
    link: 'v=1&parameters=70e9&tokens=2e12&chips=',
    key: 'chips',
    says: 'nothing follows the equals sign',
    flop: '8.4 × 10²³',
  },
  {
    what: 'has an unknown key',
    link: 'v=1&parameters=70e9&tokens=2e12&colour=red',
    key: 'colour',
    says: 'it was left out',
    flop: '8.4 × 10²³',
  },
  {
    what: 'has a misspelled key',
    link: 'v=1&parameters=70e9&tokns=2e12',
    key: 'tokns',
    says: 'did the link mean “tokens”',
    flop: undefined,
  },
  {
    what: 'has broken characters',
    link: 'v=1&title=%E2%80&parameters=70e9&tokens=2e12',
    key: 'title',
    says: 'damaged in the link',
    flop: '8.4 × 10²³',
  },
  {
    what: 'has a damaged version',
    link: 'v=x&parameters=70e9&tokens=2e12',
    key: 'v',
    says: 'the rest was read as version 1',
    flop: '8.4 × 10²³',
  },
  {
    what: 'has a title for one stage',
    link: 'v=1&2.title=x&parameters=70e9&tokens=2e12',
    key: '2.title',
    says: 'belongs to the whole estimate',
    flop: '8.4 × 10²³',
  },
]) {
  test(`a link that ${what} says what could not be read and opens the rest`, async ({ calculator }) => {
    await calculator.open(link);
    await expect(calculator.notice.getByRole('listitem').filter({ hasText: `${key}: ` })).toContainText(says);
    await expect(calculator.field('parameters')).toHaveValue('70e9');
    const expectFigure = () => (flop ? calculator.expectAnswer(flop) : calculator.expectNoAnswer());
    await expectFigure();
    await calculator.expectOnlyNumbers();
    await calculator.button('Dismiss').click();
    await expect(calculator.notice).toHaveCount(0);
    await expectFigure();
  });
}

test('a link of a newer version says so and opens nothing', async ({ calculator }) => {
  await calculator.open('v=2&parameters=70e9&tokens=2e12');
  await expect(calculator.notice).toContainText('made by a newer Petaday');
  await expect(calculator.notice).not.toContainText('Everything else is filled in');
  await calculator.expectNoAnswer();
  await expect(calculator.field('multiply-adds')).toHaveValue('');
});

for (const { link, key, message, text } of [
  { link: 'v=1&parameters=70e9&tokens=1,5', key: 'tokens', message: 'If “1,5” has a decimal comma, type 1.5.', text: '1,5' },
  {
    link: 'v=1&chip-hours=5&peak=5_parsecs&utilization=0.5',
    key: 'peak',
    message: '“parsecs” is not a unit for this field',
    text: '5 parsecs',
  },
  {
    link: 'v=1&chip-hours=5&hardware=h1000&format=bf16&utilization=0.5',
    key: 'hardware',
    message: 'No chip is called “h1000”',
    text: 'h1000',
  },
  {
    link: 'v=1&chip-hours=5&hardware=nvidia-k80&format=bf16&utilization=0.5',
    key: 'format',
    message: 'There is no BF16 figure for the NVIDIA Tesla K80',
    text: 'bf16',
  },
  { link: 'v=1&model=cnn&examples=5', key: 'model', message: 'no layer is called “cnn”: did you mean rnn?', text: 'cnn' },
]) {
  test(`a bad value in a link is shown in its field (${key}=${text})`, async ({ calculator }) => {
    await calculator.open(link);
    await calculator.expectRefused(key, message, text);
    await calculator.expectNoAnswer();
    await calculator.expectOnlyNumbers();
  });
}

test('a link with a number format that does not exist says so at the format', async ({ calculator }) => {
  await calculator.open('v=1&chip-hours=5&hardware=nvidia-k80&format=fp33&utilization=0.5');
  await expect(calculator.field('format')).toHaveAttribute('aria-invalid', 'true');
  await expect(calculator.field('format')).toHaveAccessibleDescription(/fp33/);
  await calculator.chooseFormat('FP32');
  await calculator.expectAnswer('7.86 × 10¹⁶');
});

for (const { what, link, says } of [
  {
    what: 'a headline that is no method',
    link: 'v=1&headline=best&parameters=70e9&tokens=2e12',
    says: '“best” is not a method: write operations, gpu-time or combined.',
  },
  {
    what: 'data of another edition',
    link: 'v=1&data=2031-01&parameters=70e9&tokens=2e12',
    says: 'The link was made with the data of 2031-01',
  },
  { what: 'two titles', link: 'v=1&title=One&title=Two&parameters=70e9&tokens=2e12', says: 'given twice, as One and as Two' },
  {
    what: 'two names of one stage',
    link: 'v=1&stage=One&stage=Two&parameters=70e9&tokens=2e12',
    says: 'given twice, as One and as Two',
  },
  {
    what: 'two headlines',
    link: 'v=1&headline=operations&headline=gpu-time&parameters=70e9&tokens=2e12',
    says: 'given twice, as operations and as gpu-time',
  },
]) {
  test(`a link with ${what} says so to whoever opens it`, async ({ calculator, page }) => {
    await calculator.open(link);
    await expect(page.getByText(says).first()).toBeVisible();
    await expect(calculator.field('parameters')).toHaveValue('70e9');
  });
}

for (const { link, both } of [
  { link: 'connections=2&parameters=1&tokens=5', both: ['connections', 'parameters'] },
  { link: 'connections=2&multiply-adds=1&tokens=5', both: ['connections', 'multiply-adds'] },
  { link: 'parameters=1&examples=5&tokens=5', both: ['examples', 'tokens'] },
  { link: 'parameters=1&epochs=5&steps=5&batch=1', both: ['epochs', 'steps'] },
  { link: 'parameters=1&examples=5&batch=1', both: ['examples', 'batch'] },
  { link: 'time=1&chips=1&chip-hours=1&peak=1&utilization=1', both: ['time', 'chip-hours'] },
  { link: 'chips=1&chip-hours=1&peak=1&utilization=1', both: ['chips', 'chip-hours'] },
  { link: 'chip-hours=1&hardware=nvidia-k80&format=fp32&peak=1&utilization=1', both: ['hardware', 'peak'] },
  { link: 'chip-hours=1&format=fp32&peak=1&utilization=1', both: ['format', 'peak'] },
  { link: 'parameters=1&tokens=5&tokens=6', both: ['as 5', 'as 6'] },
]) {
  test(`a link that contradicts itself names both and leads to a field (${link})`, async ({ calculator, page }) => {
    await calculator.open(`v=1&${link}`);
    await calculator.expectNoAnswer();
    const item = calculator.answer.getByRole('listitem').filter({ hasText: /exclude each other|takes the place of|given twice/ });
    await expect(item).toContainText(both[0]);
    await expect(item).toContainText(both[1]);
    await item.getByRole('button').click();
    const field = page.locator('input:focus, select:focus');
    await expect(field).toHaveCount(1);
    await expect(field).toHaveAccessibleDescription(/exclude each other|takes the place of|given twice/);
  });
}

for (const [kept, flop] of [
  ['connections', '60'],
  ['parameters', '30'],
]) {
  test(`of two contradicting fields, ${kept} is kept with one click and gives the figure`, async ({ calculator, page }) => {
    await calculator.open('v=1&connections=2&parameters=1&tokens=5');
    await calculator.way(kept).click();
    await calculator.expectAnswer(flop);
    await expect(page).toHaveURL(new RegExp(`#v=1&data=${EDITION}&${kept}=[12]&tokens=5$`));
  });
}

test('emptying one of two contradicting fields does not take the field from under the cursor', async ({ calculator }) => {
  await calculator.open('v=1&connections=25&parameters=1&tokens=5');
  await calculator.field('connections').focus();
  await calculator.page.keyboard.press('End');
  await calculator.page.keyboard.press('Backspace');
  await calculator.page.keyboard.press('Backspace');
  await expect(calculator.field('connections')).toBeFocused();
});

test('a problem in another stage links to its field there', async ({ calculator }) => {
  await calculator.open(
    'v=1&time=4d&chips=256&hardware=google-tpu-v4&format=bf16&utilization=0.4&2.chip-hours=5&2.peak=5_parsecs&2.utilization=0.4',
  );
  await calculator.expectNoAnswer();
  await calculator.button('Stage 2: Peak of one chip').click();
  await expect(calculator.field('peak')).toBeFocused();
  await calculator.expectRefused('peak', '“parsecs” is not a unit for this field', '5 parsecs');
});

const STAGES = (numbers: number[]) => `v=1${numbers.map((n) => `&${n}.parameters=1e9&${n}.tokens=1e9`).join('')}`;
const COUNT = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

for (const { what, link, says } of [
  {
    what: 'a title of a megabyte',
    link: `v=1&parameters=70e9&tokens=2e12&title=${'a'.repeat(1_000_000)}`,
    says: 'More than 20,000 characters',
  },
  { what: 'a key of a megabyte', link: `v=1&parameters=70e9&tokens=2e12&${'a'.repeat(1_000_000)}=1`, says: 'it was left out' },
  {
    what: 'a megabyte of broken percent-encoding',
    link: `v=1&parameters=70e9&tokens=2e12&note=${'%E2%80'.repeat(160_000)}`,
    says: 'More than 20,000 characters',
  },
  {
    what: 'ten thousand keys',
    link: `v=1&parameters=70e9&tokens=2e12${COUNT(10_000)
      .map((n) => `&key${n}=1`)
      .join('')}`,
    says: 'it was left out',
  },
  {
    what: 'one key ten thousand times',
    link: `v=1&parameters=70e9&tokens=2e12${'&runs=2'.repeat(9_000)}`,
    says: 'given twice, as 2 and as 2',
  },
  { what: 'ten thousand stages', link: STAGES(COUNT(10_000)), says: 'Stages are numbered from 1 to 999' },
  {
    what: 'five thousand stages, the last first',
    link: STAGES(COUNT(5_000).reverse()),
    says: 'Stages are numbered from 1 to 999',
  },
  {
    what: 'a thousand stages without a figure',
    link: `v=1${COUNT(999)
      .map((n) => `&${n}.tokens=x`)
      .join('')}`,
    says: 'x',
  },
]) {
  test(`the page paints and answers a key after ${what}`, async ({ calculator, page }) => {
    await page.goto('about:blank');
    await calculator.open(link);
    await expect(page.getByText(says).first()).toBeVisible();
    // A key has to be answered within the time that a person would accept. Tests never fail because of the clock, but
    // report the time.
    const took = await page.evaluate(async () => {
      const title = document.querySelector<HTMLInputElement>('#field-title')!;
      const start = performance.now();
      title.value = 'Still here';
      title.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    });
    test.info().annotations.push({ type: 'a key', description: `${Math.round(took)} ms` });
    await expect(page).toHaveURL(/title=Still_here/);
    await expect(page).toHaveTitle(/Still here/);
  });
}

test('invisible characters of a link are removed from its texts, shown in its keys, and reported', async ({ calculator }) => {
  await calculator.open('v=1&title=%E2%80%AE321&parameters=70e9&tokens=%E2%80%AE2e12&tok%E2%80%8Bens=5&2.stage=a%00b');
  await expect(calculator.field('title')).toHaveValue('321');
  await expect(calculator.field('tokens')).toHaveValue('2e12');
  const said = calculator.notice.getByRole('listitem');
  await expect(said.filter({ hasText: 'title: ' })).toContainText('taken out: “⟨U+202E⟩321”');
  await expect(said.filter({ hasText: 'tokens: ' }).first()).toContainText('“⟨U+202E⟩2e12”');
  await expect(said.filter({ hasText: 'tok⟨U+200B⟩ens: ' })).toContainText('did the link mean “tokens”?');
});

test('a title written from right to left does not reverse a figure', async ({ calculator, page }) => {
  await calculator.open(
    'v=1&title=%D7%9E%D7%95%D7%93%D7%9C_7&stage=%D7%9E%D7%95%D7%93%D7%9C_7&parameters=70e9&tokens=2e12&2.parameters=1e9&2.tokens=1e9',
  );
  await expect(page).toHaveTitle('\u2068מודל 7\u2069 · 8.4 × 10²³ FLOP · Petaday');
  // Beside a stage's name, its figure stands on the right.
  const line = calculator.answer.locator('.stage-lines li').first();
  const [name, figure] = await Promise.all([line.locator('.name').boundingBox(), line.locator('.number').boundingBox()]);
  expect(figure!.x).toBeGreaterThanOrEqual(name!.x + name!.width - 1);
});
