import { expect, test } from './fixtures/test.ts';
import { EDITION, DEEPSEEK_V3, GPT_2, RESNET_50 } from './fixtures/links.ts';

for (const { name, model, data, reading, factor, passes, flop } of [
  {
    name: 'ResNet-50',
    model: RESNET_50,
    data: 'examples=1.2M&epochs=90',
    flop: '2.65 × 10¹⁸',
    reading: 'A forward pass on an example is 4,089,184,256 multiply-adds, 8,178,368,512 FLOP; 25,557,032 parameters.',
    factor: '2 × 4.09 × 10⁹ multiply-adds × (1 + 2) forward + backward',
    passes: '1.2 × 10⁶ examples × 90 epochs',
  },
  {
    name: 'GPT-2',
    model: GPT_2,
    data: 'tokens=10B',
    flop: '8.54 × 10¹⁸',
    reading:
      'A forward pass on a token, in sequences of 1,024, is 142,406,400 multiply-adds, 284,812,800 FLOP; 124,439,808 parameters.',
    factor: '2 × 1.42 × 10⁸ multiply-adds × (1 + 2) forward + backward',
    passes: '1 × 10¹⁰ tokens',
  },
  {
    name: 'DeepSeek-V3',
    model: DEEPSEEK_V3,
    data: 'tokens=14.8T',
    flop: '4.16 × 10²⁴',
    reading: 'FLOP; 671,026,419,200 parameters, 37,552,297,472 of them active.',
    factor: 'multiply-adds × (1 + 2) forward + backward',
    passes: '1.48 × 10¹³ tokens',
  },
]) {
  test(`a link with the layers of ${name} opens with its figure, formula and count, here and elsewhere`, async ({
    calculator,
    context,
    page,
    someoneElse,
    baseURL,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const link = `v=1&data=${EDITION}&title=${name}&model=${model}&${data}`;
    await calculator.open(link);
    await expect(calculator.way('model')).toBeChecked();
    await expect(calculator.field('model')).toHaveValue(model);
    await calculator.expectAnswer(flop);
    await expect(calculator.reading).toContainText(reading);
    await expect(calculator.field('model')).toHaveAccessibleDescription(
      new RegExp(reading.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
    );
    await expect(calculator.operations).toContainText(factor);
    await expect(calculator.operations).toContainText(passes);
    await expect(calculator.network.getByRole('row').first()).toBeVisible();
    await expect(page.locator('.problem.error')).toHaveCount(0);
    const answer = await calculator.answerText();
    await calculator.button('Copy link').click();
    await expect(calculator.button('Link copied')).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(`${baseURL}#${link}`);

    const colleague = await someoneElse();
    await colleague.page.goto(copied);
    await colleague.expectAnswer(flop);
    await expect(colleague.reading).toContainText(reading);
    expect(await colleague.answerText()).toBe(answer);
    expect(await colleague.layers()).toEqual(await calculator.layers());
  });
}

test('every known network is chosen from the list and counted without a problem', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.choose('model');
  await expect(calculator.knownNetworks).toBeVisible();
  const names = await calculator.knownNetworks.getByRole('option').allTextContents();
  expect(names.length).toBeGreaterThan(19);
  const readings = new Set<string>();
  for (const name of names.slice(1)) {
    await calculator.knownNetworks.selectOption({ label: name });
    await expect(calculator.knownNetworks.locator('option:checked')).toHaveText(name);
    await expect(calculator.reading, name).toContainText(/^A forward pass on .* multiply-adds, .* FLOP; .* parameters/);
    await expect.poll(async () => readings.has(await calculator.reading.innerText())).toBe(false);
    readings.add(await calculator.reading.innerText());
    await expect(calculator.field('model'), name).toHaveAttribute('aria-invalid', 'false');
    await expect(calculator.network.locator('.problem'), name).toHaveCount(0);
    // The form then asks for data in the unit that the network is counted by.
    const passes = (await calculator.field('model').inputValue()).startsWith('tokens(') ? 'tokens' : 'examples';
    if (!(await calculator.way(passes).isChecked())) await calculator.choose(passes);
    await calculator.field(passes).fill('1M');
    await expect(calculator.answer.getByText(/^[\d.].* FLOP$/).first(), name).toBeVisible();
    await expect(page.locator('.operations .problem.error'), name).toHaveCount(0);
    await calculator.field(passes).fill('');
  }
  expect(readings.size).toBe(names.length - 1);
  // A title that the list set is replaced by the next one.
  await expect(calculator.field('title')).toHaveValue(/Qwen3-235B/);
});

test('a known network replaces an example, asks for its own data, and Back returns to the example', async ({
  calculator,
  page,
}) => {
  await calculator.open();
  await calculator.choose('model');
  await calculator.knownNetworks.selectOption({ label: 'GPT-2 (small) (2019)' });
  await expect(calculator.field('model')).toHaveValue(GPT_2);
  await expect(calculator.field('title')).toHaveValue('GPT-2 (small)');
  await expect(calculator.hardware).toHaveValue('');
  await expect(calculator.way('tokens')).toBeChecked();
  await calculator.type('tokens', '10B');
  await calculator.expectAnswer('8.54 × 10¹⁸');
  await expect(page).toHaveURL(/&tokens=10B$/);
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
  await page.goForward();
  await calculator.expectAnswer('8.54 × 10¹⁸');
  await expect(calculator.field('model')).toHaveValue(GPT_2);
});

test('a known network is found with the keyboard, and taken with Enter', async ({ calculator, page }) => {
  await calculator.open('v=1&model=fc(1)&examples=5');
  await calculator.knownNetworks.focus();
  const before = await calculator.historyLength();
  await page.keyboard.type('VGG');
  await expect(calculator.knownNetworks.locator('option:checked')).toHaveText('VGG-19 (2014)');
  await expect(calculator.field('model')).toHaveValue('fc(1)');
  await page.keyboard.press('Enter');
  await expect(calculator.reading).toContainText('143,667,240 parameters');
  await expect(calculator.knownNetworks).toBeFocused();
  expect(await calculator.historyLength()).toBe(before + 1);
});

test('6·N·D is one click away, and choosing layers again brings the network back', async ({ calculator, page }) => {
  await calculator.open(`v=1&model=${GPT_2}&tokens=10B`);
  await expect(page.getByText('leaves out attention over the context: 13.3% of this count.')).toHaveClass(/warning/);
  await calculator.button('Use 6·N·D instead').click();
  await expect(calculator.way('parameters')).toBeChecked();
  await expect(calculator.field('parameters')).toBeFocused();
  await expect(calculator.field('parameters')).toHaveValue('123653376');
  await calculator.expectAnswer('7.42 × 10¹⁸');
  await expect(calculator.network).toHaveCount(0);
  await expect(page).toHaveURL(/&parameters=123653376&tokens=10B$/);
  await calculator.choose('model');
  await expect(calculator.field('model')).toHaveValue(GPT_2);
  await calculator.expectAnswer('8.54 × 10¹⁸');
  await expect(calculator.layer(1)).toHaveValue('tokens(1024)');
  await page.goBack();
  await calculator.expectAnswer('8.54 × 10¹⁸');
});

test('a switch counts attention as causal, in the text and in the figure', async ({ calculator, page }) => {
  await calculator.open(`v=1&model=${GPT_2}&tokens=10B`);
  await expect(calculator.causal).not.toBeChecked();
  await page.getByText('Count attention as causal: about half the square').click();
  await expect(calculator.causal).toBeChecked();
  await expect(calculator.field('model')).toHaveValue(GPT_2.replace('tokens(1024)', 'tokens(1024,causal)'));
  await expect(calculator.layer(1)).toHaveValue('tokens(1024,causal)');
  await calculator.expectAnswer('7.98 × 10¹⁸');
  await expect(page).toHaveURL(/model=tokens\(1024,causal\);/);
  const why = page.getByText('nanoGPT, calflops and PyTorch’s FlopCounterMode count the full square');
  await expect(why).toBeHidden();
  await page.getByText('Who counts how?').click();
  await expect(why).toBeVisible();
  await calculator.causal.focus();
  await page.keyboard.press('Space');
  await expect(calculator.field('model')).toHaveValue(GPT_2);
  await calculator.expectAnswer('8.54 × 10¹⁸');
  await expect(calculator.causal).toBeFocused();
  await expect(why).toBeVisible();
});

for (const { what, link, key, says } of [
  {
    what: 'examples of a network that is counted by the token',
    link: `model=${GPT_2}&examples=5M`,
    key: 'examples',
    says: 'counted per token, in sequences of 1,024: type the tokens instead',
  },
  {
    what: 'a batch of less than one sequence',
    link: `model=${GPT_2}&steps=1000&batch=512`,
    key: 'batch',
    says: 'smaller than one sequence of 1,024: type the batch in tokens',
  },
  {
    what: 'time steps of tokens',
    link: `model=${GPT_2}&tokens=5M&timesteps=30`,
    key: 'timesteps',
    says: 'each token is already a time step: leave the time steps out',
  },
  {
    what: 'tokens of a network that is counted by the example',
    link: 'model=input(784);fc(10)&tokens=5M',
    key: 'tokens',
    says: 'counted per example: type the examples instead',
  },
  {
    what: 'time steps of whole examples',
    link: 'model=input(784);fc(10)&examples=5M&timesteps=30',
    key: 'timesteps',
    says: 'leave the time steps out, or start it with step(width)',
  },
  {
    what: 'no time steps of a recurrent network',
    link: 'model=step(128);lstm(256)&examples=5M',
    key: 'timesteps',
    says: 'counted per time step: how many time steps does an example have?',
  },
]) {
  test(`a warning, and still a figure: ${what}`, async ({ calculator }) => {
    await calculator.open(`v=1&${link}`);
    await expect(calculator.field(key)).toHaveAccessibleDescription(new RegExp(says.replace(/[()…]/g, '.')));
    await expect(calculator.field(key)).toHaveAttribute('aria-invalid', 'false');
    await expect(calculator.answer.getByText(/^[\d.].* FLOP$/).first()).toBeVisible();
  });
}

test('time steps multiply what a recurrent network does in one', async ({ calculator }) => {
  await calculator.open('v=1&model=step(128);lstm(256)&examples=1M&timesteps=30');
  await expect(calculator.reading).toContainText('A forward pass on a time step is 393,216 multiply-adds');
  // 6 × 4·256·(128+256) × 30 × 10⁶
  await calculator.expectAnswer('7.08 × 10¹³');
  await expect(calculator.field('timesteps')).not.toHaveAccessibleDescription(/counted per/);
});

test('an impossible layer gets a message beside the text, with both shapes, and the estimate says what it lacks', async ({
  calculator,
}) => {
  await calculator.open('v=1&model=input(784);conv(64,3);fc(10)&examples=5');
  await calculator.expectRefused('model', /conv.*784/, 'input(784);conv(64,3);fc(10)');
  await calculator.expectNoAnswer();
  await calculator.type('model', 'input(1x28x28);conv(64,3);flatten;fc(10)');
  await expect(calculator.field('model')).toHaveAttribute('aria-invalid', 'false');
  // 576·26² + 43264·10 multiply-adds, × 6 × 5
  await calculator.expectAnswer('2.47 × 10⁷');
});

test('typing in the text keeps the cursor where it is, and the rows follow', async ({ calculator, page }) => {
  await calculator.open('v=1&model=input(784);fc(300);fc(10)&examples=60k');
  await expect(calculator.layer(2)).toHaveValue('fc(300)');
  const field = calculator.field('model');
  await field.evaluate((area: HTMLTextAreaElement) => {
    area.focus();
    area.setSelectionRange(14, 14);
  });
  await page.keyboard.type('00');
  await expect(field).toHaveValue('input(784);fc(00300);fc(10)');
  await expect(calculator.layer(2)).toHaveValue('fc(00300)');
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.selectionStart)).toBe(16);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('1');
  await expect(calculator.layer(2)).toHaveValue('fc(1300)');
  await calculator.expectAnswer('3.72 × 10¹¹');
  await expect(field).toBeFocused();
});

test('names in brackets and quotes are text on the page, never markup', async ({ calculator, page }) => {
  const attack = '<img src=x onerror="window.attacked=1">';
  await calculator.open();
  await calculator.choose('model');
  await calculator.field('model').fill(`input(784);${attack};<script>window.attacked=1</script>`);
  await expect(calculator.layer(2)).toHaveValue(attack);
  await expect(calculator.field('model')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('“<', { exact: false }).first()).toBeVisible();
  await calculator.layer(2).fill('"><b id=injected>');
  await calculator.layer(2).blur();
  await expect(calculator.field('model')).toHaveValue(/injected/);
  await calculator.times(1).fill('<b>');
  await calculator.times(1).blur();
  await expect(page.locator('main img, main b, main script, #injected')).toHaveCount(0);
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
});
