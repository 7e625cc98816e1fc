// Chip-hours from the output of Slurm's sacct.
import { expect, test } from './fixtures/test.ts';
import { text } from './fixtures/files.ts';
import type { Calculator } from './fixtures/calculator.ts';

const PLAIN = `4071|pretrain|COMPLETED|86400|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
4072|pretrain|CANCELLED by 1234|3600|billing=512,cpu=512,gres/gpu:a100=64,gres/gpu=64,mem=4T,node=8|8
4073_7|eval|TIMEOUT|1800|billing=8,cpu=8,gres/gpu:a100=1,gres/gpu=1,mem=60G,node=1|1
4074|prepare data|FAILED|60|billing=64,cpu=64,mem=500G,node=1|1
4075|eval|PENDING|0||1
`;

/** The same jobs with other columns, named by a header. */
const WITH_HEADER = `NNodes|AllocTRES|JobName|Elapsed|Partition|JobID|State
8|cpu=512,gres/gpu:a100=64,gres/gpu=64|pretrain|1-00:00:00|gpu|4071|COMPLETED
8|cpu=512,gres/gpu:a100=64,gres/gpu=64|pretrain|01:00:00|gpu|4072|CANCELLED by 1234
1|cpu=8,gres/gpu:a100=1,gres/gpu=1|eval|00:30:00|gpu|4073_7|TIMEOUT
1|cpu=64|prepare data|00:01:00|cpu|4074|FAILED
1||eval|00:00:00|gpu|4075|PENDING
`;

const REQUEUED = `4080|train|NODE_FAIL|3600|gres/gpu:h100=8,gres/gpu=8|1
4080|train|COMPLETED|7200|gres/gpu:h100=8,gres/gpu=8|1
`;

const total = (calculator: Calculator) => calculator.jobs.locator('.total');
const list = (calculator: Calculator) => calculator.jobs.getByRole('group', { name: 'Jobs', exact: true });
const tick = (calculator: Calculator, job: string) => list(calculator).getByRole('checkbox', { name: new RegExp(`^${job} `) });
const use = (calculator: Calculator) => calculator.button('Use in method 2');

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

for (const [how, printed] of [
  ['without a header', PLAIN],
  ['with a header, its columns in another order and times as days-hh:mm:ss', WITH_HEADER],
]) {
  test(`the output of sacct is pasted, and its exact hours go into the form: ${how}`, async ({
    calculator,
    page,
    someoneElse,
  }) => {
    await calculator.openCleared();
    await calculator.pasteJobs(printed);
    // 64 × 24 + 64 × 1 + 1 × 0.5
    await expect(total(calculator)).toHaveText('1,600.5 GPU-hours in 3 ticked jobs');
    await expect(list(calculator).getByRole('row')).toHaveCount(6);
    await expect(list(calculator).getByRole('row', { name: '4071 pretrain' })).toContainText('24 h × 64 a100');
    await expect(list(calculator).getByRole('row', { name: '4071 pretrain' })).toContainText('1,536');
    await expect(tick(calculator, '4074')).toBeDisabled();
    await expect(calculator.jobs).toContainText('1 job had no GPU.');
    await expect(calculator.jobs).toContainText('1 job had not started.');
    await use(calculator).click();
    await expect(calculator.field('chip-hours')).toHaveValue('1,600.5');
    await expect(calculator.field('chip-hours')).toBeFocused();
    await expect(calculator.hardware).toHaveValue(/^NVIDIA A100 SXM 80 GB$/);
    await calculator.chooseFormat('BF16');
    await calculator.type('utilization', '40%');
    // 1,600.5 h × 312e12 × 0.4
    await calculator.expectAnswer('7.19 × 10²⁰');
    await expect(page).toHaveURL(/utilization=40%25|utilization=0\.4/);
    const colleague = await someoneElse();
    await colleague.page.goto(page.url());
    await colleague.expectAnswer('7.19 × 10²⁰');
  });
}

// Leaving a box of the panel must not move what is below, as by a line “Reading…” for a moment: the click that left
// the box would miss its target.
for (const { what, type } of [
  { what: 'after pasting', type: async () => {} },
  {
    what: 'after finding jobs',
    type: async (calculator: Calculator) => {
      await calculator.leaveJobsBox();
      await calculator.page.locator('#job-filter').pressSequentially('pretrain');
      await expect(list(calculator).locator('tbody tr')).toHaveCount(2);
    },
  },
]) {
  test(`the first click ${what} has its effect`, async ({ calculator }) => {
    await calculator.openCleared();
    await calculator.pasteJobs(PLAIN, { leave: false });
    await type(calculator);
    await use(calculator).click();
    await expect(calculator.field('chip-hours')).toHaveValue('1,600.5');
  });
}

test('ticking a job changes the total at once, and the form only by Use', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(PLAIN);
  await tick(calculator, '4072').uncheck();
  await expect(total(calculator)).toHaveText('1,536.5 GPU-hours in 2 ticked jobs, of 1,600.5 in 3');
  await calculator.jobs.getByRole('group', { name: 'State' }).getByRole('checkbox', { name: 'timed out' }).uncheck();
  await expect(total(calculator)).toContainText('1,536 GPU-hours in 1 ticked job');
  await calculator.jobs.getByRole('group', { name: 'Name' }).getByRole('checkbox', { name: 'pretrain' }).check();
  await expect(total(calculator)).toContainText('1,600 GPU-hours in 2 ticked jobs');
  await expect(calculator.field('time')).toHaveValue('');
  await calculator.button('Untick all').click();
  await expect(total(calculator)).toContainText('0 GPU-hours');
  await expect(use(calculator)).toHaveCount(0);
});

// The button “Use in method 2” disappears. The elements after it must not be made anew.
test('Untick all by keyboard keeps the focus', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(PLAIN);
  await calculator.button('Untick all').focus();
  await page.keyboard.press('Enter');
  await expect(total(calculator)).toContainText('0 GPU-hours');
  await expect(calculator.button('Untick all')).toBeFocused();
});

test('of a requeued job every attempt counts, or the last alone', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(REQUEUED);
  await expect(total(calculator)).toHaveText('24 GPU-hours in 2 ticked jobs');
  await calculator.jobs.getByRole('radio', { name: 'Only the last' }).check();
  await expect(total(calculator)).toHaveText('16 GPU-hours in 1 ticked job');
  await calculator.jobs.getByRole('radio', { name: 'Every attempt' }).check();
  await expect(total(calculator)).toHaveText('24 GPU-hours in 2 ticked jobs');
});

test('jobs are found by a part of their name, and only those can be kept', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(PLAIN);
  const find = page.getByLabel('Find jobs by name, number, state or GPU');
  await find.pressSequentially('PRE');
  await expect(list(calculator).locator('tbody tr')).toHaveCount(3);
  await expect(find).toBeFocused();
  await expect(total(calculator)).toContainText('1,600.5 GPU-hours');
  await find.pressSequentially('t');
  await expect(list(calculator).locator('tbody tr')).toHaveCount(2);
  await calculator.leaveJobsBox();
  await calculator.button('Only these').click();
  await expect(total(calculator)).toContainText('1,600 GPU-hours in 2 ticked jobs');
  await find.fill('4073');
  await expect(list(calculator).locator('tbody tr')).toHaveCount(1);
  await expect(tick(calculator, '4073_7')).not.toBeChecked();
  await find.fill('nothing of this name');
  await expect(calculator.jobs).toContainText('No job has “nothing of this name”.');
  await find.fill('');
  await expect(list(calculator).locator('tbody tr')).toHaveCount(5);
});

test('lines that cannot be read are named by their numbers, and the rest is read', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(
    `${PLAIN}4076|eval|COMPLETED|yesterday|gres/gpu=8|1\n4077|eval\n4071.batch|batch|COMPLETED|86400|gres/gpu=64|8\nhello\n`,
  );
  await expect(total(calculator)).toContainText('1,600.5 GPU-hours');
  await expect(calculator.jobs).toContainText('1 line of steps left out');
  await calculator.jobs.getByText('3 lines could not be read').click();
  await expect(calculator.jobs.locator('#jobs-problems li')).toHaveText([
    /^Line 6: “yesterday” is not a time/,
    /^Line 7: it has too few cells/,
    /^Line 9: its cells are not separated/,
  ]);
});

test('a header that lacks what hours need is refused, with the command', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.pasteJobs('JobID|JobName|State|CPUTimeRAW|AllocTRES|NNodes\n1|a|COMPLETED|44236800|cpu=512,gres/gpu=64|8\n');
  await expect(calculator.jobs.locator('.problem.error')).toHaveText(
    /^Line 1: the header has no column ElapsedRaw, .* Run: sacct -X /,
  );
  await expect(total(calculator)).toHaveCount(0);
  await expect(use(calculator)).toHaveCount(0);
});

test('users of a report are ticked, and their hours go into the form once', async ({ calculator }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(
    'Usage reported in TRES Hours\nCluster|Account|Login|Proper Name|TRES Name|Used\nc|lab|||gres/gpu|7638\nc|lab|ann|Ann|gres/gpu|5015\nc|lab|bob|Bob|gres/gpu|2623\n',
  );
  await expect(total(calculator)).toHaveText('7,638 GPU-hours in 2 ticked rows');
  await tick(calculator, 'bob').uncheck();
  await use(calculator).click();
  await expect(calculator.field('chip-hours')).toHaveValue('5,015');
});

test('jobs on two kinds of GPUs become periods, and the answer is their sum', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.pasteJobs(
    '1|a|COMPLETED|360000|gres/gpu:a100=10,gres/gpu=10|2\n2|b|COMPLETED|180000|gres/gpu:h100=10,gres/gpu=10|2\n',
  );
  await expect(calculator.jobs.locator('.kinds li')).toHaveText([
    /^a100: read as NVIDIA A100 .*, 1,000 GPU-hours$/,
    /^h100: read as NVIDIA H100 .*, 500 GPU-hours$/,
  ]);
  await use(calculator).click();
  await expect(calculator.field('fleet')).toHaveValue('1000 chip-hours nvidia-a100-sxm-80gb\n500 chip-hours nvidia-h100-sxm');
  await expect(calculator.field('fleet')).toBeFocused();
  await calculator.type('fleet', '1000 chip-hours nvidia-a100-sxm-80gb bf16\n500 chip-hours nvidia-h100-sxm bf16');
  await calculator.type('utilization', '40%');
  const cells = (row: number) => calculator.periods.getByRole('row').nth(row);
  await expect(cells(1).locator('[data-name="FLOP"]')).toHaveText('4.49 × 10²⁰');
  await expect(cells(2).locator('[data-name="FLOP"]')).toHaveText('7.12 × 10²⁰');
  await expect(cells(3).locator('[data-name="Chip-hours"]')).toHaveText('1,500');
  await expect(cells(3).locator('[data-name="FLOP"]')).toHaveText('1.16 × 10²¹');
  await calculator.expectMethods({ gpuTime: '1.16 × 10²¹' });
  await expect(page).toHaveURL(/fleet=/);
});

test('a file of 100,000 jobs is read, and typing meanwhile changes the answer', async ({ calculator, page }) => {
  await calculator.openCleared();
  await calculator.typeAll({ 'multiply-adds': '1e9', examples: '5' });
  await calculator.expectAnswer('3 × 10¹⁰');
  // The part is loaded before the file is read.
  await calculator.jobs.locator('> summary').click();
  await expect(page.getByLabel('Or paste what it printed')).toBeVisible();
  const dragged = await page.evaluateHandle(() => {
    const line = (job: number) =>
      `${job}|train ${job % 100}|COMPLETED|3600|billing=64,cpu=64,gres/gpu:a100=8,gres/gpu=8,mem=500G,node=1|1\n`;
    const transfer = new DataTransfer();
    transfer.items.add(new File([Array.from({ length: 100_000 }, (_, job) => line(job + 1)).join('')], 'account.txt'));
    return transfer;
  });
  // Types as soon as the page says that it reads, and records which came first.
  const order = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const events: string[] = [];
        const note = (what: string) => events.includes(what) || events.push(what);
        const observer = new MutationObserver(() => {
          const isBusy = !!document.querySelector('#jobs .busy');
          if (isBusy && !events.length) {
            note('reading');
            const field = document.querySelector<HTMLInputElement>('#field-examples')!;
            field.value = '50';
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          }
          if (document.body.innerText.includes('3 × 10¹¹ FLOP')) note('answered');
          if (events.length && !isBusy) note('read');
          if (events.length === 3) resolve(events);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await calculator.dropAll(dragged);
  expect(await order).toEqual(['reading', 'answered', 'read']);
  await expect(total(calculator)).toContainText('800,000 GPU-hours in 100,000 ticked jobs');
  await expect(calculator.jobs).toContainText('1 to 100 of 100,000');
  await expect(list(calculator).locator('tbody tr')).toHaveCount(100);
  await calculator.button('Next →').click();
  await expect(calculator.jobs).toContainText('101 to 200 of 100,000');
  await use(calculator).click();
  await expect(calculator.field('chip-hours')).toHaveValue('800,000');
});

test('names of jobs and of GPUs are text on the page, never markup', async ({ calculator, page }) => {
  const attack = '<img src=x onerror="window.attacked=1">';
  await calculator.openCleared();
  await calculator.drop(
    text(
      'account.txt',
      `1|${attack}|COMPLETED|3600|gres/gpu:<b>9=8,gres/gpu=8|1\n2|${attack}|FAILED|60|gres/gpu=8|1\n3|x|FAILED|${attack}|gres/gpu=8|1\n4|x|FAILED|60|gres/gpu=8|1\n`,
    ),
  );
  await expect(list(calculator).getByRole('row', { name: '1 <img' })).toContainText(attack);
  await expect(calculator.jobs.getByRole('group', { name: 'Name' })).toContainText(attack);
  await calculator.jobs.getByText('1 line could not be read').click();
  await expect(calculator.jobs.locator('#jobs-problems li')).toContainText(`Line 3: “${attack}`);
  await page.getByLabel('Find jobs by name, number, state or GPU').fill(`${attack}?`);
  await expect(calculator.jobs).toContainText(`No job has “${attack}?”.`);
  await expect(page.locator('body img, #jobs b')).toHaveCount(0);
  expect(await page.evaluate(() => 'attacked' in window)).toBe(false);
});
