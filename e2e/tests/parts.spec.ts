// The parts of the page that are loaded when they are first needed, and the worker that reads files: what happens
// when they cannot be loaded.
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { config } from './fixtures/files.ts';
import { ALEXNET, EDITION, GPT_2, LLAMA, RESNET_50 } from './fixtures/links.ts';
import { withhold } from './fixtures/withheld.ts';

const LAYERS = `v=1&data=${EDITION}&model=${RESNET_50}&examples=1.2M&epochs=90`;
const COULD_NOT = 'could not be loaded. Check the connection and try again.';

/** Returns the name of a file, without the hash or build that tells its version. */
const plain = (url: string) => new URL(url).pathname.replace(/[-_]?[0-9a-f]{16}/, '').replace(/^\//, '');

/** Returns the names that fit, each once: there are several chunks. */
const named = (urls: string[], name: RegExp) => [...new Set(urls.map(plain))].filter((one) => name.test(one)).sort();

test.describe('what is fetched', () => {
  for (const { what, arrive, parts } of [
    { what: 'no part at a first view', arrive: '', parts: [] },
    { what: 'no part for a link without layers', arrive: LLAMA, parts: [] },
    {
      what: 'the panels alone for a link with layers',
      arrive: LAYERS,
      parts: ['chunk.wasm', 'chunks.wasm', 'panels.css', 'panels.wasm'],
    },
  ]) {
    test(what, async ({ calculator, page }) => {
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(request.url()));
      await calculator.open(arrive);
      await expect(calculator.answer.getByText(/^[\d.].* FLOP$/).first()).toBeVisible();
      await calculator.type('utilization', '31%');
      await page.waitForLoadState('networkidle');
      expect(named(fetched, /worker|panels|reports|found|chunk|files/)).toEqual(parts);
    });
  }

  test('the panels at the first letter of a name', async ({ calculator, page }) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await calculator.open(LLAMA);
    await calculator.field('title').focus();
    await page.waitForLoadState('networkidle');
    expect(fetched.filter((name) => /panels|reports|chunk/.test(name))).toEqual([]);
    await calculator.type('title', 'LLaMA-65B');
    await expect(calculator.names.getByRole('option').first()).toBeVisible();
    expect(named(fetched, /panels|reports|found|chunk/)).toEqual(['chunk.wasm', 'chunks.wasm', 'panels.css', 'panels.wasm']);
  });

  test('the reports once one is opened, each part once', async ({ calculator, page }) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await calculator.open(LAYERS);
    await expect(calculator.layer(1)).toBeVisible();
    await calculator.openDrawer('Report');
    await expect(page.locator('#report-text')).toContainText('FLOP');
    await calculator.openDrawer('Share or embed');
    await expect(page.locator('#share')).toContainText('embed');
    const parts = ['chunk.wasm', 'chunks.wasm', 'panels.css', 'panels.wasm', 'reports.wasm'];
    expect(named(fetched, /panels|reports|found|chunk/)).toEqual(parts);
    const once = fetched.filter((url) => /panels|reports|chunk/.test(url));
    expect(once).toEqual([...new Set(once)]);
  });

  test('the worker that reads files once it is needed, and only once', async ({ calculator, page }) => {
    await calculator.open(LAYERS);
    await expect(calculator.layer(1)).toBeVisible();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(plain(request.url())));
    await calculator.openFiles();
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
    await calculator.drop(config('llama-2-7b'));
    await expect(calculator.found).toContainText('6,738,415,616');
    expect(fetched.filter((name) => /worker|panels|files/.test(name)).sort()).toEqual(['files.js', 'files_bg.wasm', 'worker.js']);
  });
});

test.describe('the style of panels', () => {
  test.use({ allowed: anyOf(/\/panels\.css/, NOT_FETCHED) });

  test('is loaded before a panel is drawn', async ({ calculator, context, page }) => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await context.route('**/panels.css?*', async (route) => {
      await arrived;
      await route.continue();
    });
    const asked = page.waitForRequest('**/panels.css?*');
    await calculator.open(LAYERS);
    await asked;
    await page.waitForTimeout(500);
    await expect(calculator.layer(1)).toHaveCount(0);
    arrive();
    await expect(calculator.layer(1)).toBeVisible();
    await calculator.expectAnswer('2.65 × 10¹⁸');
  });

  test('panels are drawn without it, and the next part asks for it again', async ({ calculator, context, page }) => {
    const withheld = await withhold(context, '**/panels.css?*');
    await calculator.open(LAYERS);
    await expect(calculator.layer(1)).toBeVisible();
    await calculator.expectAnswer('2.65 × 10¹⁸');
    withheld.release();
    const again = page.waitForResponse('**/panels.css?*');
    await calculator.openDrawer('Report');
    expect((await again).ok()).toBe(true);
    await expect(page.locator('#report-text')).toContainText('FLOP');
  });
});

test.describe('where a part or the worker cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/(worker\.js|(panels|reports|forms|chunk)-\w+\.wasm|files(_bg)?\.(js|wasm))/, NOT_FETCHED) });

  for (const file of ['panels-*.wasm', 'chunk-*.wasm']) {
    test(`the field says so, and typing again once it can be fetched works (${file})`, async ({ calculator, page, context }) => {
      const withheld = await withhold(context, `**/${file}`);
      await calculator.open(LAYERS);
      await expect(calculator.field('model')).toHaveAccessibleDescription(new RegExp(COULD_NOT));
      await expect(calculator.field('model')).toHaveValue(RESNET_50);
      await calculator.expectNoAnswer();
      // The other method still works.
      await calculator.choose('chip-hours');
      await calculator.choose('peak');
      await calculator.typeAll({ 'chip-hours': '264', peak: '1.58e12', utilization: '33%' });
      await calculator.expectMethods({ gpuTime: '4.96 × 10¹⁷' });
      withheld.release();
      await calculator.field('model').press('End');
      await page.keyboard.type(';');
      await expect(calculator.reading).toContainText('4,089,184,256 multiply-adds');
      await expect(calculator.field('model')).toHaveAttribute('aria-invalid', 'false');
      await calculator.expectAnswer('2.65 × 10¹⁸');
      await expect(calculator.layer(1)).toHaveValue('input(3x224x224)');
    });
  }

  test('a report says so in its place, nothing typed is lost, and opened again it is there', async ({
    calculator,
    context,
    page,
  }) => {
    const withheld = await withhold(context, '**/reports-*.wasm');
    await calculator.open(ALEXNET);
    await calculator.openDrawer('Report');
    await expect(page.locator('#report')).toContainText(COULD_NOT);
    await calculator.type('title', 'Typed meanwhile');
    withheld.release();
    const summary = page.locator('#report > summary');
    await summary.click();
    await summary.click();
    await expect(page.locator('#report-text')).toContainText('Typed meanwhile');
    await expect(page.locator('#report')).not.toContainText(COULD_NOT);
  });

  test('a part that fails says so while what it shares with others is still coming', async ({ calculator, context, page }) => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await context.route('**/chunk-*.wasm', async (route) => {
      await arrived;
      await route.continue();
    });
    const withheld = await withhold(context, '**/reports-*.wasm');
    await calculator.open(ALEXNET);
    await calculator.openDrawer('Report');
    await expect(page.locator('#report')).toContainText(COULD_NOT);
    withheld.release();
    arrive();
    const summary = page.locator('#report > summary');
    await summary.click();
    await summary.click();
    await expect(page.locator('#report-text')).toContainText('4.86 × 10¹⁷ FLOP');
  });

  test('a form says so, other reports can be chosen, and chosen again it is there', async ({ calculator, context, page }) => {
    const withheld = await withhold(context, '**/forms-*.wasm');
    await calculator.open(ALEXNET);
    await calculator.openDrawer('Report');
    await page.locator('#format-acl').click();
    await expect(page.locator('#report')).toContainText('If it does not appear, check the connection and choose it again.');
    await page.locator('#format-paragraph').click();
    await expect(page.locator('#report-text')).toContainText('4.86 × 10¹⁷ FLOP');
    // A form that is chosen while the first request is under way waits for that one.
    await page.waitForLoadState('networkidle');
    withheld.release();
    await page.locator('#format-acl').click();
    await expect(page.locator('#report-text')).toContainText('C1. Answer');
  });

  test('the fields of energy are there without their figures, which come with the next key', async ({
    calculator,
    context,
    page,
  }) => {
    const withheld = await withhold(context, '**/panels-*.wasm');
    await calculator.open(`v=1&data=${EDITION}&chip-hours=1000&peak=1e15&grid=FRA`);
    await expect(calculator.costs).toContainText(COULD_NOT);
    await expect(calculator.field('grid')).toHaveValue('FRA');
    withheld.release();
    await calculator.type('power', '400 W');
    await expect(calculator.costs.locator('#cost-energy')).toHaveText('400 kWh');
    await expect(page).toHaveURL(/power=400_?W/);
  });

  test('the panel of files says so, and a file dropped once it can be fetched is read', async ({ calculator, context }) => {
    const withheld = await withhold(context, '**/files_bg.wasm?*');
    await calculator.openCleared();
    await calculator.drop(config('gpt2'));
    await expect(calculator.files.locator('.problem')).toContainText(COULD_NOT);
    withheld.release();
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
    await expect(calculator.files.getByText(COULD_NOT)).toHaveCount(0);
  });

  test('opened again, the panel of files is there', async ({ calculator, context, page }) => {
    const withheld = await withhold(context, '**/files.js?*');
    await calculator.openCleared();
    await calculator.files.locator('summary').first().click();
    await expect(calculator.files.locator('.problem')).toContainText(COULD_NOT);
    withheld.release();
    await calculator.files.locator('summary').first().click();
    await calculator.files.locator('summary').first().click();
    await expect(page.locator('#hub')).toBeVisible();
    await expect(calculator.files.getByText(COULD_NOT)).toHaveCount(0);
  });
});

test('a worker of another build is ignored, and the page asks for a reload', async ({ calculator, context }) => {
  await context.route('**/worker.js?*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `postMessage([0, 'another build']); onmessage = ({ data }) => postMessage([data[0], '{"files":"<b>wrong</b>"}']);`,
    }),
  );
  await calculator.openCleared();
  await calculator.drop(config('gpt2'));
  await expect(calculator.files.locator('.problem')).toContainText(/of different versions: reload the page to get the newest/);
  await calculator.expectNoAnswer();
  await expect(calculator.page.getByText('wrong', { exact: true })).toHaveCount(0);
});

test('a worker that breaks off says so, and the next request starts another', async ({ calculator, context, page }) => {
  await context.route('**/worker.js?files*', async (route) => {
    const build = new URL(route.request().url()).search.split('&')[1];
    await route.fulfill({
      contentType: 'text/javascript',
      body: `postMessage([0, '${build}']); onmessage = () => setTimeout(() => { throw new Error('out of memory'); });`,
    });
  });
  await calculator.openCleared();
  await calculator.drop(config('gpt2'));
  await expect(calculator.files.locator('.problem')).toContainText(COULD_NOT);
  await context.unroute('**/worker.js?files*');
  await calculator.drop(config('gpt2'));
  await expect(calculator.found).toContainText('124,439,808');
  await expect(page.workers()).toHaveLength(1);
});

test('a network is counted at every key, and its rows follow', async ({ calculator }) => {
  await calculator.open(`v=1&model=${GPT_2}&tokens=10B`);
  await calculator.expectAnswer('8.54 × 10¹⁸');
  const field = calculator.field('model');
  await field.press('ControlOrMeta+Home');
  for (let at = 0; at < 'tokens(1024'.length; at += 1) await field.press('ArrowRight');
  await field.press('Backspace');
  await calculator.expectAnswer('7.52 × 10¹⁸');
  await calculator.layer(4).focus();
  await calculator.page.keyboard.press('Alt+ArrowUp');
  await expect(calculator.layer(3)).toBeFocused();
  await expect(calculator.layer(3)).toHaveValue('decoder(12,12,3072,bias)');
  await expect(calculator.layer(4)).toHaveValue('positions');
  await expect(field).toHaveValue('tokens(102);embed(50257,768);decoder(12,12,3072,bias);positions;ln;head(tied)');
});
