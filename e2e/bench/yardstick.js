// The calculator's job in plain JavaScript, by which its keystrokes are measured: as many fields, each with an echo;
// numbers and ranges are read, multiplied, summed over stages, and written. `#stages=3` has three stages with ranges,
// `#rows` a network row by row.
const PFS_DAY = 8.64e19;
const DRAWS = 8192;

const FIELDS = [
  { key: 'title', label: 'Title', hint: 'What the estimate is of', into: 'title', text: 'AlexNet' },
  {
    key: 'multiply-adds',
    label: 'Multiply-adds of one forward pass',
    hint: 'For one example',
    into: 'operations',
    text: '0.75e9',
    unit: 'multiply-adds',
  },
  {
    key: 'backward',
    label: 'Backward pass over forward pass',
    hint: 'Usually 2',
    into: 'operations',
    text: '2',
    unit: 'backward',
  },
  { key: 'examples', label: 'Training examples', hint: 'In the data set', into: 'operations', text: '1.2M', unit: 'examples' },
  { key: 'epochs', label: 'Epochs', hint: 'Passes over the data set', into: 'operations', text: '90', unit: 'epochs' },
  { key: 'timesteps', label: 'Time steps', hint: 'Of one example', into: 'operations', text: '1', unit: 'steps' },
  { key: 'runs', label: 'Runs', hint: 'How many times it was run', into: 'operations', text: '1', unit: 'runs' },
  { key: 'time', label: 'Training time', hint: 'In days', into: 'gpu-time', text: '5.5', unit: 'days' },
  { key: 'chips', label: 'Chips', hint: 'Used at once', into: 'gpu-time', text: '2', unit: 'chips' },
  { key: 'hardware', label: 'Hardware', hint: 'Its name', into: 'gpu-time', text: 'NVIDIA GeForce GTX 580' },
  { key: 'peak', label: 'Peak', hint: 'FLOP/s of one chip', into: 'gpu-time', text: '1.58e12', unit: 'FLOP/s' },
  { key: 'utilization', label: 'Utilization', hint: 'Share of the peak', into: 'gpu-time', text: '0.33', unit: 'utilization' },
];

// DeepSeek-V3, in as many rows as the calculator shows. A row's multiply-adds are the product of its numbers.
const ATTENTION = 'mla(7168,1536,512,128,64)';
const NETWORK = [
  ['1', 'tokens(4096)'],
  ['1', 'embed(129280,7168)'],
  ...['3', '58'].flatMap((times) =>
    ['residual(1)', 'rms(7168)', ATTENTION, 'residual(1)', 'rms(7168)', 'gated(7168,18432)', 'add(1)'].map((layer) => [
      times,
      layer,
    ]),
  ),
  ['1', 'rms(7168)'],
  ['1', 'head(7168,129280)'],
];

const byId = (id) => document.getElementById(id);
const settings = new URLSearchParams(location.hash.slice(1));
const inputs = new Map();
const echoes = new Map();
const problems = new Map();
const stages = Array.from({ length: Number(settings.get('stages') ?? 1) }, () =>
  Object.fromEntries(FIELDS.map(({ key, text }) => [key, text])),
);
const rows = settings.has('rows') ? NETWORK.map((row) => [...row]) : [];
const rowTexts = [];

function show(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const SUFFIXES = { '': 1, D: 1, K: 1e3, M: 1e6, B: 1e9, T: 1e12, '%': 0.01 };

function readNumber(text) {
  const found = /^\s*([\d,_]*\.?\d+(?:e[+-]?\d+)?)\s*([dKMBT%]?)\s*$/i.exec(text);
  return found ? Number(found[1].replace(/[,_]/g, '')) * SUFFIXES[found[2].toUpperCase()] : NaN;
}

/** Reads a number or a range. A range is the 90% interval of a lognormal. */
function read(text) {
  const ends = text.split(/\s+to\s+|\.\./).map(readNumber);
  const low = ends[0];
  const high = ends.at(-1);
  if (ends.length > 2 || !(low > 0) || !(high >= low)) return null;
  return { median: Math.sqrt(low * high), width: Math.log(high / low) / (2 * 1.6448536269514722) };
}

function times(factors) {
  if (factors.includes(null)) return null;
  return {
    median: factors.reduce((product, factor) => product * factor.median, 1),
    width: Math.hypot(...factors.map((factor) => factor.width)),
  };
}

const exactly = (median) => ({ median, width: 0 });

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function write(number) {
  if (number >= 0.001 && number < 1e6) return String(Number(number.toPrecision(3)));
  const [digits, exponent] = number.toExponential(2).split('e');
  const sign = exponent.startsWith('-') ? '⁻' : '';
  return `${Number(digits)} × 10${sign}${[...exponent.slice(1)].map((digit) => SUPERSCRIPTS[digit]).join('')}`;
}

const ends = ({ median, width }) => [
  median * Math.exp(-1.6448536269514722 * width),
  median * Math.exp(1.6448536269514722 * width),
];

// Normal draws, the same for every sum.
let seed = 1;
const random = () => {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
};
const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
const normals = stages.map(() => Float64Array.from({ length: stages.length > 1 ? DRAWS : 0 }, normal));

/** Returns the median of a sum of stages, and its 90% range. */
function sum(terms) {
  if (terms.length === 1) return { median: terms[0].median, range: terms[0].width > 0 ? ends(terms[0]) : null };
  if (terms.every((term) => term.width === 0)) {
    return { median: terms.reduce((total, term) => total + term.median, 0), range: null };
  }
  const draws = new Float64Array(DRAWS);
  terms.forEach(({ median, width }, stage) => {
    for (let index = 0; index < DRAWS; index += 1) draws[index] += median * Math.exp(width * normals[stage][index]);
  });
  draws.sort();
  const at = (share) => draws[Math.round(share * (DRAWS - 1))];
  return { median: at(0.5), range: [at(0.05), at(0.95)] };
}

function methodsOf(stage, network) {
  const value = (key) => read(stage[key]);
  const forward = network === null ? value('multiply-adds') : exactly(network);
  const backward = value('backward');
  return {
    operations: times([
      exactly(2),
      forward,
      backward && exactly(1 + backward.median),
      value('examples'),
      value('epochs'),
      value('timesteps'),
      value('runs'),
    ]),
    gpuTime: times([exactly(86400), value('time'), value('chips'), value('peak'), value('utilization')]),
    hours: times([exactly(24), value('time'), value('chips')]),
  };
}

/** Writes each row's counts, and returns the multiply-adds of all. */
function countRows() {
  let total = 0;
  rows.forEach(([repeats, layer], index) => {
    const sizes = (layer.match(/[\d.]+/g) ?? []).map(Number);
    const parameters = Number(repeats) * sizes.reduce((product, size) => product * size, 1);
    total += parameters;
    show(rowTexts[index].parameters, write(parameters));
    show(rowTexts[index].multiplyAdds, write(parameters * 4096));
  });
  return total;
}

function update() {
  const network = rows.length > 0 ? countRows() : null;
  for (const { key, unit } of FIELDS) {
    const value = unit ? read(stages[0][key]) : null;
    show(
      echoes.get(key),
      value ? `= ${write(value.median)}${value.width > 0 ? `, 90% range ${ends(value).map(write).join(' to ')}` : ''}` : '',
    );
    show(problems.get(key), value || !unit ? '' : 'Not a number');
  }
  const factors = (into) =>
    FIELDS.filter((field) => field.into === into && field.unit)
      .map(({ key, unit }) => `${write(read(stages[0][key])?.median ?? NaN)} ${unit}`)
      .join(' × ');
  show(byId('operations-formula'), `2 × ${factors('operations')}`);
  show(byId('gpu-time-formula'), factors('gpu-time'));
  const all = stages.map((stage) => methodsOf(stage, network));
  const [{ operations, gpuTime, hours }] = all;
  show(byId('operations'), operations ? write(operations.median) : '…');
  show(byId('gpu-time'), gpuTime ? write(gpuTime.median) : '…');
  const terms = all.map((methods) => methods.operations ?? methods.gpuTime);
  if (terms.includes(null)) {
    for (const id of ['flop', 'pfs-days', 'hours', 'range', 'agreement']) show(byId(id), '–');
    return;
  }
  const { median, range } = sum(terms);
  show(byId('flop'), write(median));
  show(byId('pfs-days'), write(median / PFS_DAY));
  show(byId('hours'), hours ? `· ${write(hours.median)} chip-hours` : '');
  show(byId('range'), range ? `90% range ${range.map(write).join(' to ')} FLOP` : '');
  const ratio = operations && gpuTime ? operations.median / gpuTime.median : NaN;
  show(byId('agreement'), ratio > 0 ? `Operations over GPU time is ${write(ratio)}.` : '');
  if (stages.length > 1)
    terms.forEach((term, index) => show(byId('stages').children[index], `Stage ${index + 1}: ${write(term.median)}`));
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

for (const { key, label, hint, into, text } of FIELDS) {
  const field = element('div', { className: 'field' });
  const input = element('input', { id: `field-${key}`, autocomplete: 'off', value: text });
  input.addEventListener('input', () => {
    stages[0][key] = input.value;
    update();
  });
  inputs.set(key, input);
  echoes.set(key, element('p', { className: 'echo' }));
  problems.set(key, element('p', { className: 'problem' }));
  field.append(
    element('label', { htmlFor: input.id, textContent: label }),
    element('p', { className: 'hint', textContent: hint }),
    input,
    echoes.get(key),
    problems.get(key),
  );
  byId(into === 'title' ? 'title' : `${into}-fields`).append(field);
}

rows.forEach((row, index) => {
  const cells = row.map((text, column) => {
    const input = element('input', { value: text, id: column === 1 ? `layer-${index}` : '' });
    input.addEventListener('input', () => {
      row[column] = input.value;
      update();
    });
    const cell = document.createElement('td');
    cell.append(input);
    return cell;
  });
  rowTexts.push({ parameters: document.createElement('td'), multiplyAdds: document.createElement('td') });
  const line = document.createElement('tr');
  line.append(...cells, rowTexts[index].parameters, rowTexts[index].multiplyAdds);
  byId('rows').tBodies[0].append(line);
});
byId('rows').hidden = rows.length === 0;

if (stages.length > 1) {
  stages.forEach((stage, index) => {
    stage.examples = `${index + 1}M to ${index + 2}M`;
    byId('stages').append(document.createElement('li'));
  });
  inputs.get('examples').value = stages[0].examples;
}

update();
