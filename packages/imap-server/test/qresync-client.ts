/** What a client that follows RFC 7162 knows of a folder: UID to flags, and how far it is. */
export class QresyncClient {
  readonly view = new Map<number, string>();
  uidValidity = 0;
  modseq = 0;
  /** Every MODSEQ it was told, in order. */
  readonly highest: number[] = [];

  /** The SELECT that catches up. */
  get select(): string {
    const known = this.modseq === 0 ? 'CONDSTORE' : `QRESYNC (${this.uidValidity} ${this.modseq})`;
    return `SELECT INBOX (${known})`;
  }

  hear(answer: string): void {
    for (const line of answer.split('\r\n')) this.#line(line);
    const highest = /HIGHESTMODSEQ (\d+)/.exec(answer)?.[1];
    if (highest !== undefined) this.highest.push((this.modseq = Number(highest)));
    this.uidValidity = Number(/UIDVALIDITY (\d+)/.exec(answer)?.[1] ?? this.uidValidity);
  }

  #line(line: string): void {
    const gone = /^\* VANISHED (?:\(EARLIER\) )?(.*)$/.exec(line)?.[1];
    if (gone !== undefined) for (const uid of expand(gone)) this.view.delete(uid);
    const row = /^\* \d+ FETCH \(UID (\d+) FLAGS \(([^)]*)\)/.exec(line);
    if (row !== null) this.view.set(Number(row[1]), row[2] ?? '');
  }
}

function* expand(set: string): Generator<number> {
  for (const part of set.split(',')) {
    const [low = 0, high = low] = part.split(':').map(Number);
    for (let uid = low; uid <= high; uid += 1) yield uid;
  }
}
