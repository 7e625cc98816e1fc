// The acts of a person on the page, and the texts there. A failure says both.
import { expect } from '@playwright/test';
import type { Document, Driver } from './drivers/driver.ts';

/** Finds the first visible element of a selector, with this text if one is given, and scrolls to it. Waits until it stands still. */
async function find(selector: string, saying?: string) {
  const says = ({ textContent }: Element) => saying === undefined || textContent!.replace(/\s+/g, ' ').trim() === saying;
  const found = [...document.querySelectorAll(selector)].find((element) => element.checkVisibility() && says(element));
  for (let before = NaN, now = 0; found && before !== now; ) {
    found.scrollIntoView({ block: 'center', behavior: 'instant' });
    before = found.getBoundingClientRect().top;
    await new Promise((resolve) => setTimeout(resolve, 100));
    now = found.getBoundingClientRect().top;
  }
  return found;
}

/**
 * Returns the visible text in the elements of a selector, and what is typed or chosen in their fields. Not innerText,
 * whose spaces differ from engine to engine, nor what is for screen readers alone, which is announced a moment later.
 */
function textIn(selector: string) {
  const words: string[] = [];
  for (const element of document.querySelectorAll(selector)) {
    const nodes = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = nodes.currentNode as Node | null; node; node = nodes.nextNode()) {
      if (node instanceof Text) {
        const parent = node.parentElement!;
        if (parent.closest('option, .visually-hidden') || !parent.checkVisibility()) continue;
        // Chromium calls the hidden names in a picture visible.
        if (parent instanceof SVGElement && parent.getBoundingClientRect().width === 0) continue;
        words.push(node.data.replace(/\s+/g, ' ').trim());
      } else if (node instanceof HTMLInputElement && ['radio', 'checkbox'].includes(node.type)) {
        if (node.checked) words.push('[x]');
      } else if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement) {
        if (node.value && node.checkVisibility()) words.push(`[${node.value}]`);
      }
    }
  }
  return words.filter((word) => word !== '').join('\n');
}

/** Says what is still being loaded, counted or drawn, or nothing. */
function unfinished() {
  const seen = [...document.querySelectorAll<HTMLElement>('main .busy, main details[open] .drawn')];
  return seen
    .filter((element) => element.checkVisibility())
    .filter((element) => element.matches('.busy') || !element.innerText.trim())
    .map(
      (element) => element.innerText.trim() || `nothing in “${element.closest('details')!.querySelector('summary')!.innerText}”`,
    )
    .join(', ');
}

const CLOSED = 'main details:not([open]) > summary';

/** Returns the topic of the first closed section. */
function nextClosed(selector: string) {
  const next = [...document.querySelectorAll<HTMLElement>(selector)].find((line) => line.checkVisibility());
  return next?.innerText.split('\n')[0].trim();
}

const countOpened = () => document.querySelectorAll('main details[open]').length;

export class Visitor {
  private readonly did: string[] = [];

  constructor(readonly driver: Driver) {}

  /** What was done so far, in a sentence. */
  get story() {
    return `In ${this.driver.name}, a person did this: ${this.did.join('; ')}.`;
  }

  /** Does something that a failure tells of. */
  async do<Result>(what: string, action: () => Promise<Result>) {
    this.did.push(what);
    try {
      return await action();
    } catch (error) {
      throw new Error(`${this.story} It failed: ${error instanceof Error ? error.message : error}`);
    }
  }

  /** Opens an address as in a new tab. A fragment alone would not load the page anew. */
  open(address: string) {
    return this.do(`opened ${address}`, async () => {
      await this.driver.go('about:blank');
      await this.driver.go(address);
    });
  }

  reload() {
    return this.do('reloaded the page', () => this.driver.reload());
  }

  back() {
    return this.do('went back', () => this.driver.back());
  }

  /** Presses an element once it is there. */
  press(selector: string, saying?: string) {
    return this.do(`pressed ${saying ? `“${saying}”` : selector}`, () =>
      expect(() => this.driver.click(find, selector, saying)).toPass({ timeout: 20_000 }),
    );
  }

  /** Replaces the text in a field. */
  async write(selector: string, text: string) {
    await this.press(selector);
    await this.do(`typed ${text}`, async () => {
      await this.driver.run((selector: string) => document.querySelector<HTMLInputElement>(selector)!.select(), selector);
      await this.driver.type(text);
    });
  }

  /** Returns the text to be seen in the elements of a selector, each piece on a line. */
  text(selector: string, inside: Document = this.driver) {
    return inside.run(textIn, selector);
  }

  /** Waits until the elements of a selector say something. */
  async read(selector: string, expected: string | RegExp, inside?: Document) {
    const line = async () => (await this.text(selector, inside)).replaceAll('\n', ' ');
    const shown = expect.poll(line, `${this.story} They look at ${selector}`);
    await (typeof expected === 'string' ? shown.toContain(expected) : shown.toMatch(expected));
  }

  /** Waits until something holds in the page. */
  until(what: string, holds: () => boolean) {
    return expect.poll(() => this.driver.run(holds), `${this.story} They wait until ${what}`).toBe(true);
  }

  async waitUntilDrawn() {
    await expect.poll(() => this.driver.run(unfinished), `${this.story} They see what is not there yet`).toBe('');
  }

  /** Opens every section, those in others too, and returns their headings. */
  async openAll() {
    const opened: string[] = [];
    for (let line = await this.driver.run(nextClosed, CLOSED); line; line = await this.driver.run(nextClosed, CLOSED)) {
      opened.push(line);
      await this.do(`opened “${line}”`, () => this.openFirst(opened.length));
      await this.waitUntilDrawn();
    }
    return opened;
  }

  /** Opens the first closed section. Presses again where the page moved under the mouse. */
  private openFirst(opened: number) {
    return expect(async () => {
      if ((await this.driver.run(countOpened)) < opened) await this.driver.click(find, CLOSED);
      expect(await this.driver.run(countOpened), 'the sections that are open').toBe(opened);
    }).toPass({ timeout: 20_000 });
  }
}
