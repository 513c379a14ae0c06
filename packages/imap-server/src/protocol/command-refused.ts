/** A command that the server refuses: what stands behind the tag. */
export class CommandRefused extends Error {
  readonly status: 'NO' | 'BAD';
  readonly code: string | undefined;

  constructor(status: 'NO' | 'BAD', text: string, code?: string) {
    super(text);
    this.status = status;
    this.code = code;
  }
}

export const bad = (text: string): CommandRefused => new CommandRefused('BAD', text);

export const no = (text: string, code?: string): CommandRefused => new CommandRefused('NO', text, code);
