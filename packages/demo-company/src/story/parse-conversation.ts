/** One mail of a conversation, as written down. `ago` counts weekdays before today. */
export interface Turn {
  readonly ago: number;
  /** Clock time where the sender is: `16:05`. */
  readonly time: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEAD = /^@ (\d+) (\d\d:\d\d) (\S+) > ([^+:]+?)(?: \+ ([^:]+?))?(?: : (.*))?$/u;

const names = (list: string | undefined): readonly string[] =>
  (list ?? '').split(/[,\s]+/u).filter((name) => name !== '');

const optionsOf = (text: string | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names((text ?? '').replaceAll(',', '\u0000')).map((option) => {
      const [key = '', value = 'yes'] = option.replaceAll('\u0000', ',').split('=');
      return [key, value];
    }),
  );

function parseTurn(block: string): Turn {
  const end = block.indexOf('\n');
  const head = end < 0 ? block : block.slice(0, end);
  const match = HEAD.exec(head.trim());
  if (match === null) throw new Error(`not the head of a mail: ${head}`);
  const [, ago, time = '', from = '', to, cc, options] = match;
  return {
    ago: Number(ago),
    time,
    from,
    to: names(to),
    cc: names(cc),
    options: optionsOf(options),
    body: end < 0 ? '' : block.slice(end).trim(),
  };
}

/**
 * Reads the notation that the content is written in. A mail begins with a line
 * `@ <weekdays ago> <hh:mm> <from> > <to, …> + <cc, …> : <option> <key=value> …`; its body follows.
 */
export function parseConversation(text: string): readonly Turn[] {
  return text
    .split(/^(?=@ \d)/mu)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(parseTurn);
}
