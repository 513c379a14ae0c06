import type { Stream, Terminal } from '../src/terminal/terminal.ts';
import { run } from '../src/run.ts';
import type { CliConfig } from '../src/config.ts';
import type { Ended } from './mailfold-process.ts';

export interface InProcessOptions {
  readonly config?: Partial<CliConfig>;
  readonly stdin?: string;
  /** What a person answers, in order; then the terminal is one. */
  readonly answers?: readonly string[];
  readonly signal?: AbortSignal;
}

const recorded = (to: string[], isTerminal: boolean): Stream => ({
  isTerminal,
  columns: isTerminal ? 100 : undefined,
  rows: isTerminal ? 24 : undefined,
  write: (text) => void to.push(text),
});

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split('\n');
}

/** A terminal that remembers what was written, and answers what a test says. */
export function recordingTerminal(options: InProcessOptions): { terminal: Terminal; ended: (code: number) => Ended } {
  const [out, err]: [string[], string[]] = [[], []];
  const answers = [...(options.answers ?? [])];
  const answer = async (question: string): Promise<string> => {
    err.push(question);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nobody answers: ${question}`);
    return next;
  };
  const terminal: Terminal = {
    answers: recorded(out, false),
    errors: recorded(err, options.answers !== undefined),
    interactive: options.answers !== undefined,
    ask: answer,
    askSecret: answer,
    readAll: async () => options.stdin ?? '',
    lines: () => linesOf(options.stdin ?? ''),
  };
  return { terminal, ended: (code) => ({ code, out: out.join(''), err: err.join('') }) };
}

/** The command line without a process of its own. */
export async function mailfoldHere(args: readonly string[], options: InProcessOptions = {}): Promise<Ended> {
  const { terminal, ended } = recordingTerminal(options);
  const code = await run(args, {
    terminal,
    config: { url: undefined, key: undefined, data: undefined, ...options.config },
    now: Date.now,
    signal: options.signal ?? new AbortController().signal,
  });
  return ended(code);
}
