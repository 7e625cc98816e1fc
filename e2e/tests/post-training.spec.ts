// Post-training: recipes that become stages of the estimate.
import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

const OLMO = `v=1&data=${EDITION}&title=Olmo_3_Think_32B&stage=Pre-training&parameters=32e9&tokens=5.5e12`;

test('somebody adds the rollouts and updates of GRPO, which the link carries, and takes them back', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open(OLMO);
  await calculator.expectAnswer('1.06 × 10²⁴');
  await calculator.openDrawer('Studies');
  const study = page.getByRole('region', { name: 'What does post-training take?' });
  await expect(study.getByLabel('Active parameters')).toHaveAttribute('placeholder', '3.2e10');
  await study.getByLabel('Recipe').selectOption({ label: 'Reinforcement learning, GRPO' });
  await expect(study).toContainText(
    'To get a figure, fill in: Total prompts; Samples per prompt; Tokens per prompt; Tokens per response.',
  );
  await study.getByLabel('Total prompts').fill('750*128');
  await study.getByLabel('Samples per prompt').fill('8');
  await study.getByLabel('Tokens per prompt').fill('2048');
  await study.getByLabel('Tokens per response').fill('32768');
  await study.getByLabel('Passes of the reference').fill('0');
  await expect(study).toContainText('6.85 × 10²¹ FLOP');
  await expect(study.getByRole('row', { name: /^Rollouts/ })).toContainText('1, forward');
  await expect(study.getByRole('row', { name: /^Policy updates/ })).toContainText('1, forward and back');

  await study.getByRole('button', { name: 'Add these stages' }).click();
  await calculator.expectAnswer('1.06 × 10²⁴');
  await expect(calculator.answer.locator('.stage-lines')).toHaveText(
    /Pre-training 1\.06 × 10²⁴.*Rollouts 1\.71 × 10²¹.*Policy updates 5\.13 × 10²¹/,
  );
  await expect(page).toHaveURL(
    /&2\.stage=Rollouts&2\.parameters=32e9&2\.tokens=768000\*34815&2\.backward=0&3\.stage=Policy_updates&3\.parameters=32e9&3\.tokens=768000\*34816$/,
  );
  const link = page.url();

  const colleague = await someoneElse();
  await colleague.page.goto(link);
  await expect(colleague.answer.locator('.stage-lines')).toContainText('Policy updates 5.13 × 10²¹');

  await calculator.undo.getByRole('button', { name: 'Undo' }).click();
  await expect(page).toHaveURL(/&stage=Pre-training&parameters=32e9&tokens=5\.5e12$/);
  await expect(calculator.answer.locator('.stage-lines')).toHaveCount(0);
});

test('a list of lengths counts attention by their squares, and a link opens the recipe', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open(OLMO);
  await calculator.openDrawer('Studies');
  const study = page.getByRole('region', { name: 'What does post-training take?' });
  await study.getByLabel('Texts', { exact: true }).fill('1e6');
  await study.getByLabel('Tokens per text').fill('1000; 3000');
  // 6 × 32e9 × 2e9 tokens.
  await expect(study).toContainText('3.84 × 10²⁰ FLOP');
  await study.getByLabel('Layers with attention').fill('64');
  await study.getByLabel('Width of attention').fill('5120');
  // 3 × 4 × 64 × 5,120 FLOP for each of (5e6 + 2e3) ÷ 2 pairs of a text.
  await expect(study).toContainText('3.94 × 10²⁰ FLOP');
  await study.getByText('Link to this study').click();
  const link = study.locator('#study-link-post-training');
  await expect(link).toContainText('layers=64&width=5120');
  const colleague = await someoneElse();
  await colleague.page.goto((await link.textContent())!);
  const shown = colleague.page.getByRole('region', { name: 'What does post-training take?' });
  await expect(shown.getByLabel('Tokens per text')).toHaveValue('1000; 3000');
  await expect(shown).toContainText('3.94 × 10²⁰ FLOP');
});
