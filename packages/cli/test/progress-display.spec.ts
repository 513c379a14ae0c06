import { ProgressDisplay, type ProgressItem, type Stream } from '../src/index.ts';

const item = (more: Partial<ProgressItem> = {}): ProgressItem => ({
  label: '受信トレイ',
  done: 500,
  total: 2_000,
  rate: 400,
  secondsLeft: 4,
  finished: false,
  ...more,
});

const scene = (isTerminal: boolean, columns = 100, rows = 24) => {
  const written: string[] = [];
  let now = 0;
  const stream: Stream = { isTerminal, columns, rows, write: (text) => void written.push(text) };
  return { display: new ProgressDisplay(stream, () => now), written, pass: (ms: number) => (now += ms) };
};

describe('progress on a terminal', () => {
  it('is a bar with done, total, rate and time left (SCO-3)', () => {
    const { display, written } = scene(true);
    display.show([item()]);
    expect(written.join('')).toBe(
      `受信トレイ           ${'█'.repeat(4)}${'░'.repeat(12)}  25%  500 of 2,000, 400/s, 4 s left\n`,
    );
  });

  it('is drawn over what was drawn before', () => {
    const { display, written } = scene(true);
    display.show([item(), item({ label: 'Sent' })]);
    display.show([item({ done: 2_000, finished: true })]);
    expect(written[1]).toBe('\u001b[2A\u001b[0J');
    expect(written[2]).toContain('100%  2,000 of 2,000\n');
  });

  it('keeps to the width and height of the terminal, what goes on first', () => {
    const { display, written } = scene(true, 40, 4);
    display.show([item({ finished: true }), item({ label: 'b', finished: true }), item({ label: 'c' })]);
    const lines = written.join('').trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^c /);
  });

  it('leaves lines above the bars', () => {
    const { display, written } = scene(true);
    display.show([item()]);
    display.say('new mail');
    expect(written.slice(1)).toEqual(['\u001b[1A\u001b[0J', 'new mail\n']);
  });
});

describe('progress elsewhere', () => {
  it('is a plain line, told again when it changed and some time has passed', () => {
    const { display, written, pass } = scene(false);
    display.show([item()]);
    display.show([item({ done: 600 })]);
    pass(6_000);
    display.show([item({ done: 700 })]);
    display.show([item({ done: 2_000, finished: true })]);
    display.show([item({ done: 2_000, finished: true })]);
    expect(written).toEqual([
      '受信トレイ: 500 of 2,000, 400/s, 4 s left\n',
      '受信トレイ: 700 of 2,000, 400/s, 4 s left\n',
      '受信トレイ: 2,000 of 2,000, done\n',
    ]);
  });

  it('says in words what no figures can', () => {
    const { display, written } = scene(false);
    display.show([item({ note: 'unreachable: no answer on port 993' })]);
    expect(written).toEqual(['受信トレイ: unreachable: no answer on port 993\n']);
  });
});
