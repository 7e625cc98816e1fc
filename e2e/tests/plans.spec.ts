// Planning a run: what is left empty is answered at the top, with its range.
import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

const PLAN = `v=1&data=${EDITION}&title=A_plan&parameters=13000000000&tokens=2000000000000&chips=512&hardware=nvidia-h100-sxm&format=bf16&utilization=0.35..0.45`;

test('a plan is answered beside its figure, with the range of its inputs, and what it costs', async ({ calculator }) => {
  await calculator.open(`${PLAN}&price=2.3USD&grid=SWE`);
  const plan = calculator.answer.locator('.plans');
  await expect(plan).toContainText('Training time 8.98 d (7.9–10.2)');
  await expect(plan).toContainText('77.3 MWh (68.1–87.6)');
  await expect(plan).toContainText('$254k ($224k–288k)');
  await expect(calculator.answer).not.toContainText('The methods agree');
  await expect(calculator.costs.locator('> summary')).toContainText('$254k ($224k–288k)');
  await calculator.fill('chips', '1024');
  await expect(plan).toContainText('Training time 4.49 d (3.96–5.09)');
  await calculator.fill('time', '9 d');
  await expect(plan).toHaveCount(0);
  await expect(calculator.answer).toContainText('counting operations gives');
});

test('a solved time that is put into the form is no check on what it was solved from', async ({ calculator, page }) => {
  await calculator.open(PLAN);
  await calculator.openDrawer('Planning\\?');
  await calculator.page.getByRole('button', { name: 'Use 8.981 d as the time' }).click();
  await expect(calculator.field('time')).toHaveValue('8.981 d');
  await expect(page).toHaveURL(/&from=time:solved$/);
  await expect(calculator.field('time')).toHaveAccessibleDescription(/Solved for\./);
  await expect(calculator.answer).not.toContainText('The methods agree');
  await expect(calculator.undo).toContainText('Training time: 8.981 d');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.field('time')).toHaveValue('');
  await calculator.type('time', '9 d');
  await expect(page).not.toHaveURL(/from=/);
});

test('a recommended utilization says so at its field, in the link and in the report', async ({ calculator, page }) => {
  await calculator.open(`v=1&data=${EDITION}&time=3d&chips=8&hardware=nvidia-a100-sxm-80gb&format=bf16`);
  await calculator.button('30% language models (Sevilla et al.)').click();
  await expect(page).toHaveURL(/&from=utilization:recommended$/);
  const said = 'Recommended for language models by Sevilla et al., not measured.';
  await expect(calculator.field('utilization')).toHaveAccessibleDescription(new RegExp(said));
  await calculator.openDrawer('Report');
  await expect(calculator.drawer('Report')).toContainText('8 chips (NVIDIA A100 SXM 80 GB)');
  await expect(calculator.drawer('Report')).toContainText(
    '30% (recommended for language models by Sevilla et al., not measured)',
  );
  await calculator.type('utilization', '0.3');
  await expect(page).not.toHaveURL(/from=/);
});

test('each press can be taken back, until something is typed', async ({ calculator, page }) => {
  await calculator.open(PLAN);
  await calculator.button('33% GPUs (OpenAI)').click();
  await expect(calculator.undo).toContainText('Utilization (MFU): 33%');
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(calculator.field('utilization')).toHaveValue('0.35..0.45');
  await expect(calculator.undo).toHaveCount(0);
  await calculator.button('Clear').click();
  await calculator.expectNoAnswer();
  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await calculator.expectAnswer('1.56 × 10²³');
  await calculator.button('Clear').click();
  await page.goBack();
  await calculator.expectAnswer('1.56 × 10²³');
  await calculator.button('33% GPUs (OpenAI)').click();
  await calculator.type('title', 'Mine');
  await expect(calculator.undo).toHaveCount(0);
});

test('Ctrl+Z takes a press back, and the focus stays where it was', async ({ calculator, page }) => {
  await calculator.open(PLAN);
  const press = calculator.button('33% GPUs (OpenAI)');
  await press.focus();
  await page.keyboard.press('Enter');
  await expect(calculator.field('utilization')).toHaveValue('33%');
  await expect(calculator.undo).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(calculator.field('utilization')).not.toHaveValue('33%');
  await expect(calculator.undo).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
  await calculator.field('utilization').focus();
  // The browser takes back typing.
  await page.keyboard.type('5');
  await expect(calculator.undo).toHaveCount(0);
  const typed = await calculator.field('utilization').inputValue();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(calculator.field('utilization')).not.toHaveValue(typed);
});

test('a total that a stage has no figure for is named, and so is a stage that disagrees', async ({ calculator }) => {
  const first =
    'parameters=70e9&tokens=2e12&chip-hours=1720320&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4&price=2USD';
  await calculator.open(
    `v=1&data=${EDITION}&stage=Base&${first}&2.stage=SFT&2.parameters=70e9&2.tokens=1e9&2.chip-hours=16000&2.hardware=nvidia-a100-sxm-80gb&2.format=bf16&2.utilization=0.4`,
  );
  await expect(calculator.answer).toContainText('SFT: ');
  await expect(calculator.drawer('Energy, carbon and cost')).toContainText('no total of cost: SFT has none');
});

test('a number without its unit is asked about, and one press mends it', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&parameters=7&tokens=2T`);
  await expect(calculator.operations).toContainText('Only 7 parameters? A unit may be missing.');
  await calculator.button('7B').click();
  await expect(calculator.field('parameters')).toHaveValue('7B');
  await calculator.expectAnswer('8.4 × 10²²');
});

test('estimates that were worked on are listed on the next visit, and can be forgotten', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ title: 'Ours', parameters: '7B', tokens: '2T' });
  await expect(page).toHaveURL(/tokens=2T/);
  await page.goto('about:blank');
  await calculator.open();
  await calculator.button('Examples').click();
  const recent = page.getByRole('region', { name: 'Your recent estimates' });
  await expect(recent.getByRole('listitem')).toHaveText([/^Ours 8\.4 × 10²² FLOP/]);
  await recent.getByRole('button', { name: 'Ours', exact: true }).click();
  await calculator.expectAnswer('8.4 × 10²²');
  await calculator.type('tokens', '1T');
  await calculator.expectAnswer('4.2 × 10²²');
  await expect(page).toHaveURL(/tokens=1T/);
  await calculator.button('Examples').click();
  await expect(recent.getByRole('listitem'), 'the same estimate, not another one').toHaveText([/^Ours 4\.2 × 10²² FLOP/]);
  await recent.getByRole('button', { name: 'Forget Ours' }).click();
  await expect(recent.getByRole('listitem')).toHaveCount(0);
  await expect(recent.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(recent.getByRole('listitem')).toHaveText([/^Ours /]);
  await recent.getByRole('button', { name: 'Forget all' }).click();
  await expect(recent).toContainText('Forgotten.');
  await page.reload();
  await calculator.button('Examples').click();
  await expect(recent).toHaveCount(0);
});

test('a new estimate is as uncertain as the sources say, and both factors can be changed', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.choose('parameters', 'tokens');
  await calculator.typeAll({ parameters: '70000000000', tokens: '2000000000000' });
  await expect(page).toHaveURL(/&uncertainty=typical&/);
  // 8.4e23 up to 10%.
  await expect(calculator.answer).toContainText('90% range 7.64–9.24 × 10²³ FLOP (×/\u2060÷ 1.1)');
  await calculator.openDrawer('Uncertainty');
  await calculator.type('operations-within', '1.5');
  await expect(calculator.answer).toContainText('90% range 5.6 × 10²³ – 1.26 × 10²⁴ FLOP (×/\u2060÷ 1.5)');
  await calculator.type('operations-within', '0.1');
  await calculator.drawer('Uncertainty').getByRole('button', { name: '1.1' }).click();
  await expect(calculator.answer).toContainText('90% range 7.64–9.24 × 10²³ FLOP');
});

test('a stage that has both methods keeps its check beside one that has not', async ({ calculator }) => {
  await calculator.open(
    `v=1&data=${EDITION}&stage=Pre-training&parameters=70e9&tokens=2e12&chip-hours=1720320&peak=312e12&utilization=0.4&2.stage=Fine-tuning&2.parameters=70e9&2.tokens=1e9`,
  );
  await expect(calculator.answer).toContainText(
    'Pre-training: The methods agree: counting operations gives 1.09 times the GPU-time estimate',
  );
});

test('the dark switch is remembered', async ({ calculator, page }) => {
  await calculator.open(PLAN);
  const press = page.getByRole('button', { name: /^(Dark|Light)$/ });
  const before = await press.textContent();
  await press.click();
  await page.reload();
  await expect(press).toHaveText(before === 'Dark' ? 'Light' : 'Dark');
});
