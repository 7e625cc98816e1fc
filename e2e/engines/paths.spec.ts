// The main paths of the page, the same in each engine. What can be told natively is tested natively, and all else in
// Chromium alone, by the other browser tests.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { anyOf, NOT_FETCHED } from '../tests/fixtures/browser.ts';
import { EDITION, LLAMA } from '../tests/fixtures/links.ts';
import { expect, test } from './fixtures.ts';
import type { Visitor } from './visitor.ts';

const BOTH_METHODS = `v=1&data=${EDITION}&title=LLaMA-65B&parameters=65.2e9&tokens=1.4T&chip-hours=1022362&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=40..50%25`;
const LAYERS = `v=1&data=${EDITION}&model=input(784);fc(300);relu;fc(10)&examples=6e4&epochs=10`;

const CONFIG = fileURLToPath(new URL('../../tests/fixtures/configs/mixtral-8x7b.json', import.meta.url));
const ONNX = `${process.env.PETADAY_ONNX_MODELS}/light_zfnet512.onnx`;

const DROPPED = CONFIG.replace('mixtral-8x7b', 'gpt2');

/** Drops a configuration on the page, as from a folder beside the window. */
function drop(text: string) {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], 'config.json'));
  for (const type of ['dragenter', 'dragover', 'drop']) {
    document.querySelector('h1')!.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}

const address = (visitor: Visitor) => visitor.driver.run(() => decodeURIComponent(location.hash));

test('a first visit shows an estimate, and a person types their own over it', async ({ host, sameInAll, visitor }) => {
  await visitor.open(host.address);
  await visitor.read('#result', '5.48 × 10²³ FLOP');
  await sameInAll('the first answer', '#result');
  await visitor.write('#field-parameters', '70B');
  await visitor.write('#field-tokens', '2T');
  await visitor.read('#result', '8.4 × 10²³ FLOP');
  await sameInAll('the answer', '#result');
  await visitor.write('#field-tokens', '2.5T');
  // At once, before typing rests.
  await visitor.reload();
  await visitor.read('#result', '1.05 × 10²⁴ FLOP');
  await expect.poll(() => address(visitor), `${visitor.story} They look at the address`).toMatch(/&parameters=70B&tokens=2\.5T$/);
  await sameInAll('the answer after the reload', '#result');
});

test('a link opens with its figures by both methods, and is copied', async ({ host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#${BOTH_METHODS}`);
  await visitor.read('#result', '5.48 × 10²³ FLOP');
  await sameInAll('the page', 'main');
  await visitor.press('button', 'Copy link');
  await visitor.read('button', 'Link copied');
});

test('each section opens, and has the same in it', async ({ host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#${BOTH_METHODS}`);
  await visitor.read('#result', '5.48 × 10²³ FLOP');
  const opened = await visitor.openAll();
  expect(opened.length, `${visitor.story} They count the sections`).toBeGreaterThanOrEqual(18);
  await sameInAll('all sections', 'main');
});

test('reports have the same digits', async ({ host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#${BOTH_METHODS}`);
  await visitor.press('#report > summary');
  for (const [format, label] of Object.entries({ sentence: 'Sentence', latex: 'LaTeX', csv: 'CSV', json: 'JSON' })) {
    await visitor.press(`#format-${format}`);
    await visitor.read(`#report-text[aria-label="${label}"]`, 'LLaMA-65B');
    await sameInAll(label, '#report-text');
  }
});

test('a network opens as rows, and a changed row changes the answer', async ({ host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#${LAYERS}`);
  await visitor.read('#result', '8.58 × 10¹¹ FLOP');
  await visitor.waitUntilDrawn();
  await sameInAll('the page', 'main');
  await visitor.write('#layer-1', 'fc(500)');
  await visitor.read('#result', '1.43 × 10¹² FLOP');
  await expect.poll(() => address(visitor), `${visitor.story} They look at the address`).toContain('fc(500)');
  await sameInAll('the page with the new row', 'main');
});

test('files are chosen and dropped, read, and used in method 1', async ({ driver, host, sameInAll, visitor }) => {
  const choose = (path: string) =>
    visitor.do(`chose ${path.split('/').at(-1)}`, () =>
      driver.choose(() => document.querySelector('.operations .from-files input[type="file"]')!, path),
    );
  await visitor.open(host.address);
  await visitor.press('.operations details.files > summary');
  await visitor.read('.operations .from-files', 'Choose files…');
  await choose(CONFIG);
  await visitor.read('#found', '46,702,792,704');
  await sameInAll('what the configuration has', '#found');
  await choose(ONNX);
  await visitor.read('#found', 'An ONNX graph');
  await sameInAll('what the ONNX file has', '#found');
  await visitor.do('dropped gpt2.json on the page', () => driver.run(drop, readFileSync(DROPPED, 'utf8')));
  await visitor.read('#found', '124,439,808');
  await visitor.press('button', 'Use in method 1');
  await visitor.read('#field-model-echo', '124,439,808');
  await sameInAll('method 1', '.operations');
});

test('trends show the estimate among the systems, and Back leads to the form', async ({ driver, host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#${BOTH_METHODS}`);
  await visitor.press('a', 'See it among 535 systems over time');
  await visitor.read('.trends .sentence', 'ranks 113th among 535 systems');
  await sameInAll('the view', '.trends');
  const marks = () => {
    const paths = [...document.querySelectorAll('#chart svg :is(.g0, .g1, .g2, .g3) path')];
    return paths.reduce((sum, path) => sum + path.getAttribute('d')!.split('M').length - 1, 0);
  };
  expect(await driver.run(marks), `${visitor.story} They count the marks in the picture`).toBe(535);
  await visitor.back();
  await visitor.read('#result', '5.48 × 10²³ FLOP');
});

test('a table is read and sorted, and a row opens as an estimate', async ({ host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#view=table`);
  await visitor.write('#table-text', 'title,parameters,tokens\nSmall,7B,1T\nLarge,70B,2T\nWrong,7B,1e\n');
  await visitor.read('.table-status', '3 rows, 2 with a figure, 1 with problems.');
  await sameInAll('the rows', '.table-rows');
  await visitor.press('.table-rows thead button', 'FLOP');
  await visitor.read('.table-rows tbody tr:first-child', 'Large');
  await sameInAll('the sorted rows', '.table-rows');
  await visitor.press('.table-rows tbody a', 'Large');
  await visitor.read('#result', '8.4 × 10²³ FLOP');
  await visitor.back();
  await visitor.read('.table-rows tbody tr:first-child', 'Large');
});

test('a passage is read, and fills in the form', async ({ host, sameInAll, visitor }) => {
  await visitor.open(host.address);
  await visitor.write('#passage', 'We train a 7B model on 1T tokens with 256 A100 80GB GPUs in BF16 for 14 days at 42% MFU.');
  await visitor.read('.reading', '42%');
  await sameInAll('what was read', '.reading');
  await visitor.read('#result', '4.2 × 10²² FLOP');
  await sameInAll('the answer', '#result');
});

test('claims are listed and searched', async ({ host, sameInAll, visitor }) => {
  await visitor.open(`${host.address}#view=claims`);
  await visitor.read('.claims-list', 'GPT-3');
  await sameInAll('the claims', 'main');
});

test('a card on another site has the same figures, and all of it is to be seen', async ({
  driver,
  elsewhere,
  host,
  sameInAll,
  visitor,
}) => {
  const link = `${host.address}#${LLAMA}`.replaceAll('&', '&amp;');
  const lab = await elsewhere(
    `<!doctype html><title>A lab</title><training-compute href="${link}"><a href="${link}">Llama 2</a></training-compute>
     <script src="${host.address}embed.js" async></script>`,
  );
  await visitor.open(lab);
  await visitor.until(
    'the card is there',
    () => !!document.querySelector('training-compute')?.shadowRoot?.querySelector('.up iframe'),
  );
  const card = await driver.frame(() => document.querySelector('training-compute')!.shadowRoot!.querySelector('iframe')!);
  await visitor.read('body', '8.4 × 10²³ FLOP', card);
  await sameInAll('the card', 'body', card);
  const hidden = () => document.documentElement.scrollHeight - innerHeight;
  await expect.poll(() => card.run(hidden), `${visitor.story} They count the pixels of the card below its frame`).toBe(0);
});

test('on a phone nothing is beyond the edge', async ({ driver, elsewhere, host, sameInAll, visitor }) => {
  // As wide as a phone is a frame: the windows of some engines do not get that narrow.
  const link = `${host.address}#${BOTH_METHODS}`.replaceAll('&', '&amp;');
  await visitor.open(
    await elsewhere(`<!doctype html><title>A phone</title><iframe width="390" height="844" src="${link}"></iframe>`),
  );
  const phone = await driver.frame(() => document.querySelector('iframe')!);
  await visitor.read('#result', '5.48 × 10²³ FLOP', phone);
  await sameInAll('the answer', '#result', phone);
  const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
  expect(await phone.run(beyond), `${visitor.story} They count the pixels beyond the right edge`).toBe(0);
});

test.describe('after one visit, with the host gone', () => {
  // The browser looks for a newer version at every visit, and says that it could not.
  test.use({ allowed: anyOf(/sw\.js/, NOT_FETCHED) });

  test('a reload, another link, sections and files never used before work as ever', async ({
    driver,
    host,
    sameInAll,
    visitor,
  }) => {
    await visitor.open(host.address);
    await visitor.read('#result', '5.48 × 10²³ FLOP');
    await visitor.until('the browser has stored the page', () => navigator.serviceWorker.controller?.state === 'activated');
    await visitor.do('lost the network', () => host.stop());
    await visitor.reload();
    await visitor.read('#result', '5.48 × 10²³ FLOP');
    await visitor.open(`${host.address}#${LAYERS}`);
    await visitor.read('#result', '8.58 × 10¹¹ FLOP');
    await visitor.press('#uncertainty > summary');
    await visitor.waitUntilDrawn();
    await sameInAll('uncertainty', '#uncertainty');
    await visitor.do('dropped gpt2.json on the page', () => driver.run(drop, readFileSync(DROPPED, 'utf8')));
    await visitor.read('#found', '124,439,808');
    await sameInAll('what the file has', '#found');
  });
});
