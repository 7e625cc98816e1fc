// Energy, carbon and cost, from the same chip-hours.
import { expect, test } from './fixtures/test.ts';
import type { Calculator } from './fixtures/calculator.ts';
import { EDITION } from './fixtures/links.ts';

const BLOOM = { power: '400 W', grid: '57 g/kWh' };
const H100 = `v=1&data=${EDITION}&chip-hours=1000&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4`;

async function expectFigures(
  calculator: Calculator,
  { energy, carbon, money }: { energy?: string; carbon?: string; money?: string },
) {
  if (energy) await expect(calculator.costs.locator('#cost-energy')).toHaveText(energy);
  if (carbon) await expect(calculator.costs.locator('#cost-carbon')).toHaveText(carbon);
  if (money) await expect(calculator.costs.locator('#cost-money')).toHaveText(money);
}

test('BLOOM’s 1,082,990 hours of 400 W are 433 MWh, and in France 24.7 t', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&title=BLOOM&chip-hours=1082990&peak=312e12&utilization=0.5`);
  const answer = await calculator.answerText();
  await calculator.openCosts();
  await expect(calculator.costs.locator('#cost-energy')).toContainText('Energy needs the power of one chip');
  await expect(calculator.costs.locator('#cost-carbon')).toContainText('Emissions need the grid');
  await calculator.typeAll(BLOOM);
  await expectFigures(calculator, { energy: '433 MWh', carbon: '24.7 t CO₂e' });
  await expect(calculator.costs.locator('.formula').first()).toHaveText(/^= 1\.08 × 10⁶ .*× 400 W per chip$/);
  await expect(calculator.costs).toContainText('The chips alone are in the figure');
  expect(await calculator.answerText(), 'the training compute').toBe(answer);
});

test('GPT-3 as Patterson et al. compute it: 1,290 MWh and 553 t', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.typeAll({ time: '14.8 days', chips: '10,000' });
  await calculator.openCosts();
  await calculator.typeAll({ power: '330 W', pue: '1.1', grid: '429 g/kWh' });
  await expectFigures(calculator, { energy: '1,290 MWh', carbon: '553 t CO₂e' });
  await calculator.expectNoAnswer();
});

test('the design power holds until another is typed, and the panel says which one it uses', async ({ calculator }) => {
  await calculator.open(H100);
  await calculator.openCosts();
  await expectFigures(calculator, { energy: '700 kWh' });
  await expect(calculator.costs).toContainText('design power of the NVIDIA H100 SXM');
  await calculator.type('power', '500 W');
  await expectFigures(calculator, { energy: '500 kWh' });
  await expect(calculator.costs).toContainText('The power of a chip is as typed.');
  await expect(calculator.field('power')).toBeFocused();
});

test('a country, a PUE and a host factor are each taken with one click', async ({ calculator, page }) => {
  await calculator.open(H100);
  const answer = await calculator.answerText();
  await calculator.openCosts();
  await calculator.costs.getByLabel('Use a country’s grid').selectOption({ label: 'France: 41.4 g/kWh (2025)' });
  await expect(calculator.field('grid')).toHaveValue('FRA');
  await expectFigures(calculator, { carbon: '29 kg CO₂e' });
  await calculator.costs
    .getByLabel('Use a published PUE')
    .selectOption({ label: '1.15: Amazon Web Services, all data centres (2023)' });
  await expect(calculator.field('pue')).toHaveValue('1.15');
  await expectFigures(calculator, { energy: '805 kWh' });
  await calculator.costs.getByRole('button', { name: /host factor of an NVIDIA DGX H100/ }).click();
  await expect(calculator.field('host')).toHaveValue('1.821');
  // 700 W × 1.821 × 1.15 × 1,000 h
  await expectFigures(calculator, { energy: '1,470 kWh' });
  await calculator.costs.getByRole('button', { name: '700 W design power' }).click();
  await expect(calculator.field('power')).toHaveValue('700 W');
  await expect(calculator.costs).toContainText('The chips, their servers and the data centre are in the figure.');
  expect(await calculator.answerText(), 'the training compute').toBe(answer);
  await expect(page).toHaveURL(/&power=700_?W&.*grid=FRA/);
});

// A paragraph that appears or disappears above moves the elements below to another place among their siblings. They
// are then made anew, which loses the focus and closes what was open.
test('a country that is chosen by keyboard keeps the focus on the list', async ({ calculator, page }) => {
  await calculator.open(H100);
  await calculator.openCosts();
  await calculator.costs.getByLabel('Use a country’s grid').focus();
  await page.keyboard.press('ArrowDown');
  await expectFigures(calculator, { carbon: '321 kg CO₂e' });
  await expect(calculator.costs.getByLabel('Use a country’s grid')).toBeFocused();
});

test('the sources of the PUEs stay open while a power is typed', async ({ calculator }) => {
  await calculator.open(`v=1&data=${EDITION}&chip-hours=1000&peak=1e15`);
  await calculator.openCosts();
  await calculator.costs.getByText('Where these are from').click();
  await calculator.type('power', '400 W');
  await expectFigures(calculator, { energy: '400 kWh' });
  await expect(calculator.costs.locator('#cost-pues')).toHaveAttribute('open', '');
});

test('a price in dollars, and a range with its currency, become a cost', async ({ calculator }) => {
  await calculator.open(H100);
  await calculator.openCosts();
  await calculator.type('price', '$2.50');
  await expectFigures(calculator, { money: '2,500 USD' });
  await calculator.type('price', '2 to 3 EUR');
  await expect(calculator.costs.locator('#cost-money')).toHaveText(/^2,450 EUR, 90% range 2,000 to 3,000 EUR$/);
  await calculator.type('price', '2.5');
  await expectFigures(calculator, { money: '2,500' });
  await expect(calculator.costs).toContainText('In the currency of the price; none was typed.');
});

test('a country is known by its name as well, and an unknown one gets a message', async ({ calculator }) => {
  await calculator.open(H100);
  await calculator.openCosts();
  await calculator.type('grid', 'Poland');
  // 700 kWh × 589 g
  await expectFigures(calculator, { carbon: '412 kg CO₂e' });
  await expect(calculator.costs.getByLabel('Use a country’s grid')).toHaveValue('POL');
  await calculator.type('grid', 'Atlantis');
  await expect(calculator.costs.locator('.problem.error')).toContainText('Atlantis');
  await expect(calculator.costs.locator('#cost-carbon')).not.toContainText('kg');
  await calculator.type('grid', 'Polnad');
  await expect(calculator.costs.locator('.problem.error')).toContainText('Poland');
  await expectFigures(calculator, { energy: '700 kWh' });
});

test('an unknown country gets a message at its field', async ({ calculator }) => {
  await calculator.open(H100);
  await calculator.openCosts();
  await calculator.type('grid', 'Atlantis');
  await calculator.expectRefused('grid', 'No grid in the table is called “Atlantis”', 'Atlantis');
});

test('impossible factors are refused at their fields, and give no figure', async ({ calculator }) => {
  await calculator.open(`${H100}&grid=FRA`);
  for (const [key, text, message] of [
    ['pue', '0.9', /at least 1/],
    ['host', '0.5', /at least 1/],
    ['power', '-400 W', 'A negative number makes no sense here'],
    ['power', '0', 'Zero makes no sense here'],
    ['power', '400 kg', /“kg”/],
    ['price', '$2 to 3 EUR', 'two currencies'],
    ['price', '-2 EUR', 'A negative number makes no sense here'],
  ] as const) {
    await calculator.type(key, text);
    await calculator.expectRefused(key, message, text);
    await expect(calculator.costs.locator(key === 'price' ? '#cost-money' : '#cost-energy'), `${key} ${text}`).toHaveClass(
      /missing/,
    );
    await calculator.field(key).fill('');
    await expectFigures(calculator, { energy: '700 kWh' });
    await calculator.expectOnlyNumbers();
  }
});

test('the link carries all of these fields, and opens with the section open', async ({ calculator, page, someoneElse }) => {
  await calculator.open(H100);
  await calculator.openCosts();
  await calculator.typeAll({ power: '650 W', host: '1.5', pue: '1.1', grid: 'Sweden', price: '2 to 3 EUR' });
  await expect(page).toHaveURL(/price=2\.\.3EUR/);
  await expect(calculator.costs.locator('#cost-money')).toContainText('EUR');
  const figures = await calculator.costs.innerText();
  const colleague = await someoneElse();
  await colleague.page.goto(page.url());
  await expect(colleague.field('price')).toBeVisible();
  for (const [key, text] of [
    ['power', '650 W'],
    ['host', '1.5'],
    ['pue', '1.1'],
    ['grid', 'Sweden'],
    ['price', '2..3EUR'],
  ]) {
    await expect(colleague.field(key)).toHaveValue(text);
  }
  await expect(colleague.costs.locator('#cost-money')).toContainText('EUR');
  expect(await colleague.costs.innerText()).toBe(figures);
});
