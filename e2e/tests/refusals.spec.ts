import { expect, test } from './fixtures/test.ts';
import { ALEXNET, LLAMA } from './fixtures/links.ts';

// Invalid texts, field by field, and the message of the field.
const COUNT: [string, string][] = [
  ['1e', 'Nothing follows the e in “1e”: type the power of ten, such as 1e24.'],
  ['1.5e 24', 'type the power of ten, such as 1e24.'],
  ['1,5', 'A comma separates thousands in groups of three, as in 1,000,000. If “1,5” has a decimal comma, type 1.5.'],
  ['10,0000', 'groups of three'],
  ['1 0000', 'type one number, such as 1.5e24'],
  ['1_0', 'is not grouped in threes: type 1000000, 1 000 000 or 1,000,000.'],
  ['1.000.000', 'if they separate thousands, type 1,000,000.'],
  ['-5', 'A negative number makes no sense here: type a positive one.'],
  ['−5', 'A negative number makes no sense here: type a positive one.'],
  ['0', 'Zero makes no sense here: type a positive number, or leave the field empty.'],
  ['0 to 5', 'Zero makes no sense here'],
  ['6 to 5', 'The range runs backwards: 6 is more than 5. Type the smaller end first'],
  ['6..5', 'The range runs backwards'],
  ['1 to 2 to 3', 'A range has two ends, with to, .. or – between them: type it as 5 to 6.'],
  ['5 */ 0.5', 'a plain factor of at least 1 after it, such as */ 1.5.'],
  ['5 parsecs', '“parsecs” is not a unit for this field: type k, M, B or T'],
  ['5%', 'A percentage makes no sense here: type the number itself.'],
  ['many', 'A number is missing before “many”: type one, such as 1.5e24, 300k or 2 billion.'],
  ['inf', 'A number is missing before “inf”'],
  ['Infinity', 'A number is missing before “Infinity”'],
  ['NaN', 'A number is missing before “NaN”'],
  ['1e999', 'larger than this calculator can hold (1.8e308): check the exponent.'],
  ['1e-999', 'too close to zero to hold (below 2.2e-308): check the exponent.'],
  ['2 3', 'type one number, such as 1.5e24'],
  ['1.5 × 1024', 'Copying from a PDF loses a raised exponent'],
  ['2^20', 'Only powers of ten are read'],
  ['5 ~ 6', 'Leave out “~”; if the figure is uncertain, type a range, such as 5 to 6.'],
  ['$5', '“$” is not part of a number: type digits'],
  ['🙂', 'A number is missing before “🙂”: type one'],
  ['9'.repeat(1001), 'More than 1,000 characters: type one number or range, such as 1.5e24, 300k or 2 billion.'],
];

const FIELDS: { key: string; good: string; texts: [string, string][] }[] = [
  { key: 'examples', good: '1.2M', texts: COUNT },
  {
    key: 'multiply-adds',
    good: '0.75e9',
    texts: [
      ['1.5 GFLOP', 'choose FLOP'],
      ['-1', 'A negative number makes no sense here'],
      ['1e', 'Nothing follows the e'],
    ],
  },
  {
    key: 'epochs',
    good: '90',
    texts: [
      ['0', 'Zero makes no sense here'],
      ['90 days', 'is not a unit for this field'],
    ],
  },
  {
    key: 'backward',
    good: '',
    texts: [
      ['-1', 'A negative number'],
      ['2k', 'type a plain number, such as 2'],
      ['1,5', 'type 1.5.'],
    ],
  },
  {
    key: 'timesteps',
    good: '',
    texts: [
      ['0', 'or leave the field empty.'],
      ['many', 'A number is missing before “many”'],
    ],
  },
  {
    key: 'runs',
    good: '',
    texts: [
      ['0', 'or leave the field empty.'],
      ['1e', 'Nothing follows the e'],
    ],
  },
  {
    key: 'time',
    good: '5.5d',
    texts: [
      ['3m', 'type min or mo'],
      ['3B', 'type s, min, h, d, w, mo or y'],
      ['200 GPU-hours', 'chip-hours'],
      ['5,5 d', 'If “5,5” has a decimal comma, type 5.5.'],
    ],
  },
  {
    key: 'chips',
    good: '2',
    texts: [
      ['0', 'Zero makes no sense here'],
      ['-2', 'A negative number makes no sense here'],
    ],
  },
  {
    key: 'utilization',
    good: '33%',
    texts: [
      ['1.2', 'A utilization is at most 1, all of the peak: for a percentage type 1.2%.'],
      ['33', 'for a percentage type 33%.'],
      ['140%', 'A utilization is at most 100%, all of the peak: type a smaller share, such as 40%.'],
      ['90% */ 2', 'at most 100%'],
      ['0', 'Zero makes no sense here'],
    ],
  },
];

for (const { key, good, texts } of FIELDS) {
  test(`${texts.length} texts typed into ${key} that are no ${key} each say what to type instead, and do no harm`, async ({
    calculator,
  }) => {
    await calculator.open(ALEXNET);
    const method = key === 'time' || key === 'chips' || key === 'utilization' ? calculator.gpuTime : calculator.operations;
    const figure = method === calculator.gpuTime ? '= 4.96 × 10¹⁷ FLOP' : '= 4.86 × 10¹⁷ FLOP';
    for (const [text, message] of texts) {
      await test.step(text.slice(0, 20), async () => {
        if (text.length > 50) await calculator.field(key).fill(text);
        else await calculator.type(key, text);
        await calculator.expectRefused(key, message, text);
        await expect(method).toContainText('= … FLOP');
        await calculator.expectOnlyNumbers();
        await calculator.field(key).fill(good);
        await expect(calculator.field(key)).toHaveAttribute('aria-invalid', 'false');
        await expect(method).toContainText(figure);
      });
    }
  });
}

test('a bad peak, bad chip-hours and a bad FLOP say what to type instead', async ({ calculator }) => {
  await calculator.open('v=1&forward=1e9&examples=5&chip-hours=1&peak=1e12&utilization=0.5');
  for (const [key, text, message] of [
    ['peak', '312 TFLOP', 'per second'],
    ['peak', '312 km/h', 'type GFLOP/s, TFLOP/s or PFLOP/s'],
    ['chip-hours', '1 000 node-hours', 'not nodes'],
    ['chip-hours', '5 d 12 h', 'type one number'],
    ['forward', '312 TFLOP/s', 'this is a speed'],
    ['forward', '11 GMACs', 'choose multiply-adds'],
  ]) {
    await calculator.type(key, text);
    await calculator.expectRefused(key, message, text);
    await calculator.expectOnlyNumbers();
    await calculator.type(key, '1');
    await expect(calculator.field(key)).toHaveAttribute('aria-invalid', 'false');
  }
});

test('while one field is wrong the other method still gives the answer', async ({ calculator }) => {
  await calculator.open(ALEXNET);
  await calculator.type('examples', '1,5');
  await calculator.expectAnswer('4.96 × 10¹⁷');
  await expect(calculator.answer.locator('.method')).toHaveText(/^GPU time/);
  await calculator.type('chips', '0');
  await calculator.expectNoAnswer();
  const list = calculator.answer.getByRole('listitem');
  await expect(list.filter({ hasText: 'examples: A comma separates thousands' })).toBeVisible();
  await list.filter({ hasText: 'chips: Zero makes no sense here' }).getByRole('button').click();
  await expect(calculator.field('chips')).toBeFocused();
});

test('a slip in one method is named beside the figure of the other, and in the bar over the form', async ({
  calculator,
  page,
}) => {
  await calculator.open('v=1&parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&peak=312e12&utilization=0.4');
  await page.setViewportSize({ width: 390, height: 600 });
  await calculator.type('tokens', '1.4TT');
  const bar = page.getByRole('button', { name: 'pfs-days' });
  await expect(bar).toContainText('without counting operations');
  await expect(calculator.answer).toContainText('Counting operations has no figure.');
  await expect(calculator.spoken).toContainText('Without counting operations: Training tokens cannot be used as typed.');
  await calculator.answer.getByRole('button', { name: 'Training tokens' }).click();
  await expect(calculator.field('tokens')).toBeFocused();
  await calculator.type('tokens', '1.4T');
  await expect(calculator.answer).not.toContainText('has no figure');
  await expect(bar).not.toContainText('without');
});

test('numbers whose product overflows give a message and no figure', async ({ calculator }) => {
  await calculator.open(LLAMA);
  for (const [parameters, tokens] of [
    ['1e300', '1e300'],
    ['1e-300', '1e-300'],
  ]) {
    await calculator.typeAll({ parameters, tokens });
    await calculator.expectNoAnswer();
    await expect(calculator.answer).toContainText('The product is larger, or closer to zero, than this calculator can hold');
    await calculator.expectOnlyNumbers();
  }
  await calculator.typeAll({ parameters: '70B', tokens: '2T' });
  await calculator.expectAnswer('8.4 × 10²³');
});
