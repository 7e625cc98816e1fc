// The only request to another host: for a model's configuration, after a click.
import type { BrowserContext, Request } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { anyOf, NOT_ALLOWED, NOT_FETCHED } from './fixtures/browser.ts';
import { config } from './fixtures/files.ts';

// These tests send requests on purpose, and the browser logs the errors among the answers.
test.use({ allowed: anyOf(/^https:\/\/huggingface\.co\//, NOT_FETCHED, NOT_ALLOWED) });

const CORS = { 'access-control-allow-origin': '*' };

/** Stands in for huggingface.co, and records the requests. */
async function hub(context: BrowserContext, answers: Record<string, number | 'offline' | 'never'>) {
  const requests: Request[] = [];
  await context.route(/^https?:\/\/(?!127\.0\.0\.1)/, async (route) => {
    requests.push(route.request());
    const answer = answers[new URL(route.request().url()).pathname] ?? 404;
    if (answer === 'offline') return route.abort('internetdisconnected');
    if (answer === 'never') return;
    return route.fulfill({
      status: answer,
      headers: CORS,
      contentType: 'application/json',
      body: answer === 200 ? config('llama-2-7b').bytes : '{}',
    });
  });
  return requests;
}

const LLAMA = '/meta-llama/Llama-2-7b-hf/resolve/main/config.json';

test('a model is fetched by its name, only on a click, and without telling who asks', async ({ calculator, context, page }) => {
  const requests = await hub(context, { [LLAMA]: 200 });
  await calculator.openCleared();
  await calculator.openFiles();
  await page.locator('#hub').pressSequentially('meta-llama/Llama-2-7b-hf');
  await page.keyboard.press('Tab');
  await expect(calculator.button('Fetch from huggingface.co')).toBeFocused();
  expect(requests).toEqual([]);
  await calculator.button('Fetch from huggingface.co').click();
  await expect(calculator.found).toContainText('6,738,415,616');
  await expect(calculator.found.getByRole('heading')).toHaveText('meta-llama/Llama-2-7b-hf');
  expect(requests.map((request) => request.url())).toEqual([`https://huggingface.co${LLAMA}`]);
  const headers = await requests[0].allHeaders();
  expect(headers).not.toHaveProperty('referer');
  expect(headers).not.toHaveProperty('cookie');
  expect(requests[0].method()).toBe('GET');
  await calculator.useFound.click();
  await expect(calculator.field('title')).toHaveValue('meta-llama/Llama-2-7b-hf');
  await calculator.type('tokens', '2T');
  await expect(calculator.answer.getByText(/^[\d.]+ × 10²² FLOP$/)).toBeVisible();
  await expect(page.locator('#hub')).toHaveValue('meta-llama/Llama-2-7b-hf');
});

for (const [typed, path] of [
  [`https://huggingface.co${LLAMA}`, LLAMA],
  ['https://huggingface.co/meta-llama/Llama-2-7b-hf/tree/0123abc', '/meta-llama/Llama-2-7b-hf/resolve/0123abc/config.json'],
  ['hf.co/gpt2', '/gpt2/resolve/main/config.json'],
]) {
  test(`a pasted address works as well as a name: ${typed}`, async ({ calculator, context, page }) => {
    const requests = await hub(context, { [path]: 200 });
    await calculator.openCleared();
    await calculator.openFiles();
    await page.locator('#hub').fill(typed);
    await calculator.button('Fetch from huggingface.co').click();
    await expect(calculator.found).toContainText('6,738,415,616');
    expect(requests.map((request) => request.url())).toEqual([`https://huggingface.co${path}`]);
  });
}

test('an invalid name is refused without a request', async ({ calculator, context, page }) => {
  const requests = await hub(context, {});
  await calculator.openCleared();
  await calculator.openFiles();
  for (const typed of [
    'https://evil.example/x',
    'http://huggingface.co.evil.example/a/b',
    'https://huggingface.co@evil.example/a/b',
    '../../etc',
    'a/b/c',
    '',
  ]) {
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
    await page.locator('#hub').fill(typed);
    await calculator.button('Fetch from huggingface.co').click();
    await expect(calculator.found.locator('.problem'), typed).toContainText(
      'is not a model’s name: type one such as mistralai/Mistral-7B-v0.3',
    );
    await expect(page.locator('#hub')).toHaveValue(typed);
  }
  expect(requests).toEqual([]);
});

test('the reason for a missing configuration is given, with the advice to use a file', async ({ calculator, context, page }) => {
  const answers: Record<string, number | 'offline'> = {};
  await hub(context, answers);
  await calculator.openCleared();
  await calculator.openFiles();
  await page.locator('#hub').fill('org/model');
  for (const [answer, says] of [
    [401, 'only to those who have signed in and agreed to its terms'],
    [403, 'download config.json there and drop it here'],
    [404, 'huggingface.co has no config.json of org/model: check the name, or take config.json from elsewhere and drop it here.'],
    [429, 'was asked too often from here'],
    [500, 'answered with an error (500)'],
    ['offline', 'did not answer: there is no connection'],
  ] as const) {
    answers['/org/model/resolve/main/config.json'] = answer;
    await calculator.button('Fetch from huggingface.co').click();
    await expect(calculator.found.locator('.problem'), String(answer)).toContainText(says);
    await expect(calculator.found.locator('.problem')).toContainText('drop it here');
    await calculator.drop(config('gpt2'));
    await expect(calculator.found).toContainText('124,439,808');
  }
});

test('a host that never answers can be cancelled, and the name is still there', async ({ calculator, context, page }) => {
  const requests = await hub(context, { '/org/model/resolve/main/config.json': 'never' });
  await calculator.openCleared();
  await calculator.openFiles();
  await page.locator('#hub').fill('org/model');
  await calculator.button('Fetch from huggingface.co').click();
  await expect(calculator.files.getByText('Reading…')).toBeVisible();
  await expect.poll(() => requests.length).toBe(1);
  await calculator.typeAll({ 'multiply-adds': '1e9', examples: '5' });
  await calculator.expectAnswer('3 × 10¹⁰');
  await calculator.button('Cancel').click();
  await expect(calculator.files.getByText('Reading…')).toHaveCount(0);
  await expect(calculator.files.locator('.problem')).toHaveCount(0);
  await expect(page.locator('#hub')).toHaveValue('org/model');
  await page.locator('#hub').fill('gpt2');
  await calculator.drop(config('gpt2'));
  await expect(calculator.found).toContainText('124,439,808');
});

test('typing a name is not announced as reading', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.openFiles();
  await expect(calculator.files.getByText('Reading…')).toHaveCount(0);
  await page.evaluate(() => {
    const statuses: string[] = [];
    Object.assign(window, { statuses });
    new MutationObserver(() => statuses.push(document.querySelector('.files [role=status]')!.textContent!)).observe(
      document.querySelector('.files [role=status]')!,
      { subtree: true, childList: true },
    );
  });
  await page.locator('#hub').pressSequentially('org/model');
  await page.locator('#hub').blur();
  await calculator.drop(config('gpt2'));
  await expect(calculator.found).toContainText('124,439,808');
  const statuses = await page.evaluate(() => (window as unknown as { statuses: string[] }).statuses);
  expect(statuses.filter((status) => status.includes('Reading')).length).toBeLessThanOrEqual(1);
});
