import { lastWords } from '@mailfold/kernel';
import { type Env, environment } from './config.ts';

/** A program whose settings come from the environment. */
export interface Program<Settings> {
  readonly name: string;
  /** Throws `config/invalid` with every problem. */
  readonly settings: (env: Env) => Settings;
  /** What `--print-config` prints, without secrets. */
  readonly shown: (settings: Settings) => string;
  /** Until it is asked to stop. */
  readonly run: (settings: Settings) => Promise<void>;
  /** Other things that it does, each by a flag with a word behind it; answers what is printed. */
  readonly errands?: Readonly<Record<string, Errand<Settings>>>;
}

export interface Errand<Settings> {
  readonly word: string;
  readonly help: string;
  readonly run: (settings: Settings, word: string) => Promise<string>;
}

const helpOf = <Settings>({
  name,
  errands = {},
}: Program<Settings>): string => `mailfold ${name}: settings come from the environment

  --print-config    print the settings in force, secrets hidden, and end
${Object.entries(errands)
  .map(([flag, { word, help }]) => `  ${flag} ${word}    ${help}\n`)
  .join('')}  --help

Exit codes: 0 stopped as asked, 1 an error (told in a line), 130 ended by a second signal
`;

/** Runs it and ends the process. */
export const runProgram = async <Settings>(program: Program<Settings>): Promise<never> => {
  process.exit(await exitCode(program, process.argv.slice(2)));
};

const exitCode = async <Settings>(program: Program<Settings>, args: readonly string[]): Promise<number> => {
  try {
    if (args.includes('--help')) return said(helpOf(program));
    const settings = program.settings(environment());
    if (args.includes('--print-config')) return said(program.shown(settings));
    for (const [flag, errand] of Object.entries(program.errands ?? {})) {
      const at = args.indexOf(flag);
      if (at >= 0) return said(`${await errand.run(settings, args[at + 1] ?? '')}\n`);
    }
    await program.run(settings);
    return 0;
  } catch (error) {
    process.stderr.write(`mailfold ${program.name}: ${lastWords(error)}`);
    return 1;
  }
};

const said = (text: string): number => {
  process.stdout.write(text);
  return 0;
};
