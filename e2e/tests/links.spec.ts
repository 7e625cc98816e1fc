import { expect, test } from './fixtures/test.ts';
import { ALEXNET, EDITION, IMAGEN, LLAMA, OWN } from './fixtures/links.ts';

test('a link opens the same estimate in someone else’s browser', async ({ calculator, someoneElse, page }) => {
  await calculator.openCleared();
  await calculator.type('title', 'H&é + 100% #1_b');
  await calculator.choose('parameters');
  await calculator.choose('tokens');
  await calculator.typeAll({ parameters: '405B', tokens: '15 to 16T', time: '54 d', chips: '16,384' });
  await calculator.type('hardware', 'h100 sxm');
  await calculator.chooseFormat('BF16');
  await calculator.type('utilization', '40%');
  await calculator.answer.getByRole('radio', { name: 'Both methods combined' }).check();
  await expect(page).toHaveURL(/utilization=0\.4$/);
  const answer = await calculator.answerText();

  const colleague = await someoneElse();
  await colleague.page.goto(page.url());
  await expect(colleague.field('title')).toHaveValue('H&é + 100% #1_b');
  await expect(colleague.way('parameters')).toBeChecked();
  await expect(colleague.way('tokens')).toBeChecked();
  for (const [key, text] of [
    ['parameters', '405B'],
    ['tokens', '15..16T'],
    ['time', '54 d'],
    ['chips', '16,384'],
    ['utilization', '0.4'],
  ]) {
    await expect(colleague.field(key)).toHaveValue(text);
  }
  await expect(colleague.hardware).toHaveValue('NVIDIA H100 SXM');
  await expect(colleague.field('format')).toHaveValue('bf16');
  await expect(colleague.answer.getByRole('radio', { name: 'Both methods combined' })).toBeChecked();
  expect(await colleague.answerText()).toBe(answer);
  // 6 × 405e9 × √(15e12 × 16e12) by operations.
  await colleague.expectMethods({ operations: '3.76 × 10²⁵', gpuTime: '3.03 × 10²⁵' });
});

test('a range with a point at its ends is the same when the page is loaded again', async ({ calculator, page }) => {
  for (const [key, typed, spelled, flop] of [
    ['time', '.25 to .5 y', '.25..0.5_y', '3.57 × 10¹⁹'],
    ['parameters', '.3-.5B', '.3..0.5B', '2.32 × 10¹⁸'],
    ['utilization', '.3 to .5', '.3..0.5', '1.39 × 10¹⁸'],
  ]) {
    const others = {
      time: 'chips=8&peak=1e12&utilization=0.4',
      parameters: 'parameters=7e9&tokens=1e9',
      utilization: 'chip-hours=1000&peak=1e12',
    }[key];
    await page.goto('about:blank');
    await calculator.open(`v=1&data=${EDITION}&${others}`);
    await calculator.type(key, typed);
    await calculator.expectAnswer(flop);
    await expect(page).toHaveURL((url) => url.hash.includes(`&${key}=${spelled}`));
    const answer = await calculator.answerText();
    await page.reload();
    await calculator.expectAnswer(flop);
    expect(await calculator.answerText()).toBe(answer);
  }
});

test('a link with three points in a row keeps its reading, and the page says what may have been meant', async ({
  calculator,
  page,
}) => {
  await calculator.open('v=1&parameters=.3...5B&tokens=1e9');
  await calculator.expectAnswer('7.35 × 10¹⁸');
  const doubt =
    /Read as .* 3 × 10⁸ to 5 × 10⁹\. An earlier version of Petaday may have written “\.3 to 0\.5B” like this, which is .* 3 × 10⁸ to 5 × 10⁸/;
  await expect(calculator.field('parameters')).toHaveAccessibleDescription(doubt);
  await expect(page.locator('.problem.warning').filter({ hasText: doubt })).toBeVisible();
  // The link that is passed on has the same message.
  await calculator.type('title', 'x');
  await expect(page).toHaveURL(/title=x&parameters=\.3\.\.\.5B&/);
  await page.goto(`./embed.html${new URL(page.url()).hash}`);
  await expect(page.getByText(doubt)).toBeVisible();
  await page.goto('about:blank');
  await calculator.open('v=1&chip-hours=1000&peak=1e12&utilization=.3...5');
  await calculator.expectRefused('utilization', 'An earlier version of Petaday may have written “.3 to 0.5” like this', '.3...5');
});

test('the address follows the typing without a new history entry for every key', async ({ calculator, page }) => {
  await calculator.openCleared();
  const before = await calculator.historyLength();
  await calculator.choose('parameters');
  await calculator.choose('tokens');
  await calculator.typeAll({ parameters: '70e9', tokens: '2 trillion tokens' });
  await expect(page).toHaveURL(new RegExp(`#${OWN}&parameters=70e9&tokens=2_trillion_tokens$`));
  expect(await calculator.historyLength()).toBe(before);
});

test('the address of an opened link stays as it is until the first edit', async ({ calculator, page }) => {
  await page.clock.install();
  await calculator.open('v=1&tokens=2e12&parameters=70e9&colour=red');
  const opened = page.url();
  await page.clock.runFor(5000);
  expect(page.url()).toBe(opened);
  await calculator.field('title').pressSequentially('x');
  await page.clock.runFor(5000);
  await expect(page).toHaveURL(new RegExp(`#v=1&data=${EDITION}&title=x&parameters=70e9&tokens=2e12$`));
});

test('a link without an edition of the data, its keys in any order, opens', async ({ calculator }) => {
  await calculator.open('tokens=2e12&v=1&title=Llama%202+70B&parameters=70e9');
  await expect(calculator.field('title')).toHaveValue('Llama 2 70B');
  await calculator.expectAnswer('8.4 × 10²³');
  await expect(calculator.notice).toHaveCount(0);
});

test('Copy link puts the address of the page’s estimate into the clipboard', async ({ calculator, page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open(LLAMA);
  await calculator.type('tokens', '1.8T');
  await calculator.button('Copy link').click();
  await expect(calculator.button('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${baseURL}#v=1&data=${EDITION}&title=Llama_2_70B&parameters=70e9&tokens=1.8T`,
  );
  await expect(calculator.button('Copy link')).toBeVisible();
});

for (const [what, forbid] of [
  [
    'refuses the clipboard',
    () => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('Denied', 'NotAllowedError'));
    },
  ],
  ['has no clipboard', () => Object.defineProperty(navigator, 'clipboard', { value: undefined })],
] as const) {
  test(`where the browser ${what}, Copy link shows the link to copy by hand`, async ({ calculator, page, baseURL }) => {
    await page.addInitScript(forbid);
    await calculator.open(LLAMA);
    await calculator.button('Copy link').click();
    const byHand = page.getByRole('textbox', { name: 'to copy by hand' });
    await expect(byHand).toHaveValue(`${baseURL}#${LLAMA}`);
    await calculator.type('tokens', '3T');
    await expect(byHand).toHaveValue(`${baseURL}#v=1&data=${EDITION}&title=Llama_2_70B&parameters=70e9&tokens=3T`);
    await byHand.focus();
    expect(await page.evaluate(() => getSelection()!.toString())).toContain(`#v=1&data=${EDITION}`);
  });
}

test('Back and Forward go between examples and the cleared form', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  const before = await calculator.historyLength();
  await calculator.openExamples();
  await calculator.examples.getByText('OpenAI’s sixteen').click();
  await calculator.button('DeepSpeech2, operations').click();
  await calculator.expectAnswer('2.54 × 10¹⁹');
  await calculator.type('price', '2 USD');
  await calculator.clear();
  await calculator.expectNoAnswer();
  expect(await calculator.historyLength()).toBe(before + 2);

  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('DeepSpeech2');
  await expect(calculator.field('price')).toHaveValue('2USD');
  await calculator.expectAnswer('2.54 × 10¹⁹');
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('AlexNet');
  await calculator.expectAnswer('4.86 × 10¹⁷');
  await page.goForward();
  await calculator.expectAnswer('2.54 × 10¹⁹');
  await page.goForward();
  await calculator.expectNoAnswer();
  await expect(page).toHaveURL(new RegExp(`#${OWN}$`));
});

test('a fragment changed by hand in the address bar opens; an anchor on the page does not', async ({ calculator, page }) => {
  await calculator.open(ALEXNET);
  await page.goto(`./#${LLAMA}`);
  await calculator.expectAnswer('8.4 × 10²³');
  await expect(calculator.way('parameters')).toBeChecked();
  await page.goto('./#result');
  await calculator.expectAnswer('8.4 × 10²³');
  await expect(calculator.notice).toHaveCount(0);
});

test('a link of three stages shows their sum, and each can be viewed', async ({ calculator, page }) => {
  await calculator.open(IMAGEN);
  await calculator.expectAnswer('1.46 × 10²²');
  await expect(calculator.answer).toContainText('36,900 chip-hours');
  for (const line of ['64x64 9.73 × 10²¹', '64 to 256 2.43 × 10²¹', '256 to 1024 2.43 × 10²¹']) {
    await expect(calculator.answer.getByRole('listitem').filter({ hasText: line })).toBeVisible();
  }
  for (const [stage, time, chips, flop] of [
    ['64x64', '4d', '256', '9.73 × 10²¹'],
    ['256 to 1024', '2d', '128', '2.43 × 10²¹'],
    ['64 to 256', '2d', '128', '2.43 × 10²¹'],
  ]) {
    await calculator.stage(stage).check();
    await expect(calculator.field('time')).toHaveValue(time);
    await expect(calculator.field('chips')).toHaveValue(chips);
    await calculator.expectMethods({ gpuTime: flop });
  }
  await calculator.type('time', '4d');
  await calculator.expectAnswer('1.7 × 10²²');
  await expect(page).toHaveURL(/&2\.time=4d&/);
});

for (const method of ['replaceState', 'pushState'] as const) {
  test(`the page works on where the browser throws at history.${method}`, async ({ calculator, page, context, baseURL }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript((name) => {
      history[name] = () => {
        throw new DOMException('Too many calls to Location or History APIs', 'SecurityError');
      };
    }, method);
    await page.clock.install();
    await calculator.open(ALEXNET);
    await calculator.type('epochs', '9');
    await page.clock.runFor(1000);
    await calculator.expectAnswer('4.86 × 10¹⁶');
    await calculator.clear();
    await calculator.typeAll({ 'multiply-adds': '1', examples: '1' });
    await page.clock.runFor(1000);
    await calculator.expectAnswer('6');
    await calculator.button('Copy link').click();
    await expect(calculator.button('Link copied')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${baseURL}#${OWN}&multiply-adds=1&examples=1`);
  });
}
