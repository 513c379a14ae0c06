import { type Load, Outgoing } from '../src/application/outgoing.ts';

const LIMITS = { events: 3, bytes: 100 };

const add = (outgoing: Outgoing, position: number, bytes = 10): void =>
  outgoing.add(position, [
    { topic: 'log', key: 'k', value: Buffer.alloc(bytes), headers: {} },
    { topic: 'context', key: 'k', value: Buffer.alloc(bytes), headers: {} },
  ]);

const shape = (load: Load | undefined) => load && { records: load.records.length, position: load.position };

/** Whether it has settled by the time that everything else has. */
const isPending = async (promise: Promise<unknown>): Promise<boolean> => {
  const pending = Symbol('pending');
  const later = new Promise((resolve) => setImmediate(() => resolve(pending)));
  return (await Promise.race([promise, later])) === pending;
};

describe('what waits for Kafka', () => {
  it('goes at once when it is one event', async () => {
    const outgoing = new Outgoing(LIMITS);
    const taken = outgoing.take();
    add(outgoing, 7);
    expect(shape(await taken)).toEqual({ records: 2, position: 7 });
  });

  it('gathers while a transaction runs, up to a number of events', async () => {
    const outgoing = new Outgoing(LIMITS);
    for (const position of [1, 2, 3, 4]) add(outgoing, position);
    expect(shape(await outgoing.take())).toEqual({ records: 6, position: 3 });
    expect(shape(await outgoing.take())).toEqual({ records: 2, position: 4 });
  });

  it('gathers up to a number of bytes; one that is larger goes alone', async () => {
    const outgoing = new Outgoing(LIMITS);
    add(outgoing, 1, 500);
    add(outgoing, 2, 60);
    add(outgoing, 3, 60);
    expect(shape(await outgoing.take())).toEqual({ records: 2, position: 1 });
    expect(shape(await outgoing.take())).toEqual({ records: 2, position: 2 });
  });

  it('waits for a whole load when it is told to, and no longer than it is told to', async () => {
    const outgoing = new Outgoing(LIMITS);
    add(outgoing, 1);
    await outgoing.gather(1);
    const gathering = outgoing.gather(60_000);
    add(outgoing, 2);
    expect(await isPending(gathering)).toBe(true);
    add(outgoing, 3);
    await gathering;
    await outgoing.gather(60_000);
  });

  it('is bounded: whoever adds waits for room, and has it when a load was taken (E10)', async () => {
    const outgoing = new Outgoing(LIMITS);
    for (const position of [1, 2, 3, 4, 5]) add(outgoing, position);
    expect(outgoing.isFull).toBe(false);
    add(outgoing, 6);
    expect(outgoing.isFull).toBe(true);
    const room = outgoing.room();
    expect(await isPending(room)).toBe(true);
    await outgoing.take();
    await room;
    expect(outgoing.isFull).toBe(false);
  });

  it('is bounded by bytes, too (E10)', () => {
    const outgoing = new Outgoing(LIMITS);
    add(outgoing, 1, 300);
    expect(outgoing.isFull).toBe(true);
  });

  it('passes what is of other shards: alone it moves the position and sends nothing', async () => {
    const outgoing = new Outgoing(LIMITS);
    outgoing.pass(4);
    expect(shape(await outgoing.take())).toEqual({ records: 0, position: 4 });
  });

  it('passes with the load that goes before it, never earlier', async () => {
    const outgoing = new Outgoing(LIMITS);
    for (const position of [1, 2, 3, 4]) add(outgoing, position);
    outgoing.pass(9);
    expect(shape(await outgoing.take())).toEqual({ records: 6, position: 3 });
    expect(shape(await outgoing.take())).toEqual({ records: 2, position: 9 });
  });

  it('says nothing of a position that it has said', async () => {
    const outgoing = new Outgoing(LIMITS);
    add(outgoing, 5);
    await outgoing.take();
    outgoing.pass(5);
    expect(await isPending(outgoing.take())).toBe(true);
  });

  it('gives nothing out after its end, and lets nobody wait', async () => {
    const outgoing = new Outgoing(LIMITS);
    for (const position of [1, 2, 3, 4, 5, 6]) add(outgoing, position);
    const room = outgoing.room();
    outgoing.end();
    await room;
    expect(await outgoing.take()).toBeUndefined();
  });
});
