import { isMailfoldError, type MailfoldError } from '@mailfold/kernel';
import type { KnownFolder } from './ledger-reader.ts';

/** How often a folder that could not be read is tried again: after 1, 2, 4 … rounds, and after so many at last. */
const MOST_ROUNDS = 64;

interface Problem {
  readonly words: string;
  readonly failures: number;
  /** Rounds until it is tried again. */
  readonly rest: number;
}

/** Folders that the server refuses to open, by path: the rest of the account goes on, and they come back by themselves. */
export class FolderGuard {
  readonly #problems = new Map<string, Problem>();
  #changed = false;

  /** What the server said of this folder. */
  problemOf(path: string): string | undefined {
    return this.#problems.get(path)?.words;
  }

  /** Whether a folder became unreadable, or readable again, since this was asked last. */
  takeChanged(): boolean {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  /** @returns false if the folder cannot be read, or is another one now; errors of the connection are thrown */
  async tries({ path }: Pick<KnownFolder, 'path'>, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      this.#changed ||= this.#problems.delete(path);
      return true;
    } catch (error) {
      if (isAnother(error)) {
        this.#problems.delete(path);
        return false;
      }
      if (!refusesFolder(error)) throw error;
      this.#note(path, error.message);
      return false;
    }
  }

  /** The unreadable folders that are worth a try in this round. */
  due(): string[] {
    for (const [path, problem] of this.#problems) this.#problems.set(path, { ...problem, rest: problem.rest - 1 });
    return [...this.#problems].flatMap(([path, { rest }]) => (rest <= 0 ? [path] : []));
  }

  #note(path: string, words: string): void {
    const before = this.#problems.get(path);
    const failures = (before?.failures ?? 0) + 1;
    this.#problems.set(path, {
      words: before?.words ?? words,
      failures,
      rest: Math.min(MOST_ROUNDS, 2 ** (failures - 1)),
    });
    this.#changed ||= before === undefined;
  }
}

/** Gone, or numbered anew: the next list tells. */
const isAnother = (error: unknown): boolean =>
  isMailfoldError(error, 'mail-provider/gone') || isMailfoldError(error, 'mail-provider/cursor-lost');

const refusesFolder = (error: unknown): error is MailfoldError =>
  isMailfoldError(error, 'mail-provider/rejected') || isMailfoldError(error, 'mail-provider/unsupported');
