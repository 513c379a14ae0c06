/** One event of a `text/event-stream` (WHATWG HTML §9.2). */
export interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data: string;
}

const field = (line: string): readonly [name: string, value: string] => {
  const colon = line.indexOf(':');
  if (colon === -1) return [line, ''];
  return [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
};

const frameOf = (lines: readonly string[]): Frame | undefined => {
  const fields = lines.map(field);
  const data = fields.filter(([name]) => name === 'data').map(([, value]) => value);
  if (data.length === 0) return undefined;
  const last = (wanted: string): string | undefined => fields.findLast(([name]) => name === wanted)?.[1];
  const [id, event] = [last('id'), last('event')];
  return {
    ...(id === undefined ? {} : { id }),
    ...(event === undefined ? {} : { event }),
    data: data.join('\n'),
  };
};

/** The whole frames of a text that may be cut anywhere; an unfinished last one is dropped, as the standard says. */
export async function* readFrames(pieces: AsyncIterable<string>): AsyncGenerator<Frame> {
  let rest = '';
  let lines: string[] = [];
  for await (const piece of pieces) {
    const parts = (rest + piece).split(/\r\n|\n/);
    rest = parts.pop() ?? '';
    for (const line of parts) {
      if (line !== '') {
        lines.push(line);
        continue;
      }
      const frame = frameOf(lines);
      lines = [];
      if (frame !== undefined) yield frame;
    }
  }
}
