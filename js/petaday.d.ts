// Types of petaday.js. docs/javascript.md says how it is used.

/** The program: its bytes, its address, a response with it, or the compiled module. */
export type Program = BufferSource | WebAssembly.Module | URL | string | Response | Promise<Response>;

/**
 * Loads the program, petaday.wasm from beside this file unless it is given. The other functions throw before it is here.
 */
export default function init(program?: Program): Promise<void>;

/** Returns the figures of a link, or of its fragment from `v=1` on. Without a figure, `problems` says why. */
export function estimate(fragment: string): Estimate;

/** Counts the parameters and multiply-adds of a model file. Without a count, `problems` says why. */
export function count(bytes: BufferSource | string, options?: CountOptions): Count;

/** Returns the report of a link as text. Throws if there is no such format, or no figure yet. */
export function report(format: Format, fragment: string, options?: ReportOptions): string;

/** Returns the fields that a passage of a paper fills in. */
export function read(passage: string): Passage;

/** Spells the canonical link of fields. Throws if a key is not known. */
export function link(fields: Fields): string;

/** Keys of a link, such as `tokens` or `2.tokens`, with what one would type. */
export type Fields = { readonly [key: string]: string | number | bigint | null | undefined };

export interface CountOptions {
  /** Tokens of a sequence, in place of the file’s own. */
  sequence?: number | null;
  /** Attention over the full square, as by default, or causal. */
  attention?: 'full' | 'causal' | null;
  /** Sizes of the first input, batch first: `[1, 3, 224, 224]` or `'1x3x224x224'`. */
  input?: readonly number[] | string | null;
  /** Sizes that an ONNX file leaves open, by name. */
  sizes?: { readonly [name: string]: number } | null;
  /** The name of the file. It decides only if the contents leave a doubt. */
  name?: string | null;
}

export interface ReportOptions {
  /** Whether the report says where each input comes from. */
  provenance?: boolean;
}

export interface Count {
  /** The kind of file: `hf-config`, `onnx`, … */
  source: string | null;
  name: string | null;
  model: string | null;
  parameters: number | null;
  active_parameters: number | null;
  forward_multiply_adds: number | null;
  forward_flop: number | null;
  per: string | null;
  sequence: number | null;
  /** The fields that the file fills in, by the keys of a link. */
  fields: Record<string, string>;
  layers: { name: string; kind: string; parameters: number; multiply_adds: number }[];
  notes: string[];
  problems: { key: string; severity: 'warning' | 'error'; message: string }[];
}

export interface Passage {
  /** The link of the draft that the fields make. */
  link: string;
  fields: PassageField[];
  /** Amounts that no field takes. */
  unused: { start: number; end: number; phrase: string; why: string }[];
  questions: {
    stage: number;
    key: string;
    message: string;
    choices: { text: string; phrase: string; start: number; end: number }[];
  }[];
  /** Sentences on figures that do not fit together. */
  problems: string[];
  /** The recipe of reinforcement learning that the passage gives numbers of. */
  recipe?: {
    /** Its name in links. */
    method: 'grpo' | 'ppo';
    /** The fragment that opens it with these numbers. */
    link: string;
    given: { input: string; text: string; start: number; end: number; phrase: string }[];
    missing: string[];
    message: string;
    /** What the passage leaves open, and the fragment that opens the recipe with each answer. */
    question?: { message: string; choices: { text: string; link: string }[] };
  };
}

export interface PassageField {
  stage: number;
  key: string;
  /** What goes into the field. */
  text: string;
  /** What it is read as, in base units; a slug or a name. */
  value: number | string;
  low?: number;
  high?: number;
  /** Whether a utilization is of the operations that the hardware did. */
  hfu?: true;
  /** Where the phrase stands, in characters: `[...passage].slice(start, end)`. */
  start: number;
  end: number;
  phrase: string;
  rule: string;
}

// Below: made by scripts/types.mjs, of docs/estimate.schema.json and src/report/format/entry.rs.

/** The names of reports. */
export type Format =
  | 'sentence'
  | 'latex-footnote'
  | 'neurips'
  | 'acl'
  | 'paragraph'
  | 'latex'
  | 'bibtex'
  | 'icml'
  | 'markdown'
  | 'epoch'
  | 'eu-form'
  | 'eu'
  | 'fmti'
  | 'allocation'
  | 'inference'
  | 'csv'
  | 'json'
  | 'cyclonedx'
  | 'spdx';

/** The figures of a link. */
export interface Estimate {
  title: string | null;
  date: string | null;
  /** Of Petaday. */
  version: string;
  data: {
    /** The edition of the tables that the link was made with. */
    link: string | null;
    /** The edition of this program’s tables. */
    program: string;
    /** The edition that the figures are computed with: the link’s, where the program knows it. */
    used: string;
  };
  /** What opens the estimate: an address, or its fragment alone. */
  link: string;
  /** Training compute: the sum of all stages. */
  flop: Figure | null;
  /** The same in petaFLOP/s-days of 8.64e19 FLOP. */
  pfs_days: Figure | null;
  basis: Basis | null;
  /** √(high / low): how many times the median the upper end is, and the median the lower end, where these are the same; null without a range. */
  range_factor: number | null;
  uncertainty: string | null;
  /** Inputs that the range comes from, the largest share first. */
  widths: Width[];
  operations: Operations | null;
  gpu_time: GpuTime | null;
  /** Both methods, averaged in the logarithm. */
  combined: Figure | null;
  chip_hours: Figure | null;
  agreement: Agreement | null;
  /** The sum without the base model, where there is one. */
  without_base: Amount | null;
  /** The stages beside a base model. */
  modification: {
    flop: Figure;
    /** Over the compute of the base model; null where that is not known. */
    of_base: Figure | null;
  } | null;
  energy: Energy | null;
  solved: Solved[];
  stages: Stage[];
  /** Every item of the ledger. */
  scope: Scope[];
  /** The least first; empty without a figure. */
  thresholds: Threshold[];
  conventions: {
    multiply_add_flop: 2;
    recomputation_counted: false;
    formats_weighted: false;
    pfs_day_flop: 86400000000000000000;
    interval: 0.9;
    /** What this estimate takes for granted, in sentences. */
    assumptions: string[];
  };
  problems: Problem[];
}

export interface Figure {
  /** 5th percentile */
  low: number;
  /** 50th percentile */
  median: number;
  /** 95th percentile */
  high: number;
}

export interface Amount {
  flop: Figure;
  pfs_days: Figure;
}

export type Basis = 'operations' | 'gpu-time' | 'combined' | 'given' | 'mixed';

export interface Operations {
  flop: Figure;
  /** FLOP of a forward pass; null of stages that differ. */
  forward_flop: Figure | null;
}

export interface GpuTime {
  flop: Figure;
  chip_hours: Figure;
  /** Of one chip; of several periods the mean by chip-hours; null of stages that differ. */
  peak_flop_per_s: Figure | null;
}

export interface Agreement {
  /** Operations over GPU time; null without a utilization. */
  ratio: number | null;
  /** Operations over what the hardware does at its peak. */
  implied_utilization: number;
  /** Whether the 90% ranges of both methods allow for their difference; null unless both have one. */
  compatible: boolean | null;
}

export interface Energy {
  kwh: Figure | null;
  kg_co2e: Figure | null;
  cost: Figure | null;
  currency: string | null;
  chip_power_w: Figure | null;
  chip_power: 'typed' | 'design' | null;
  host_included: boolean;
  pue_included: boolean;
}

export interface Solved {
  /** Which factor was left empty. */
  key: 'time' | 'chips' | 'chip-hours' | 'peak' | 'utilization';
  stage: number;
  low: number;
  median: number;
  high: number;
  /** What to put into the field. */
  text: string;
  message: string;
}

export interface Input {
  /** As in a link, docs/permalink.md */
  key: string;
  /** catalog: from the table of chips; usual: what holds where nothing is typed. */
  origin: 'typed' | 'catalog' | 'usual' | 'recommended' | 'published' | 'file' | 'solved';
  typed: string | null;
  /** As read, in words; null where it cannot be. */
  read: string | null;
  value: Figure | null;
  unit: string | null;
}

export interface Period {
  typed: string;
  time_s: Figure | null;
  chips: Figure | null;
  hardware: string | null;
  format: 'fp64' | 'fp32' | 'tf32' | 'fp16' | 'bf16' | 'fp8' | 'fp4' | 'int8' | null;
  peak_flop_per_s: Figure | null;
  utilization: Figure | null;
  chip_hours: Figure | null;
  flop: Figure | null;
  problem: string | null;
}

export interface Stage {
  number: number;
  /** As typed; may be empty. */
  name: string;
  /** base: the model that the others started from; unknown-base: that model, of whose compute nothing is known, which is in no sum. */
  role: 'training' | 'base' | 'unknown-base';
  /** How often it was run; null where that cannot be read. */
  runs: Figure | null;
  /** All runs. */
  flop: Figure | null;
  pfs_days: Figure | null;
  basis: Basis | null;
  range_factor: number | null;
  /** FLOP of one run as published, in place of both methods. */
  given: Figure | null;
  operations: Operations | null;
  gpu_time: GpuTime | null;
  combined: Figure | null;
  chip_hours: Figure | null;
  agreement: Agreement | null;
  energy: Energy | null;
  /** In the order of links. */
  inputs: Input[];
  periods: Period[];
  note: string | null;
}

export interface Width {
  key: string;
  stage: number;
  /** Of the variance of the logarithm of flop. */
  share: number;
}

export interface Scope {
  item:
    | 'synthetic-data'
    | 'public-synthetic-data'
    | 'base-model'
    | 'merged-models'
    | 'teacher-models'
    | 'reward-models'
    | 'failed-runs'
    | 'evaluation'
    | 'recomputation';
  /** Null: nothing is said of it. */
  state: 'in' | 'out' | 'none' | null;
  /** Whether that follows from the stages, or from how Petaday counts. */
  implied: boolean;
  typed: string | null;
  flop: Figure | null;
  note: string | null;
  /** Of the guidelines C(2025) 7719, annex A.1. */
  point: 120 | 121 | 122;
}

export interface Threshold {
  slug: string;
  flop: number;
  name: string;
  /** Whether the law asks something at flop itself, or only above it. */
  begins: 'at-least' | 'more-than';
  /** Whether it applied when the table was checked. */
  standing: string;
  /** flop of the estimate, median, over the threshold. Where lacks_base, of what is known alone: the cumulative figure is more, and only a ratio above 1, or of 1 where it begins at-least, tells anything. */
  ratio: number;
  /** Of the distribution of flop; null without a range, and where lacks_base. */
  share_above: number | null;
  /** Where it is disputed whether a base model counts. */
  ratio_without_base: number | null;
  share_above_without_base: number | null;
  /** Whether a base model of which nothing is known is missing from the estimate: whether the model is above can then only be told if the rest is. */
  lacks_base: boolean;
}

export interface Problem {
  key: string;
  severity: 'note' | 'warning' | 'question' | 'error';
  message: string;
  /** Changes of the fields, each of which would mend the problem or answer its question. An empty text empties its field. */
  choices?: {
    label: string;
    fields: Record<string, string>;
  }[];
}
