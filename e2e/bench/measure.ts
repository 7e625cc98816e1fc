// Work and times of single keystrokes, as the browser counts them.
import type { CDPSession, Page } from '@playwright/test';

/** How many times slower the processor is made. */
export const SLOWER = 4;

/** The pause after a key, in milliseconds. It is shorter than those after which the page says that typing rests. */
const BETWEEN_KEYS_MS = 60;

/** The pause after the last key, in which the page does what waits until typing rests. */
const REST_MS = 1000;

/** Milliseconds of the main thread, and counts. */
export type Work = { script: number; style: number; layout: number; all: number; styles: number; layouts: number };

type TraceEvent = { name: string; ph: string; ts: number; args: { data?: { type?: string; duration?: number } } };

export class Meter {
  private constructor(
    private readonly page: Page,
    private readonly devtools: CDPSession,
  ) {}

  static async of(page: Page) {
    const devtools = await page.context().newCDPSession(page);
    // Counts the time that the thread ran, without the time in which other programs ran.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Meter(page, devtools);
  }

  private async total(): Promise<Work> {
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((metric) => metric.name === name)!.value;
    return {
      script: 1000 * value('ScriptDuration'),
      style: 1000 * value('RecalcStyleDuration'),
      layout: 1000 * value('LayoutDuration'),
      all: 1000 * value('TaskDuration'),
      styles: value('RecalcStyleCount'),
      layouts: value('LayoutCount'),
    };
  }

  private async during(act: () => Promise<void>): Promise<Work> {
    const before = await this.total();
    await act();
    const after = await this.total();
    const names = Object.keys(after) as (keyof Work)[];
    return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Work;
  }

  /** Presses a key and returns its work. */
  async press(key: string) {
    return this.during(async () => {
      await this.page.keyboard.press(key);
      await this.page.waitForTimeout(BETWEEN_KEYS_MS);
    });
  }

  /** Returns the work that the page does once typing rests. */
  async rest() {
    return this.during(() => this.page.waitForTimeout(REST_MS));
  }

  /**
   * Slows the page down and acts. Returns the times from each `keydown` meanwhile until the frame with it was on the
   * screen.
   */
  async slowly(act: () => Promise<void>): Promise<number[]> {
    const { page, devtools } = this;
    await page.bringToFront();
    // The slowing burns processor time in a page that rests, so only one page is slowed at a time.
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const events: TraceEvent[] = [];
    const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
    devtools.on('Tracing.dataCollected', collect);
    const traceConfig = { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] };
    await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
    await act();
    const complete = new Promise((then) => devtools.once('Tracing.tracingComplete', then));
    await devtools.send('Tracing.end');
    await complete;
    devtools.off('Tracing.dataCollected', collect);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    return events
      .filter(({ name, ph, args }) => name === 'EventTiming' && ph === 'b' && args.data?.type === 'keydown')
      .sort((a, b) => a.ts - b.ts)
      .map(({ args }) => args.data!.duration!);
  }
}
