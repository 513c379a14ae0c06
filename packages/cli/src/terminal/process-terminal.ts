import { createInterface } from 'node:readline';
import { createInterface as createAsker } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import type { WriteStream } from 'node:tty';
import { interrupted, readSecret } from './read-secret.ts';
import type { Stream, Terminal } from './terminal.ts';

// A terminal that does not know its size says 0.
const known = (isTerminal: boolean, size: number): number | undefined => (isTerminal && size > 0 ? size : undefined);

const streamOf = (stream: WriteStream): Stream => ({
  isTerminal: stream.isTTY,
  get columns() {
    return known(stream.isTTY, stream.columns);
  },
  get rows() {
    return known(stream.isTTY, stream.rows);
  },
  write: (written) => void stream.write(written),
});

async function ask(question: string): Promise<string> {
  const asker = createAsker({ input: process.stdin, output: process.stderr });
  const left = new AbortController();
  asker.once('SIGINT', () => left.abort());
  try {
    return await asker.question(question, { signal: left.signal });
  } catch (error) {
    throw left.signal.aborted ? interrupted() : error;
  } finally {
    asker.close();
  }
}

async function askSecret(question: string): Promise<string> {
  process.stderr.write(question);
  try {
    return await readSecret(process.stdin);
  } finally {
    process.stderr.write('\n');
  }
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  answers: streamOf(process.stdout),
  errors: streamOf(process.stderr),
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  ask,
  askSecret,
  readAll: () => text(process.stdin),
  lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
});
