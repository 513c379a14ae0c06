import { MailfoldError } from '@mailfold/kernel';
import { on } from 'node:events';

/** Standard input of a terminal, as far as a secret is read from it. */
export interface RawInput extends NodeJS.EventEmitter {
  setRawMode(raw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  resume(): unknown;
  pause(): unknown;
}

export const interrupted = (): MailfoldError => new MailfoldError({ code: 'cli/interrupted', message: 'Interrupted.' });

const ESCAPE = /\u001b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?/gu;

const ENTER = new Set(['\r', '\n', '\u0004']);
const ERASE = new Set(['\u007f', '\b']);

/** What was typed so far with one more key; undefined when it is finished. Throws `cli/interrupted` for Ctrl-C. */
const withKey = (typed: readonly string[], key: string): readonly string[] | undefined => {
  if (key === '\u0003') throw interrupted();
  if (ENTER.has(key)) return undefined;
  if (ERASE.has(key)) return typed.slice(0, -1);
  if (key === '\u0015') return [];
  return key < ' ' ? typed : [...typed, key];
};

/** One line, typed without being shown, not even its length. Arrow keys and their like are left out. */
export async function readSecret(input: RawInput): Promise<string> {
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  let typed: readonly string[] = [];
  try {
    for await (const [piece] of on(input, 'data', { close: ['end'] })) {
      for (const key of String(piece).replaceAll(ESCAPE, '')) {
        const next = withKey(typed, key);
        if (next === undefined) return typed.join('');
        typed = next;
      }
    }
    return typed.join('');
  } finally {
    input.setRawMode(false);
    input.pause();
  }
}
