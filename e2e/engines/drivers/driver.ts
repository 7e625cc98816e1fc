// The acts of a person with a browser, which the tests of all engines need of each. A function that runs in the page
// is sent there as text, so it may use its arguments and nothing around it.

import { createServer, type AddressInfo } from 'node:net';

export type InPage<Result> = (...given: any[]) => Result;

/** Finds an element in the page. */
export type Finder = InPage<Element | undefined | Promise<Element | undefined>>;

/** A document in which functions can be run: a tab's, or a frame's. */
export interface Document {
  run<Result>(what: InPage<Result | Promise<Result>>, ...given: unknown[]): Promise<Result>;
}

export interface Driver extends Document {
  /** Its name and version. */
  readonly name: string;
  /** Opens an address, and waits until the page has been loaded. */
  go(address: string): Promise<void>;
  reload(): Promise<void>;
  back(): Promise<void>;
  /** Presses the middle of an element with the mouse. */
  click(element: Finder, ...given: unknown[]): Promise<void>;
  /** Types on the keyboard, into what has the focus. */
  type(text: string): Promise<void>;
  /** Gives a file to an input for files. */
  choose(input: Finder, path: string): Promise<void>;
  /** Returns the document in a frame, of whatever host. */
  frame(frame: Finder, ...given: unknown[]): Promise<Document>;
  /** Returns the errors and warnings of pages since the last call. */
  errors(): Promise<string[]>;
  close(): Promise<void>;
}

/** Spells a call of a function, to be run elsewhere. */
export const call = (what: InPage<unknown>, given: unknown[]) =>
  `(${what})(${given.map((value) => JSON.stringify(value) ?? 'undefined').join(', ')})`;

/** Notes what the policy of the page forbids, and nothing else says. */
export function sayBreaches() {
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    console.error(`content-security policy: ${effectiveDirective} forbids ${blockedURI}`);
  });
}

export const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Returns a port on which nothing listens. */
export function freePort() {
  return new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
