import { CommandReader } from '../src/protocol/command-reader.ts';
import { parseCommand } from '../src/protocol/parse-command.ts';
import type { Value } from '../src/protocol/value.ts';

const shown = (value: Value): unknown => {
  if (value.kind === 'list') return value.items.map(shown);
  return value.kind === 'atom' ? value.text : { string: value.bytes.toString('latin1') };
};

function parse(text: string, ...literals: readonly string[]) {
  const command = parseCommand({ text, literals: literals.map((one) => Buffer.from(one, 'latin1')) });
  return [command.tag, command.name, ...command.args.map(shown)];
}

function read(...chunks: readonly string[]) {
  const reader = new CommandReader(1000);
  return chunks.flatMap((chunk) => [...reader.push(Buffer.from(chunk, 'latin1'))]);
}

describe('parseCommand', () => {
  it.each([
    ['a1 noop', ['a1', 'NOOP']],
    ['a uid fetch 1:* (FLAGS UID)', ['a', 'UID FETCH', '1:*', ['FLAGS', 'UID']]],
    ['a LOGIN "an\\"n" secret', ['a', 'LOGIN', { string: 'an"n' }, 'secret']],
    ['a SELECT INBOX (QRESYNC (1 2 (1 1)))', ['a', 'SELECT', 'INBOX', ['QRESYNC', ['1', '2', ['1', '1']]]]],
    ['a LIST "" "%"', ['a', 'LIST', { string: '' }, { string: '%' }]],
    ['a EXAMINE [Gmail]/Spam', ['a', 'EXAMINE', '[Gmail]/Spam']],
    ['a STORE 1 +FLAGS (\\Seen $x)', ['a', 'STORE', '1', '+FLAGS', ['\\Seen', '$x']]],
    ['a NOOP ', ['a', 'NOOP']],
    [
      'a FETCH 1 BODY.PEEK[HEADER.FIELDS (DATE "FROM")]<0.10>',
      ['a', 'FETCH', '1', 'BODY.PEEK[HEADER.FIELDS (DATE "FROM")]<0.10>'],
    ],
  ])('reads %s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it('takes literals in order', () => {
    expect(parse('a LOGIN {3}\r\n {2+}\r\n', 'ann', 'pw')).toEqual(['a', 'LOGIN', { string: 'ann' }, { string: 'pw' }]);
  });

  it.each(['', 'a', 'a LOGIN (', 'a LOGIN "x', 'a FETCH 1  FLAGS', 'a X {3}\r\n', `a X ${'('.repeat(100)}`])(
    'refuses %j as BAD',
    (text) => {
      expect(() => parse(text)).toThrow(expect.objectContaining({ status: 'BAD' }));
    },
  );
});

describe('CommandReader', () => {
  it('cuts commands out of any pieces', () => {
    const whole = 'a NOOP\r\nb LOGIN {3}\r\nann {4+}\r\na\r\nb\r\nc IDLE\r\n';
    const expected = read(whole);
    expect(expected.map((event) => event.kind)).toEqual(['input', 'continue', 'input', 'input']);
    expect(read(...whole.split(''))).toEqual(expected);
  });

  it('reads a literal of no bytes', () => {
    expect(read('a X {0+}\r\n y\r\n')).toEqual([
      { kind: 'input', input: { text: 'a X {0+}\r\n y', literals: [Buffer.alloc(0)] } },
    ]);
  });

  it('gives up on lines and literals beyond its bound before it holds them', () => {
    expect(read('a'.repeat(1001))).toEqual([{ kind: 'too-large' }]);
    expect(read('a APPEND x {4294967296}\r\n')).toEqual([{ kind: 'too-large' }]);
  });
});
