// The box for a passage: what the paper says is in both methods, and nothing that was typed is overwritten.
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { text } from './fixtures/files.ts';
import { tabTo } from './fixtures/keys.ts';
import { EDITION } from './fixtures/links.ts';
import { withhold } from './fixtures/withheld.ts';

const PAPER =
  'Our model, Foo-7B, has 7 billion parameters. We train it on 2T tokens with 512 H100 SXM GPUs for 12 days in bfloat16, at 40% of the peak. Evaluation took 3 hours.';
const LINK = /parameters=7B&tokens=2T&time=12_d&chips=512&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4$/;

test('a pasted paragraph fills in both methods, and each phrase is marked where it went', async ({
  calculator,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await calculator.open();
  await calculator.passage.fill('');
  await page.evaluate((paper) => navigator.clipboard.writeText(paper), PAPER);
  await calculator.passage.press('ControlOrMeta+v');
  await calculator.expectMethods({ operations: '8.4 × 10²²', gpuTime: '2.1 × 10²³' });
  await calculator.expectAnswer('8.4 × 10²²');
  await expect(calculator.field('title')).toHaveValue('Foo-7B');
  await expect(page).toHaveURL(LINK);
  await expect(
    page.getByText('8 values read: the model’s name, 2 for operations, 5 for GPU time. 1 amount not used.'),
  ).toBeVisible();
  const marks = page.getByRole('group', { name: 'The passage as read' }).getByRole('button');
  await expect(marks.filter({ hasText: '2T tokens' })).toHaveClass(/of-operations/);
  await expect(marks.filter({ hasText: '12 days' })).toHaveClass(/of-gpu-time/);
  await marks.filter({ hasText: '12 days' }).click();
  await expect(calculator.valueRead('Training time')).toBeFocused();
  await marks.filter({ hasText: '3 hours' }).click();
  const unused = page.getByRole('listitem').filter({ hasText: '“3 hours”' });
  await expect(unused).toBeFocused();
  await expect(unused).toContainText(/[Ee]valuation|inference/);
  await calculator.valueRead('Training tokens').getByRole('button', { name: 'Training tokens', exact: true }).click();
  await expect(calculator.field('tokens')).toBeFocused();
});

test('a field that was typed is kept until “Use” is pressed, and “Undo” brings it back', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.choose('parameters');
  await calculator.type('parameters', '8B');
  await calculator.passage.fill('7B on 2T tokens');
  await calculator.expectMethods({ operations: '9.6 × 10²²' });
  const parameters = calculator.valueRead('Parameters');
  await expect(parameters).toContainText('The form has 8B.');
  await parameters.getByRole('button', { name: 'Use 7B: Parameters' }).click();
  await expect(calculator.field('parameters')).toHaveValue('7B');
  await expect(parameters).not.toContainText('The form has');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.field('parameters')).toHaveValue('8B');
  await expect(parameters).toContainText('The form has 8B.');
});

test('typing on changes the fields of the box and not the one that was mended', async ({ calculator }) => {
  await calculator.open();
  await calculator.passage.pressSequentially('7B on 2T tokens');
  await calculator.expectMethods({ operations: '8.4 × 10²²' });
  await calculator.type('tokens', '3T');
  await calculator.passage.press('End');
  await calculator.passage.pressSequentially(', 8 A100 SXM 80GB for 2 weeks');
  await expect(calculator.field('chips')).toHaveValue('8');
  await expect(calculator.field('tokens')).toHaveValue('3T');
  await calculator.passage.fill('');
  await expect(calculator.field('chips')).toHaveValue('');
  await expect(calculator.field('tokens')).toHaveValue('3T');
});

test('a value is taken back, put back and moved', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.passage.fill('7B on 2T tokens');
  const tokens = calculator.valueRead('Training tokens');
  await tokens.getByRole('button', { name: 'Take back: Training tokens' }).click();
  await expect(calculator.field('tokens')).toHaveValue('');
  const back = tokens.getByRole('button', { name: 'Put back: Training tokens' });
  await expect(back).toBeFocused();
  await calculator.passage.press('End');
  await calculator.passage.pressSequentially('!');
  await expect(calculator.field('tokens')).toHaveValue('');
  await back.click();
  await expect(calculator.field('tokens')).toHaveValue('2T');
  await tokens.getByText('Move to…').click();
  await tokens.getByRole('button', { name: 'Training examples' }).click();
  await expect(calculator.field('examples')).toHaveValue('2T');
  await expect(calculator.valueRead('Training examples').getByRole('button', { name: 'Take back' })).toBeFocused();
  await expect(page).toHaveURL(/parameters=7B&examples=2T$/);
});

test('“Undo” brings back the text of the box that was emptied, with its values', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.passage.fill('7B on 2T tokens');
  await expect(calculator.field('tokens')).toHaveValue('2T');
  await page.getByRole('button', { name: 'Empty the box, and take its values out' }).click();
  await expect(calculator.passage).toHaveValue('');
  await expect(calculator.field('tokens')).toHaveValue('');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.passage).toHaveValue('7B on 2T tokens');
  await expect(calculator.field('tokens')).toHaveValue('2T');
  await expect(calculator.valueRead('Training tokens').getByRole('button', { name: 'Take back' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(calculator.passage).toHaveValue('');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.passage).toHaveValue('7B on 2T tokens');
});

test('a value moves to a new stage, and “Undo” moves it back', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.passage.fill('7B on 2T tokens');
  const tokens = calculator.valueRead('Training tokens');
  await tokens.getByText('Move to…').click();
  await tokens.getByRole('button', { name: 'A new stage' }).click();
  await expect(page).toHaveURL(/parameters=7B&2\.tokens=2T$/);
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.field('tokens')).toHaveValue('2T');
  await expect(page).toHaveURL(/parameters=7B&tokens=2T$/);
});

test('two phrases for one field are a question, and its answer fills the field', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.passage.fill('The 7B model was trained on 2T tokens. Training took 21 days or 30 days.');
  const question = page.getByRole('group', { name: 'Several phrases may be the training time: which one is it?' });
  await expect(calculator.valueRead('Training tokens')).toBeVisible();
  await expect(calculator.valueRead('Training time')).toHaveCount(0);
  await question.getByRole('button', { name: '30 d “30 days”' }).click();
  await expect(calculator.field('time')).toHaveValue('30 d');
  await expect(question.getByRole('button', { name: '30 d “30 days”' })).toHaveAttribute('aria-pressed', 'true');
  await question.getByRole('button', { name: 'None of these' }).click();
  await expect(calculator.field('time')).toHaveValue('');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.field('time')).toHaveValue('30 d');
});

test('figures that contradict each other are said with the ratio', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.passage.fill('The 7B model was trained on 2T tokens, which took 4.2e23 FLOP in total.');
  await expect(
    page.getByText('6 × parameters × tokens and the total that the text states differ by a factor of 5.'),
  ).toBeVisible();
});

test('“Undo” brings the example back, and the link opens the same without the passage', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open();
  await calculator.passage.fill(PAPER);
  await calculator.expectAnswer('8.4 × 10²²');
  await expect(page).toHaveURL(LINK);
  const other = await someoneElse();
  await other.open(new URL(page.url()).hash.slice(1));
  await other.expectAnswer('8.4 × 10²²');
  await other.expectMethods({ operations: '8.4 × 10²²', gpuTime: '2.1 × 10²³' });
  await expect(other.passage).toHaveValue('');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await calculator.expectAnswer('5.48 × 10²³');
  await expect(calculator.field('title')).toHaveValue('LLaMA-65B');
});

test('the keyboard alone pastes, goes from a phrase to its value and takes it back', async ({ calculator, page }) => {
  await calculator.open();
  await tabTo(calculator.passage);
  await page.keyboard.insertText('7B on 2T tokens');
  const mark = page.getByRole('group', { name: 'The passage as read' }).getByRole('button', { name: '2T tokens' });
  await expect(mark).toBeVisible();
  await tabTo(mark);
  await page.keyboard.press('Enter');
  await expect(calculator.valueRead('Training tokens')).toBeFocused();
  await tabTo(calculator.valueRead('Training tokens').getByRole('button', { name: 'Take back' }));
  await page.keyboard.press('Enter');
  await expect(calculator.field('tokens')).toHaveValue('');
  await expect(calculator.valueRead('Training tokens').getByRole('button', { name: 'Put back' })).toBeFocused();
});

test('the phrases are in the report at a press', async ({ calculator, page }) => {
  await calculator.open(`v=1&data=${EDITION}`);
  await calculator.passage.fill('7B on 2T tokens');
  await page.getByRole('button', { name: 'Quote the phrases in reports' }).click();
  await expect(page).toHaveURL(/note=/);
  await calculator.openDrawer('Report');
  await page.locator('#format-markdown').click();
  await expect(page.locator('#report-text')).toContainText('parameters “7B”, training tokens “2T tokens”');
});

test('of a PDF the box says what to do, and a text goes into it', async ({ calculator, page }) => {
  await calculator.open();
  await calculator.dropOnPassage(text('paper.pdf', '%PDF-1.7'));
  await expect(page.getByText('Open the PDF, copy the paragraph, and paste it here.')).toBeVisible();
  await calculator.dropOnPassage(text('paper.tex', '7B on 2T tokens'));
  await expect(calculator.passage).toHaveValue('7B on 2T tokens');
  await calculator.expectAnswer('8.4 × 10²²');
  await expect(page.getByText('Open the PDF')).toHaveCount(0);
});

test.describe('where the reader cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/passage-\w+\.wasm/, NOT_FETCHED) });

  test('the box says so, and the next key tries again', async ({ calculator, page, context }) => {
    const withheld = await withhold(context, '**/passage-*.wasm');
    await calculator.open();
    await calculator.passage.fill('7B on 2T tokens');
    await expect(page.getByText('could not be loaded')).toBeVisible();
    await calculator.expectAnswer('5.48 × 10²³');
    withheld.release();
    await calculator.passage.press('End');
    await page.keyboard.type('!');
    await calculator.expectAnswer('8.4 × 10²²');
  });
});
