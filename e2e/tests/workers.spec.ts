// The programs beside the page: fetched when they are wanted, and what happens when they cannot be had.
import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_FETCHED } from './fixtures/browser.ts';
import { config } from './fixtures/files.ts';
import { EDITION, GPT_2, LLAMA, RESNET_50 } from './fixtures/links.ts';

const LAYERS = `v=1&data=${EDITION}&model=${RESNET_50}&examples=1.2M&epochs=90`;
const COULD_NOT = 'could not be loaded, or broke off. Check the connection and try again.';

test.describe('what is fetched', () => {
  for (const { what, arrive, programs } of [
    { what: 'neither program at a first view', arrive: '', programs: [] },
    { what: 'neither program for a link without layers', arrive: LLAMA, programs: [] },
    { what: 'the program that counts networks and draws panels alone for a link with layers', arrive: LAYERS, programs: ['panels'] },
  ]) {
    test(what, async ({ calculator, page }) => {
      const fetched: string[] = [];
      page.on('request', (request) => fetched.push(new URL(request.url()).pathname + new URL(request.url()).search));
      await calculator.open(arrive);
      await expect(calculator.answer.getByText(/^[\d.].* FLOP$/).first()).toBeVisible();
      await calculator.type('title', 'typed');
      await page.waitForLoadState('networkidle');
      const beside = fetched.filter((path) => /worker|panels|files/.test(path)).map((path) => path.replace(/[&?][0-9a-f]+$/, ''));
      const style = programs.length > 0 ? ['/panels.css'] : [];
      expect([...beside].sort()).toEqual([...style, ...programs.flatMap((name) => [`/${name}.js`, `/${name}_bg.wasm`, `/worker.js?${name}`])]);
    });
  }

  test('the program that reads files once it is asked for, and each only once', async ({ calculator, page }) => {
    await calculator.open(LAYERS);
    await expect(calculator.layer(1)).toBeVisible();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await calculator.openFiles();
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
    await calculator.drop(config('llama-2-7b'));
    await expect(calculator.found).toContainText('6,738,415,616');
    expect(fetched.filter((path) => path === '/files_bg.wasm')).toHaveLength(1);
    expect(fetched).not.toContain('/panels_bg.wasm');
    expect(fetched).not.toContain('/panels.css');
  });
});

test.describe('the style of panels', () => {
  test.use({ allowed: anyOf(/\/panels\.css/, NOT_FETCHED) });

  test('a panel is not drawn before it', async ({ calculator, context, page }) => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    await context.route('**/panels.css?*', async (route) => {
      await arrived;
      await route.continue();
    });
    const program = page.waitForEvent('worker');
    await calculator.open(LAYERS);
    await (await program).evaluate(() => 'it runs');
    await page.waitForTimeout(500);
    await expect(calculator.layer(1)).toHaveCount(0);
    arrive();
    await expect(calculator.layer(1)).toBeVisible();
    await calculator.expectAnswer('2.65 × 10¹⁸');
  });

  test('without it panels are drawn all the same, and another program asks for it again', async ({ calculator, context, page }) => {
    await context.route('**/panels.css?*', (route) => route.abort());
    await calculator.open(LAYERS);
    await expect(calculator.layer(1)).toBeVisible();
    await calculator.expectAnswer('2.65 × 10¹⁸');
    const sheets = page.locator('link[href*="panels.css"]');
    await expect(sheets).toHaveCount(0);
    await context.unroute('**/panels.css?*');
    await calculator.openFiles();
    await expect(page.locator('#hub')).toBeVisible();
    await expect(sheets).toHaveCount(1);
  });
});

test.describe('where a program cannot be fetched', () => {
  test.use({ allowed: anyOf(/\/(worker|panels|files)(_bg)?\.(js|wasm)/, NOT_FETCHED) });

  for (const file of ['worker.js', 'panels.js', 'panels_bg.wasm']) {
    test(`the field says so, and typing again once it can works (${file})`, async ({ calculator, page, context }) => {
      await context.route(`**/${file}?*`, (route) => route.abort());
      await calculator.open(LAYERS);
      await expect(calculator.field('model')).toHaveAccessibleDescription(new RegExp(COULD_NOT));
      await expect(calculator.field('model')).toHaveValue(RESNET_50);
      await calculator.expectNoAnswer();
      // The other method goes on.
      await calculator.choose('chip-hours');
      await calculator.choose('peak');
      await calculator.typeAll({ 'chip-hours': '264', peak: '1.58e12', utilization: '33%' });
      await calculator.expectMethods({ gpuTime: '4.96 × 10¹⁷' });
      await context.unroute(`**/${file}?*`);
      await calculator.field('model').press('End');
      await page.keyboard.type(';');
      await expect(calculator.reading).toContainText('4,089,184,256 multiply-adds');
      await expect(calculator.field('model')).toHaveAttribute('aria-invalid', 'false');
      await calculator.expectAnswer('2.65 × 10¹⁸');
      await expect(calculator.layer(1)).toHaveValue('input(3x224x224)');
    });
  }

  test('the files say so, and a file that is dropped once it can is read', async ({ calculator, context }) => {
    await context.route('**/files_bg.wasm?*', (route) => route.abort());
    await calculator.openCleared();
    await calculator.drop(config('gpt2'));
    await expect(calculator.files.locator('.problem')).toContainText(COULD_NOT);
    await context.unroute('**/files_bg.wasm?*');
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
    await expect(calculator.files.getByText(COULD_NOT)).toHaveCount(0);
  });

  test('opened again, the files are there', async ({ calculator, context, page }) => {
    await context.route('**/files.js?*', (route) => route.abort());
    await calculator.openCleared();
    await calculator.files.locator('summary').first().click();
    await expect(calculator.files.locator('.problem')).toContainText(COULD_NOT);
    await context.unroute('**/files.js?*');
    await calculator.files.locator('summary').first().click();
    await calculator.files.locator('summary').first().click();
    await expect(page.locator('#hub')).toBeVisible();
    await expect(calculator.files.getByText(COULD_NOT)).toHaveCount(0);
  });
});

for (const name of ['networks', 'files']) {
  test(`a program of another build is not listened to, and a reload asked for (${name})`, async ({ calculator, context }) => {
    await context.route('**/worker.js?*', (route) => route.fulfill({
      contentType: 'text/javascript',
      body: `postMessage([0, 'another build']); onmessage = ({ data }) => postMessage([data[0], '{"multiply_adds":1,"per":"example","html":"<b>wrong</b>"}']);`,
    }));
    await calculator.openCleared();
    const says = /of different versions: reload the page to get the newest/;
    if (name === 'networks') {
      await calculator.choose('model');
      await calculator.field('model').fill('fc(1)');
      await expect(calculator.field('model')).toHaveAccessibleDescription(says);
      await calculator.type('examples', '5');
    } else {
      await calculator.drop(config('gpt2'));
      await expect(calculator.files.locator('.problem')).toContainText(says);
    }
    await calculator.expectNoAnswer();
    await expect(calculator.page.getByText('wrong', { exact: true })).toHaveCount(0);
  });
}

test('a program that breaks off says so, and the next question starts another', async ({ calculator, context, page }) => {
  await context.route('**/worker.js?files*', async (route) => {
    const build = new URL(route.request().url()).search.split('&')[1];
    await route.fulfill({ contentType: 'text/javascript', body: `postMessage([0, '${build}']); onmessage = () => setTimeout(() => { throw new Error('out of memory'); });` });
  });
  await calculator.openCleared();
  await calculator.drop(config('gpt2'));
  await expect(calculator.files.locator('.problem')).toContainText(COULD_NOT);
  await context.unroute('**/worker.js?files*');
  await calculator.drop(config('gpt2'));
  await expect(calculator.found).toContainText('124,439,808');
  await expect(page.workers()).toHaveLength(1);
});

test('a slow program leaves what is typed and counted alone until it answers', async ({ calculator, context }) => {
  // The worker of this page answers late, as on a slow device.
  const worker = readFileSync(new URL('../../dist/worker.js', import.meta.url), 'utf8');
  await context.route('**/worker.js?panels*', (route) => route.fulfill({
    contentType: 'text/javascript',
    body: `const post = self.postMessage.bind(self); self.postMessage = (message) => setTimeout(() => post(message), 150); ${worker}`,
  }));
  await calculator.open(`v=1&model=${GPT_2}&tokens=10B`);
  await calculator.expectAnswer('8.54 × 10¹⁸');
  const field = calculator.field('model');
  await field.press('ControlOrMeta+Home');
  for (let at = 0; at < 'tokens(1024'.length; at += 1) await field.press('ArrowRight');
  await field.press('Backspace');
  // Until the new count is there the old one stands, and not nothing.
  await expect(calculator.answer.getByText(/^– FLOP$/)).toHaveCount(0);
  await calculator.expectAnswer('7.52 × 10¹⁸');
  await calculator.layer(4).focus();
  await calculator.page.keyboard.press('Alt+ArrowUp');
  await expect(calculator.layer(3)).toBeFocused();
  await expect(calculator.layer(3)).toHaveValue('decoder(12,12,3072,bias)');
  await expect(calculator.layer(4)).toHaveValue('positions');
  await expect(field).toHaveValue('tokens(102);embed(50257,768);decoder(12,12,3072,bias);positions;ln;head(tied)');
});
