interface Tried {
  readonly tries: number;
  /** On the clock that never jumps, in milliseconds. */
  readonly nextAt: number;
}

/** Mail that a server names and does not give (S4, S26): when to ask for it again, and when to believe that it is missing. */
export class Withheld {
  readonly #restsMs: readonly number[];
  readonly #now: () => number;
  readonly #folders = new Map<string, Map<number, Tried>>();

  constructor(restsMs: readonly number[], now: () => number = () => performance.now()) {
    this.#restsMs = restsMs;
    this.#now = now;
  }

  /** Once more not given. @returns those that were asked for often enough: they are forgotten here */
  note(folderId: string, uids: readonly number[]): number[] {
    const tried = this.#folders.get(folderId) ?? new Map<number, Tried>();
    this.#folders.set(folderId, tried);
    const missing: number[] = [];
    for (const uid of uids) {
      const tries = (tried.get(uid)?.tries ?? 0) + 1;
      const rest = this.#restsMs[tries - 1];
      if (rest === undefined) missing.push(uid);
      else tried.set(uid, { tries, nextAt: this.#now() + rest });
    }
    this.forget(folderId, missing);
    return missing;
  }

  /** Given, refused or gone. */
  forget(folderId: string, uids: readonly number[]): void {
    const tried = this.#folders.get(folderId);
    if (tried === undefined) return;
    for (const uid of uids) tried.delete(uid);
    if (tried.size === 0) this.#folders.delete(folderId);
  }

  /** Whether something of this folder, or of any, is waited for. */
  has(folderId?: string): boolean {
    return folderId === undefined ? this.#folders.size > 0 : this.#folders.has(folderId);
  }

  /** Those whose time has come, ascending. */
  due(folderId: string): number[] {
    const now = this.#now();
    const tried = [...(this.#folders.get(folderId) ?? [])];
    return tried.flatMap(([uid, { nextAt }]) => (nextAt <= now ? [uid] : [])).toSorted((a, b) => a - b);
  }

  /** Milliseconds until the first of them is due; infinite when there are none. */
  get restMs(): number {
    const all = this.#folders.values().flatMap((tried) => tried.values());
    return all.reduce((least, { nextAt }) => Math.min(least, Math.max(0, nextAt - this.#now())), Infinity);
  }
}
