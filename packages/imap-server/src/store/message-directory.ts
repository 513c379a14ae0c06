import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessageFiles } from './message-files.ts';
import { Holders } from './message-files.ts';

/** One `.eml` file per distinct message. A file without a record is left over from a crash and is simply written again. */
export class MessageDirectory implements MessageFiles {
  readonly #path: string;
  readonly #holders = new Holders();
  readonly #writing = new Map<string, Promise<void>>();
  readonly #folders = new Set<string>();

  constructor(path: string) {
    this.#path = path;
  }

  async write(digest: string, raw: Buffer): Promise<void> {
    const known = this.#holders.holds(digest);
    this.#holders.hold(digest);
    if (!known) this.#writing.set(digest, this.#create(digest, raw));
    try {
      await this.#writing.get(digest);
    } catch (error) {
      this.release(digest);
      throw error;
    } finally {
      this.#writing.delete(digest);
    }
  }

  hold(digest: string): void {
    this.#holders.hold(digest);
  }

  release(digest: string): void {
    if (this.#holders.release(digest)) rmSync(this.#file(digest), { force: true });
  }

  read(digest: string): Buffer {
    return readFileSync(this.#file(digest));
  }

  async #create(digest: string, raw: Buffer): Promise<void> {
    const folder = join(this.#path, digest.slice(0, 2));
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#folders.add(folder);
    await using file = await open(this.#file(digest), 'w', 0o600);
    await file.writeFile(raw);
    await file.datasync();
  }

  #file(digest: string): string {
    return join(this.#path, digest.slice(0, 2), `${digest}.eml`);
  }
}
