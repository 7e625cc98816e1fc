// The title suggests names that the tables know, and offers to fill in what is published of them.
import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

const LLAMA_VALUES = {
  parameters: '6.52e10',
  tokens: '1.4e12',
  'chip-hours': '1,022,362',
  format: 'bf16',
};

test('a name that is typed is suggested, taken by keyboard, and its published values fill an empty form', async ({
  calculator,
  page,
}) => {
  await calculator.openCleared();
  const title = calculator.field('title');
  await expect(title).toHaveRole('combobox');
  await title.pressSequentially('llama-65');
  await expect(title).toHaveAttribute('aria-expanded', 'true');
  await expect(calculator.names.getByRole('option')).toHaveText([/^LLaMA-65B/]);
  await page.keyboard.press('ArrowDown');
  const option = calculator.names.getByRole('option', { selected: true });
  await expect(title).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id'))!);
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('LLaMA-65B');
  await expect(title).toHaveAttribute('aria-expanded', 'false');
  await expect(title).toBeFocused();

  await expect(calculator.known).toContainText('Parameters: 65.2 billion · Training tokens: 1.4 trillion the paper of LLaMA-65B');
  await expect(calculator.known).toContainText('Published compute: 5.5 × 10²³ FLOP');
  await expect(calculator.field('parameters'), 'nothing is filled in before a press').toHaveValue('');
  const before = await calculator.historyLength();
  await calculator.button('Fill in').click();
  for (const [key, value] of Object.entries(LLAMA_VALUES)) await expect(calculator.field(key)).toHaveValue(value);
  await expect(calculator.hardware).toHaveValue('NVIDIA A100 SXM 80 GB');
  await expect(calculator.field('utilization'), 'a utilization that was derived is not published').toHaveValue('');
  await expect(calculator.field('parameters')).toHaveAccessibleDescription(/from the paper of LLaMA-65B/);
  await calculator.expectAnswer('5.48 × 10²³');
  await expect(calculator.known).toContainText('All of it is in the form.');
  expect(await calculator.historyLength(), 'one entry for all values').toBe(before + 1);

  await page.goBack();
  await expect(title).toHaveValue('LLaMA-65B');
  await calculator.expectNoAnswer();
  await page.goForward();
  await calculator.expectAnswer('5.48 × 10²³');
});

test('one “Undo” takes the values out again', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.type('title', 'Chinchilla');
  await calculator.button('Fill in').click();
  await expect(page).toHaveURL(/&tokens=1\.4e12/);
  await calculator.button('Undo').click();
  await expect(page).toHaveURL((url) => url.hash === `#v=1&data=${EDITION}&title=Chinchilla&uncertainty=typical`);
});

test('a known network fills in its layers and leaves the data open', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.type('title', 'ResNet-50');
  await calculator.names.getByRole('option', { name: /^ResNet-50/ }).click();
  await calculator.button('Fill in').click();
  await expect(calculator.field('model')).toHaveValue(/^input\(3x224x224\);conv\(64,7/);
  await expect(calculator.field('examples')).toHaveValue('');
  await expect(calculator.reading).toContainText('25,557,032 parameters');
});

test('a name typed over an example clears it, and “Undo” after “Fill in” leaves the name alone', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.type('title', 'ResNet-50');
  await expect(calculator.begun).toContainText('LLaMA-65B was cleared');
  await expect(calculator.field('tokens')).toHaveValue('');
  await calculator.expectNoAnswer();
  await calculator.button('Fill in').click();
  await expect(calculator.field('model')).toHaveValue(/^input/);
  await calculator.button('Undo').click();
  await expect(calculator.field('title')).toHaveValue('ResNet-50');
  await expect(calculator.field('parameters')).toHaveValue('');
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
  await calculator.expectAnswer('5.48 × 10²³');
});

test('typed values stay until a press that replaces them', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ tokens: '2T', epochs: '3', title: 'LLaMA-65B' });
  await expect(calculator.known).toContainText('(in the form: “2T”)');
  await calculator.button('Fill in the empty fields').click();
  await expect(calculator.field('parameters')).toHaveValue('6.52e10');
  await expect(calculator.field('tokens')).toHaveValue('2T');
  await calculator.button('Replace what is typed').click();
  await expect(calculator.field('tokens')).toHaveValue('1.4e12');
  await expect(calculator.field('epochs'), 'those of other data').toHaveValue('');
  await calculator.expectAnswer('5.48 × 10²³');
});

test('any other name can be typed: Enter and Tab leave it as it is, Escape closes the list', async ({ calculator, page }) => {
  await calculator.openCleared();
  const title = calculator.field('title');
  await title.pressSequentially('llama', { delay: 20 });
  await expect(calculator.names).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(calculator.names).toBeHidden();
  await title.pressSequentially(' of mine');
  await page.keyboard.press('Enter');
  await expect(title).toHaveValue('llama of mine');
  await title.fill('gpt-3');
  await expect(calculator.names).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(title).toHaveValue('gpt-3');
  await expect(calculator.names).toBeHidden();
  await title.fill('gpt-3');
  await expect(calculator.names).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(title).not.toHaveValue('gpt-3');
});

test('what is published goes away with “Close”, and with another estimate', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.type('title', 'Chinchilla');
  await calculator.known.getByRole('button', { name: 'Close' }).click();
  await expect(calculator.known).toHaveCount(0);
  await calculator.type('title', 'PaLM (540B)');
  await expect(calculator.known).toBeVisible();
  await calculator.clear();
  await expect(calculator.known).toHaveCount(0);
});

test('a published figure on a stage with inputs is a question, and can become a stage of its own', async ({
  calculator,
  page,
}) => {
  await calculator.open(`v=1&data=${EDITION}&parameters=65.2B&tokens=1.4T`);
  await calculator.openDrawer('Use a published figure instead');
  await page.locator('#base-search').pressSequentially('gpt-3 davinci');
  await calculator.button('GPT-3 175B (davinci)').click();
  await calculator.expectAnswer('5.48 × 10²³');
  await calculator.button('Just compare').click();
  await expect(page.getByText('This estimate, 5.48 × 10²³ FLOP, is 1.74 × the published figure.')).toBeVisible();
  await calculator.button('Add as a new stage').click();
  await expect(page).toHaveURL(/&parameters=65\.2B&tokens=1\.4T&2\.stage=GPT-3_175B_\(davinci\)&2\.compute=3\.14e23/);
  await calculator.expectAnswer('8.62 × 10²³');
  await page.goBack();
  // The question is still open.
  await calculator.reveal(page.locator('#base-search'));
  await calculator.button('Replace the inputs').click();
  await calculator.expectAnswer('3.14 × 10²³');
  await page.goBack();
  await calculator.expectAnswer('5.48 × 10²³');
});
