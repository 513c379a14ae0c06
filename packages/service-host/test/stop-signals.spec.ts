import { silentLogger } from '@mailfold/telemetry';
import { EventEmitter } from 'node:events';
import { stopSignals } from '../src/stop-signals.ts';

const scene = () => {
  const source = new EventEmitter();
  let now = 0;
  let seconds = 0;
  const signals = stopSignals(
    source,
    () => (seconds += 1),
    silentLogger,
    () => now,
  );
  return { source, signals, seconds: () => seconds, pass: (ms: number) => (now += ms) };
};

describe('stop signals', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('tell the first %s', async (signal) => {
    const { source, signals } = scene();
    source.emit(signal);
    expect(await signals.first).toBe(signal);
  });

  it('take a second signal at once for the same one, as a terminal and a parent both pass it on', () => {
    const { source, seconds, pass } = scene();
    source.emit('SIGINT');
    pass(100);
    source.emit('SIGINT');
    expect(seconds()).toBe(0);
  });

  it('tell a second signal, for a stop that hangs', () => {
    const { source, seconds, pass } = scene();
    source.emit('SIGINT');
    pass(2_000);
    source.emit('SIGTERM');
    expect(seconds()).toBe(1);
  });

  it('leave no listener behind', () => {
    const { source, signals } = scene();
    signals[Symbol.dispose]();
    expect(source.listenerCount('SIGINT') + source.listenerCount('SIGTERM')).toBe(0);
  });
});
