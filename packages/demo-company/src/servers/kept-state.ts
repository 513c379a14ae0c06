import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MailfoldError } from '@mailfold/kernel';

/** What the demo servers remember from one start to the next. */
export interface KeptState {
  readonly password: string;
  /** The day that the mailbox is rendered for; RFC 3339. */
  readonly seededAt: string;
  readonly isSeeded: boolean;
  /** How many live mails have been sent. */
  readonly live: number;
  /** Kept so that an account connected once still finds its servers; 0 before the first start. */
  readonly imapPort: number;
  readonly smtpPort: number;
}

const fresh = (now: Date): KeptState => ({
  password: randomBytes(18).toString('base64url'),
  seededAt: now.toISOString(),
  isSeeded: false,
  live: 0,
  imapPort: 0,
  smtpPort: 0,
});

const pathIn = (dataDir: string): string => join(dataDir, 'demo.json');

function read(path: string): KeptState | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text) as KeptState;
  } catch (cause) {
    throw new MailfoldError({
      code: 'demo/state-damaged',
      message: `Reading the demo company's state: ${path} is not JSON. Delete the demo's data directory to begin anew.`,
      cause,
    });
  }
}

/** The state in a file that only its owner may read, replaced as a whole at each change. */
export class KeptStateFile {
  readonly #path: string;
  #state: KeptState;

  private constructor(path: string, state: KeptState) {
    this.#path = path;
    this.#state = state;
  }

  static open(dataDir: string, now: Date): KeptStateFile {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const path = pathIn(dataDir);
    const file = new KeptStateFile(path, read(path) ?? fresh(now));
    file.change({});
    return file;
  }

  static isSeeded(dataDir: string): boolean {
    return read(pathIn(dataDir))?.isSeeded === true;
  }

  get state(): KeptState {
    return this.#state;
  }

  change(changes: Partial<KeptState>): void {
    this.#state = { ...this.#state, ...changes };
    writeFileSync(`${this.#path}.new`, JSON.stringify(this.#state), { mode: 0o600, flush: true });
    renameSync(`${this.#path}.new`, this.#path);
  }
}
