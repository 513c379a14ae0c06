/** A record of a topic that is no event of ours, or none that can be read: says which header or part is wrong, never what stands in it. */
export class InvalidRecord extends Error {
  /** The header, `key` or `value`. */
  readonly part: string;

  constructor(part: string, what: string) {
    super(`no event of mailfold: ${part} ${what}`);
    this.name = 'InvalidRecord';
    this.part = part;
  }
}
