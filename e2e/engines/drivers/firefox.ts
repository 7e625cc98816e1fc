// Firefox, by WebDriver BiDi, which it speaks itself.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Bidi } from './bidi.ts';
import { call, sayBreaches, type Document, type Driver, type Finder } from './driver.ts';

type Evaluated =
  | { type: 'success'; result: { type: string; value?: unknown; sharedId?: string } }
  | { type: 'exception'; exceptionDetails: { text: string } };
type Entry = { type: string; level: string; text: string | null; source: { context?: string } };

/** Scroll bars that take no width, as on phones and in the other engines here. */
const PREFERENCES = 'user_pref("widget.gtk.overlay-scrollbars.enabled", true);\nuser_pref("ui.useOverlayScrollbars", 1);\n';

const START_WITHIN = 60_000;

/** Starts Firefox with a new profile in `home`. Returns where it listens. */
function start(program: string, home: string) {
  writeFileSync(join(home, 'user.js'), PREFERENCES);
  const firefox = spawn(program, ['--headless', '--no-remote', '--profile', home, '--remote-debugging-port=0', 'about:blank'], {
    // Run by root, Firefox refuses a home that belongs to another user.
    env: { ...process.env, HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const address = new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`Firefox did not start: ${why}\n${said}`));
    const late = setTimeout(() => fail(`no word of WebDriver BiDi within ${START_WITHIN / 1000} s`), START_WITHIN);
    firefox.on('error', (error) => fail(error.message));
    firefox.on('exit', (code, signal) => fail(`it ended with ${code ?? signal}`));
    firefox.stderr.on('data', (data) => {
      said += data;
      const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
      if (!found) return;
      clearTimeout(late);
      resolve(found);
    });
  });
  const ended = new Promise<void>((resolve) => firefox.once('close', () => resolve()));
  return { firefox, address, ended };
}

export async function startFirefox(program: string): Promise<Driver> {
  const home = mkdtempSync(join(tmpdir(), 'petaday-firefox-'));
  const { firefox, address, ended } = start(program, home);
  try {
    const bidi = await Bidi.connect(`${await address}/session`);
    return await drive(bidi, async () => {
      await bidi.send('browser.close');
      await ended;
      rmSync(home, { recursive: true, force: true });
    });
  } catch (error) {
    firefox.kill('SIGKILL');
    await ended;
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

async function drive(bidi: Bidi, close: () => Promise<void>): Promise<Driver> {
  const session = await bidi.send<{ capabilities: { browserVersion: string } }>('session.new', { capabilities: {} });
  const { contexts } = await bidi.send<{ contexts: { context: string }[] }>('browsingContext.getTree');
  const context = contexts[0].context;
  const noted: string[] = [];
  bidi.on<Entry>('log.entryAdded', ({ level, text, type }) => {
    if (level === 'error' || level === 'warn') noted.push(`${type} ${level}: ${text}`);
  });
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  await bidi.send('script.addPreloadScript', { functionDeclaration: String(sayBreaches) });
  await bidi.send('browsingContext.setViewport', { context, viewport: { width: 1280, height: 900 } });

  const evaluate = async (context: string, expression: string) => {
    const answer = await bidi.send<Evaluated>('script.evaluate', { expression, target: { context }, awaitPromise: true });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return answer.result;
  };
  const inContext = (context: string): Document => ({
    async run(what, ...given) {
      // As text: BiDi has a form of its own for values.
      const { value } = await evaluate(context, `(async () => JSON.stringify(await ${call(what, given)}))()`);
      return value === undefined ? undefined : JSON.parse(value as string);
    },
  });
  const element = async (what: Finder, given: unknown[]) => {
    const { sharedId } = await evaluate(context, call(what, given));
    if (!sharedId) throw new Error('There is no such element on the page.');
    return { sharedId };
  };
  const act = (source: object) => bidi.send('input.performActions', { context, actions: [source] });
  const leave = (method: string, params: object) => bidi.send<void>(`browsingContext.${method}`, { context, ...params });

  return {
    name: `Firefox ${session.capabilities.browserVersion}`,
    run: inContext(context).run,
    go: (url) => leave('navigate', { url, wait: 'complete' }),
    reload: () => leave('reload', { wait: 'complete' }),
    back: () => leave('traverseHistory', { delta: -1 }),
    async click(what, ...given) {
      const origin = { type: 'element', element: await element(what, given) };
      const press = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await act({ type: 'pointer', id: 'mouse', actions: press });
    },
    async type(text) {
      const keys = [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await act({ type: 'key', id: 'keyboard', actions: keys });
    },
    async choose(what, path) {
      await bidi.send('input.setFiles', { context, element: await element(what, []), files: [path] });
    },
    async frame(what, ...given) {
      const { value } = await evaluate(context, `${call(what, given)}.contentWindow`);
      return inContext((value as { context: string }).context);
    },
    async errors() {
      return noted.splice(0);
    },
    close,
  };
}
