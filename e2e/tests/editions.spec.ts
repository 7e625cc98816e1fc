import { expect, test } from './fixtures/test.ts';
import { EDITION } from './fixtures/links.ts';

// The peak of the L40 was 181 TFLOP/s in the first edition, and is 181.05 TFLOP/s since the second.
const L40 = 'chip-hours=1000&hardware=nvidia-l40&format=bf16&utilization=0.4';

test('a link of an earlier edition keeps its figures, says what changed, and takes the new ones at one press', async ({
  calculator,
  page,
}) => {
  await calculator.open(`v=1&data=2026-11&${L40}`);
  const changes = page.getByRole('region', { name: 'Figures have changed since this link was made' });
  await expect(changes).toContainText('It uses the data of 2026-11.');
  await expect(changes.getByRole('listitem').first()).toHaveText(
    'NVIDIA L40, BF16 peak: 181 TFLOP/s → 181.05 TFLOP/s (+0.0276%)',
  );
  await expect(changes.getByRole('listitem').nth(1)).toHaveText('The estimate: 2.606 × 10²⁰ FLOP → 2.607 × 10²⁰ FLOP (+0.0276%)');
  await expect(calculator.field('format').getByRole('option', { name: /^BF16/ })).toHaveText('BF16: 181 TFLOP/s');
  await expect(calculator.notice).toHaveCount(0);

  // Typing keeps the edition of the link.
  await calculator.type('chip-hours', '2000');
  await expect(page).toHaveURL(/data=2026-11&chip-hours=2000&/);
  await expect(changes).toContainText('5.213 × 10²⁰ FLOP → 5.214 × 10²⁰ FLOP');

  await changes.getByRole('button', { name: `Use the figures of ${EDITION}` }).press('Enter');
  await expect(changes).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`#v=1&data=${EDITION}&chip-hours=2000&`));
  // The keyboard continues at the top, and Back returns to the link's figures.
  await expect(page.locator('#examples-button')).toBeFocused();
  await page.goBack();
  await expect(changes).toBeVisible();
  await expect(page).toHaveURL(/#v=1&data=2026-11&/);
});

test('periods of a fleet and reports use the edition that a link pins', async ({ calculator, page }) => {
  await calculator.open('v=1&data=2026-11&fleet=100h*1000*nvidia-l4@fp8@0.5');
  const changes = page.getByRole('region', { name: 'Figures have changed since this link was made' });
  await expect(changes).toContainText('NVIDIA L4, FP8 peak: 242 TFLOP/s → 242.5 TFLOP/s (+0.207%)');
  // 10⁵ h × 3,600 s × 242 TFLOP/s × 0.5
  await calculator.expectAnswer('4.36 × 10²²');
  await page.goto(`./#v=1&data=${EDITION}&fleet=100h*1000*nvidia-l4@fp8@0.5`);
  await expect(changes).toHaveCount(0);
  await calculator.expectAnswer('4.37 × 10²²');
});

for (const {
  what,
  link,
  typed: [key, text],
} of [
  {
    what: 'rests on no figure that has changed',
    link: 'v=1&data=2026-11&chip-hours=1000&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4',
    typed: ['utilization', '0.5'],
  },
  { what: 'pins nothing', link: `v=1&${L40}`, typed: ['utilization', '0.5'] },
  { what: 'counts operations', link: 'v=1&data=2026-11&parameters=70e9&tokens=2e12', typed: ['tokens', '3e12'] },
]) {
  test(`nothing is shown, and no worker asked, where an estimate ${what}`, async ({ calculator, page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await calculator.open(link);
    await calculator.type(key, text);
    await expect(page).toHaveURL(new RegExp(`${key}=${text}`));
    await expect(page.getByText('Figures have changed')).toHaveCount(0);
    expect(requests.filter((url) => url.includes('panels'))).toEqual([]);
  });
}

test('a link of an unknown edition says so and has the present figures', async ({ calculator }) => {
  await calculator.open(`v=1&data=2099-01&${L40}`);
  await expect(calculator.notice).toContainText(
    `The link was made with the data of 2099-01, which this version does not have: it uses the data of ${EDITION} instead.`,
  );
  await expect(calculator.field('format').getByRole('option', { name: /^BF16/ })).toHaveText('BF16: 181 TFLOP/s');
});

test('a worked example shared with an earlier edition still shows its source', async ({ calculator, page }) => {
  await calculator.open(
    'v=1&data=2026-11&title=AlexNet&multiply-adds=0.75e9&examples=1.2M&epochs=90&time=5.5d&chips=2&hardware=nvidia-gtx-580&format=fp32&utilization=0.33',
  );
  await expect(calculator.published('470 PF = 0.0054 pfs-days')).toBeVisible();
});
