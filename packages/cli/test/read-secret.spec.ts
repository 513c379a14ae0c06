import { EventEmitter } from 'node:events';
import { type RawInput, readSecret } from '../src/terminal/read-secret.ts';

class Keyboard extends EventEmitter implements RawInput {
  readonly raw: boolean[] = [];
  setRawMode(raw: boolean): void {
    this.raw.push(raw);
  }
  setEncoding(): void {}
  resume(): void {}
  pause(): void {}
}

const typed = async (...keys: readonly string[]): Promise<{ secret: Promise<string>; keyboard: Keyboard }> => {
  const keyboard = new Keyboard();
  const secret = readSecret(keyboard);
  for (const key of keys) keyboard.emit('data', key);
  return { secret, keyboard };
};

describe('a secret that is typed', () => {
  it.each<[string, readonly string[], string]>([
    ['ends with Enter', ['hun', 'ter', '2\r', 'more'], 'hunter2'],
    ['may hold any character', ['pä ss 見"\'\r'], 'pä ss 見"\''],
    ['may be corrected', ['abx', '\u007f', 'c👍\u007f\r'], 'abc'],
    ['may be begun anew', ['wrong\u0015right\n'], 'right'],
    ['takes no arrow keys', ['a\u001b[Db\u001b[3~\u001bOPc\r'], 'abc'],
  ])('%s', async (_what, keys, expected) => {
    const { secret } = await typed(...keys);
    expect(await secret).toBe(expected);
  });

  it('is given up with Ctrl-C', async () => {
    const { secret, keyboard } = await typed('abc\u0003');
    await expect(secret).rejects.toMatchObject({ code: 'cli/interrupted' });
    expect(keyboard.raw).toEqual([true, false]);
  });

  it('leaves the terminal as it was', async () => {
    const { secret, keyboard } = await typed('a\r');
    await secret;
    expect([keyboard.raw, keyboard.listenerCount('data')]).toEqual([[true, false], 0]);
  });
});
