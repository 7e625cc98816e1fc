import { expect, test } from './fixtures/test.ts';
import { putIntoClipboard } from './fixtures/clipboard.ts';
import {
  config,
  fixture,
  gguf,
  onnxModel,
  onnxOfOpenSizes,
  safetensors,
  safetensorsHead,
  text,
  type Given,
} from './fixtures/files.ts';
import type { Calculator } from './fixtures/calculator.ts';
import { ALEXNET_EXAMPLE } from './fixtures/links.ts';

/** Uses the result of a file, and opens the figure in another person's browser. */
async function useAndShare(
  calculator: Calculator,
  someoneElse: () => Promise<Calculator>,
  data: Record<string, string>,
  flop: string,
) {
  await calculator.useFound.click();
  for (const [key, amount] of Object.entries(data)) {
    if (!(await calculator.field(key).isVisible())) await calculator.choose(key);
    await calculator.type(key, amount);
  }
  await calculator.expectAnswer(flop);
  // The whole amount: the first key of an estimate is in the address at once, the rest after a pause.
  const [last, amount] = Object.entries(data).at(-1) ?? [];
  if (last) await expect(calculator.page).toHaveURL(new RegExp(`[&]${last}=${amount}(&|$)`));
  const answer = await calculator.answerText();
  const colleague = await someoneElse();
  await colleague.page.goto(calculator.page.url());
  await colleague.expectAnswer(flop);
  expect(await colleague.answerText()).toBe(answer);
  return colleague;
}

test('a config.json that is dropped on the page becomes a network, an estimate and a link', async ({
  calculator,
  page,
  someoneElse,
}) => {
  await calculator.open(ALEXNET_EXAMPLE);
  await calculator.drop(config('gpt2'));
  await expect(calculator.files).toHaveAttribute('open', '');
  await expect(calculator.found).toContainText('A configuration of Hugging Face: config.json');
  await expect(calculator.found).toContainText('124,439,808');
  await expect(calculator.found).toContainText('142,406,400 multiply-adds, 284,812,800 FLOP; the backward pass is not in it');
  const colleague = await useAndShare(calculator, someoneElse, { tokens: '10B' }, '8.54 × 10¹⁸');
  await expect(colleague.field('model')).toHaveValue(
    'tokens(1024);embed(50257,768);positions(1024);decoder(12,12,3072,bias);ln;head(tied)',
  );
  await expect(colleague.layer(4)).toHaveValue('decoder(12,12,3072,bias)');
  // Nothing is left of the previous example, neither its title nor its hardware.
  await expect(colleague.field('title')).not.toHaveValue('AlexNet');
  await expect(colleague.hardware).toHaveValue('');
  await page.goBack();
  await expect(calculator.field('title')).toHaveValue('AlexNet');
});

test('a config.json that is picked is counted with the chosen sequence and attention', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.openFiles();
  await calculator.pick(config('deepseek-v3'));
  await expect(calculator.found).toContainText('671,026,419,200, 37,552,297,472 of them active');
  const before = await calculator.found.innerText();
  await page.getByLabel('Tokens of a sequence in training').fill('4,096');
  await page.keyboard.press('Enter');
  await expect.poll(() => calculator.found.innerText()).not.toBe(before);
  await calculator.useFound.click();
  await expect(calculator.field('model')).toBeFocused();
  await expect(calculator.field('model')).toHaveValue(/^tokens\(4096\);/);
  await expect(calculator.reading).toContainText('in sequences of 4,096');
  await page.locator('.from-files').getByText('Count attention as causal').click();
  await page.locator('.from-files').getByRole('checkbox', { checked: true }).waitFor();
  await calculator.useFound.click();
  await expect(calculator.field('model')).toHaveValue(/^tokens\(4096,causal\);/);
  await calculator.type('tokens', '14.8T');
  await calculator.expectAnswer('3.71 × 10²⁴');
});

test('a long context is counted with 4,096 tokens, and whole at one press', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.openFiles();
  await calculator.pick(config('llama-3.1-8b'));
  await expect(calculator.found).toContainText('Counted for sequences of 4,096 tokens, not the whole context of 8,192');
  await expect(calculator.found).toContainText('17,156,800,512 FLOP');
  await expect(calculator.found).toContainText('With causal attention');
  const whole = page.getByRole('button', { name: 'Count for the whole context, 8,192 tokens' });
  await whole.focus();
  await page.keyboard.press('Enter');
  await expect(whole).toHaveCount(0);
  await calculator.useFound.click();
  await expect(calculator.field('model')).toHaveValue(/^tokens\(8192\);/);
});

for (const { name, count, parameters, flop } of [
  { name: 'light_resnet50.onnx', count: '4,089,184,256', parameters: '25,557,032', flop: '2.65 × 10¹⁸' },
  { name: 'light_bvlc_alexnet.onnx', count: '654,560,384', parameters: '60,965,224', flop: '4.24 × 10¹⁷' },
  { name: 'light_squeezenet.onnx', count: '349,151,936', parameters: '1,235,496', flop: '2.26 × 10¹⁷' },
]) {
  test(`${name}, dropped, is counted to the last multiply-add`, async ({ calculator, someoneElse }) => {
    await calculator.openCleared();
    await calculator.drop(onnxModel(name));
    await expect(calculator.found).toContainText(`An ONNX graph: ${name}`);
    await expect(calculator.found).toContainText(`${count} multiply-adds`);
    await expect(calculator.found).toContainText(parameters);
    await calculator.found.getByText('Layer by layer').click();
    await expect(calculator.found.getByRole('row')).not.toHaveCount(0);
    const colleague = await useAndShare(calculator, someoneElse, { examples: '1.2M', epochs: '90' }, flop);
    await expect(colleague.field('multiply-adds')).toHaveValue(count.replaceAll(',', ''));
  });
}

test('the sizes that an ONNX file leaves open are requested by name', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.openFiles();
  await calculator.pick(onnxOfOpenSizes(64, 32));
  const sequence = page.getByLabel('Size of “sequence”, which the file leaves open');
  await expect(page.getByLabel('Size of “batch”, which the file leaves open')).toBeVisible();
  await sequence.fill('10');
  await sequence.press('Enter');
  await expect(calculator.found).toContainText('20,480 multiply-adds');
  await expect(sequence).toHaveValue('10');
  await expect(sequence).toBeFocused();
  await sequence.fill('100');
  await sequence.press('Tab');
  await expect(calculator.found).toContainText('204,800 multiply-adds');
  await expect(calculator.found).toContainText('2,048');
  await calculator.useFound.click();
  await expect(calculator.field('multiply-adds')).toHaveValue('204800');
  await page.getByLabel('Sizes of the input, the batch first').fill('1x7x64');
  await page.keyboard.press('Tab');
  await expect(calculator.found).toContainText('14,336 multiply-adds');
});

test('a safetensors file gives its parameters, and 6·N·D the estimate', async ({ calculator, someoneElse }) => {
  await calculator.openCleared();
  await calculator.drop(
    safetensors('model.safetensors', { 'embed.weight': [1000, 64], 'layer.weight': [64, 64], 'layer.bias': [64] }),
  );
  await expect(calculator.found).toContainText('Weights in safetensors; only the header was read: model.safetensors');
  await expect(calculator.found).toContainText('68,160');
  const colleague = await useAndShare(calculator, someoneElse, { tokens: '1M' }, '4.09 × 10¹¹');
  await expect(colleague.field('parameters')).toHaveValue('68160');
});

test('the shards of an index are dropped together, in any order', async ({ calculator }) => {
  const shards = [1, 2, 3].map((part) =>
    safetensors(`model-0000${part}-of-00003.safetensors`, { [`layers.${part}.weight`]: [100, 10 * part] }),
  );
  const weight_map = Object.fromEntries(shards.map((shard, index) => [`layers.${index + 1}.weight`, shard.name]));
  const index = text('model.safetensors.index.json', JSON.stringify({ metadata: { total_size: 12000 }, weight_map }));
  await calculator.openCleared();
  await calculator.drop(shards[1], index, shards[2], shards[0]);
  await expect(calculator.found).toContainText('model.safetensors.index.json');
  await expect(calculator.found.locator('dl')).toContainText('6,000');
  await expect(calculator.found.locator('.problem')).toHaveCount(0);
  // A missing shard is named.
  await calculator.drop(index, shards[0], shards[2]);
  await expect(calculator.found.locator('.problem')).toContainText('model-00002-of-00003.safetensors');
});

test('a GGUF file gives its parameters', async ({ calculator, someoneElse }) => {
  await calculator.openCleared();
  await calculator.openFiles();
  await calculator.pick(gguf('tiny.gguf', 'llama', { 'token_embd.weight': [64, 1000], 'blk.0.ffn_up.weight': [64, 128] }));
  await expect(calculator.found).toContainText('Weights in GGUF; only the header was read: tiny.gguf');
  await expect(calculator.found).toContainText('72,192');
  await useAndShare(calculator, someoneElse, { tokens: '1M' }, '4.33 × 10¹¹');
});

for (const { name, count, says, flop } of [
  {
    name: 'deepspeed-alexnet.txt',
    count: '714,190,000 multiply-adds',
    says: 'DeepSpeed counts multiply-adds as MACs, in the forward pass alone',
    flop: '4.29 × 10¹⁵',
  },
  {
    name: 'fvcore-resnet50.txt',
    count: '4,112,000,000 multiply-adds',
    says: 'fvcore calls a multiply-add one flop',
    flop: '2.47 × 10¹⁶',
  },
  {
    name: 'ptflops-resnet50.txt',
    count: '4,130,000,000 multiply-adds',
    says: 'ptflops calls a multiply-add a Mac',
    flop: '2.48 × 10¹⁶',
  },
  {
    name: 'thop-resnet50.txt',
    count: '4,134,000,000 multiply-adds',
    says: 'thop counts multiply-adds, in the forward pass alone',
    flop: '2.48 × 10¹⁶',
  },
  {
    name: 'torchinfo-resnet50.txt',
    count: '4,090,000,000 multiply-adds',
    says: 'torchinfo counts a multiply-add as one',
    flop: '2.45 × 10¹⁶',
  },
  {
    name: 'calflops-alexnet.txt',
    count: '714,188,000 multiply-adds',
    says: 'The forward pass alone was read',
    flop: '4.29 × 10¹⁵',
  },
  {
    name: 'flop-counter-training.txt',
    count: 'multiply-adds',
    says: 'A backward pass ran inside the counter; its rows are left out',
    flop: undefined,
  },
]) {
  test(`a profiler’s report is converted by its own convention, dropped or pasted: ${name}`, async ({
    calculator,
    context,
    page,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const report = fixture(`profilers/${name}`);
    await calculator.openCleared();
    await calculator.drop(report);
    await expect(calculator.found).toContainText(count);
    await expect(calculator.found).toContainText(says);
    const dropped = (await calculator.found.innerText()).replaceAll(name, '');
    await putIntoClipboard(page, report.bytes.toString());
    await page.getByLabel('Or paste a config.json, a report or a log').focus();
    await page.keyboard.press('ControlOrMeta+v');
    await expect(calculator.found).toContainText('what was pasted');
    expect((await calculator.found.innerText()).replaceAll('what was pasted', '')).toBe(dropped);
    await calculator.useFound.click();
    // The result is in its field, which has the focus: anything typed before this would go there.
    await expect(page.locator(':focus')).toHaveAttribute('id', /^field-/);
    await calculator.type('examples', '1M');
    if (flop) await calculator.expectAnswer(flop);
  });
}

test('a trainer’s state file fills in all of method 1', async ({ calculator, someoneElse }) => {
  await calculator.openCleared();
  await calculator.drop(fixture('profilers/trainer_state.json'));
  await expect(calculator.found).toContainText('What a profiler or trainer wrote');
  await useAndShare(calculator, someoneElse, {}, '1.2 × 10¹⁸');
});

test('reading files leaves the form alone, and only Use changes it', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ title: 'Mine', 'multiply-adds': '1e9', examples: '5' });
  await calculator.drop(config('gpt2'));
  await expect(calculator.found).toContainText('124,439,808');
  await calculator.expectAnswer('3 × 10¹⁰');
  await expect(page).toHaveURL(/&title=Mine&uncertainty=typical&multiply-adds=1e9&examples=5$/);
  await calculator.useFound.click();
  await expect(calculator.field('title')).toHaveValue('Mine');
  // A pass is on a token, so the form asks for tokens; the examples are put aside.
  await expect(calculator.way('tokens')).toBeChecked();
  await calculator.choose('examples');
  await expect(calculator.field('examples')).toHaveValue('5');
  await expect(calculator.field('examples')).toHaveAccessibleDescription(/counted per token/);
  await calculator.choose('multiply-adds');
  await expect(calculator.field('multiply-adds')).toHaveValue('1e9');
});

test('a safetensors file of 40 GB opens in a moment, without being read as a whole', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.openFiles();
  // 640 times the same 64 MB, so that no more memory is needed.
  const { head, data } = safetensorsHead({ 'model.embed_tokens.weight': [160000, 8192], 'model.up.weight': [2316, 8192, 1024] });
  const dragged = await page.evaluateHandle(
    ({ base64, size }) => {
      const header = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const block = new Blob([new Uint8Array(64 << 20)]);
      const parts: BlobPart[] = [
        header,
        ...Array.from({ length: Math.floor(size / block.size) }, () => block),
        block.slice(0, size % block.size),
      ];
      const transfer = new DataTransfer();
      transfer.items.add(new File(parts, 'model.safetensors'));
      return transfer;
    },
    { base64: head.toString('base64'), size: data },
  );
  const size = await dragged.evaluate((transfer: DataTransfer) => transfer.files[0].size);
  expect(size).toBeGreaterThan(40e9);
  const since = Date.now();
  await calculator.dropAll(dragged);
  await expect(calculator.found).toContainText('20,738,');
  const ms = Date.now() - since;
  await expect(calculator.found).toContainText('Weights in safetensors; only the header was read');
  const [worker] = page.workers();
  const held = await worker.evaluate(
    () => (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
  );
  expect(held).toBeLessThan(64e6);
  test.info().annotations.push({ type: 'measured', description: `a file of ${(size / 1e9).toFixed(1)} GB: ${ms} ms` });
  console.log(`a safetensors file of ${(size / 1e9).toFixed(1)} GB: ${ms} ms`);
});

const length2to63 = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x80]);
const { head } = safetensorsHead({ weight: [64, 64] });
const HOSTILE: Record<string, Given> = {
  'a safetensors file cut off in its header': { name: 'cut.safetensors', bytes: head.subarray(0, head.length - 5) },
  'a safetensors file with a header of 2⁶³ bytes': {
    name: 'long.safetensors',
    bytes: Buffer.concat([length2to63, Buffer.from('{"weight":{}}')]),
  },
  'a GGUF file that promises 2⁶³ tensors': {
    name: 'many.gguf',
    bytes: Buffer.concat([Buffer.from('GGUF'), Buffer.from([3, 0, 0, 0]), length2to63, length2to63]),
  },
  'an ONNX file cut in half': { name: 'half.onnx', bytes: onnxOfOpenSizes(8, 8).bytes.subarray(0, 200) },
  'a config.json nested 10,000 deep': text('config.json', `{"model_type":"llama","a":${'['.repeat(10000)}${']'.repeat(10000)}}`),
  'a config.json cut off': text('config.json', '{"model_type":"llama","hidden_size":'),
  zeros: { name: 'zeros.bin', bytes: Buffer.alloc(1 << 20) },
  'nothing at all': { name: 'empty.onnx', bytes: Buffer.alloc(0) },
  'a web page': text('config.json', '<!doctype html><html><body><h1>Sign in</h1></body></html>'),
  'a pickle of PyTorch': {
    name: 'pytorch_model.bin',
    bytes: Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('archive/data.pkl'), Buffer.alloc(100)]),
  },
};

test('a broken or hostile file gets a message, and the page stays responsive', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.typeAll({ 'multiply-adds': '1e9', examples: '5' });
  for (const [what, file] of Object.entries(HOSTILE)) {
    await calculator.drop(file);
    await calculator.type('examples', '5');
    await calculator.expectAnswer('3 × 10¹⁰');
    await expect(calculator.found.locator('.problem.error'), what).toHaveText(/^(This|The file|The text|Petaday) .{20,}\.$/);
    await expect(calculator.useFound, what).toHaveCount(0);
    await expect(calculator.files.getByText('Reading…'), what).toHaveCount(0);
    // The next file is read as if nothing had happened.
    await calculator.drop(config('gpt2'));
    await expect(calculator.found, what).toContainText('124,439,808');
  }
});

test('names of files, and in them, are text on the page, never markup', async ({ calculator, page }) => {
  const attack = '<img src=x onerror="window.attacked=1">';
  const llama = JSON.parse(config('llama-2-7b').bytes.toString());
  await calculator.openCleared();
  await calculator.drop(text(`${attack}.json`, JSON.stringify({ ...llama, _name_or_path: attack })));
  await expect(calculator.found.getByRole('heading')).toHaveText(`${attack}.json`);
  await calculator.useFound.click();
  await expect(calculator.layer(1)).toHaveValue(/^tokens/);
  await calculator.drop(safetensors(`${attack}.safetensors`, { [attack]: [4, 4], '</td><script>attacked=1</script>': [2, 2] }));
  await expect(calculator.found).toContainText(`${attack}.safetensors`);
  await calculator.found.getByText('Layer by layer').click();
  await expect(calculator.found.getByRole('rowheader', { name: attack })).toBeVisible();
  await calculator.drop(text('report.txt', attack));
  await expect(calculator.found.locator('.problem')).toBeVisible();
  await expect(page.locator('body img, main script')).toHaveCount(0);
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
});

test('text that is dragged onto the page is left to the browser', async ({ calculator, page }) => {
  await calculator.openCleared();
  const taken = await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', '1.2M');
    const field = document.querySelector('#field-title')!;
    return ['dragover', 'drop'].map(
      (type) => !field.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })),
    );
  });
  expect(taken).toEqual([false, false]);
  await expect(calculator.files).not.toHaveAttribute('open', '');
});
