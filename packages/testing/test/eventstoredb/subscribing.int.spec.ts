import { type AllStreamSubscription, END, excludeSystemEvents, type Position, START } from '@eventstore/db-client';
import { until } from '@mailfold/dev-env';
import { numbered, PLAIN, type Server, startServer } from './server.ts';

/** What a subscription said, in order: words, and the numbers of events. */
function listen(subscription: AllStreamSubscription): (string | number)[] {
  const heard: (string | number)[] = [];
  for (const word of ['confirmation', 'caughtUp', 'fellBehind'] as const) subscription.on(word, () => heard.push(word));
  subscription.on('data', ({ event }) =>
    heard.push(event?.type.startsWith('$') ? event.type : Number(event?.revision)),
  );
  return heard;
}

describe('the double of EventStoreDB, subscribing to all', () => {
  let server: Server;
  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(() => server[Symbol.asyncDispose]());
  const append = (count: number) => server.client.appendToStream('s', numbered(count), PLAIN);
  const heardAll = (heard: readonly unknown[], last: unknown) =>
    until(() => heard.at(-1) === last, { within: 10_000, what: `hearing ${String(last)}` });

  it('gives what is there, says that it has caught up, then what comes', async () => {
    await append(2);
    const heard = listen(server.client.subscribeToAll({ fromPosition: START }));
    await heardAll(heard, 'caughtUp');
    await append(2);
    await heardAll(heard, 3);
    expect(heard).toEqual(['confirmation', '$UsersCreated', 0, 1, 'caughtUp', 2, 3]);
  });

  it('begins after a place, or at the end', async () => {
    const first = await append(1);
    await append(2);
    const after = listen(server.client.subscribeToAll({ fromPosition: first.position ?? START }));
    const live = listen(server.client.subscribeToAll({ fromPosition: END }));
    await Promise.all([heardAll(after, 'caughtUp'), heardAll(live, 'caughtUp')]);
    await append(1);
    await Promise.all([heardAll(after, 3), heardAll(live, 3)]);
    expect(after).toEqual(['confirmation', 1, 2, 'caughtUp', 3]);
    expect(live).toEqual(['confirmation', 'caughtUp', 3]);
  });

  it('with a filter sends checkpoints of what it passed over, and says once that it has caught up', async () => {
    const checkpoints: Position[] = [];
    const { position } = await append(100);
    const filter = excludeSystemEvents({
      checkpointReached: (_, place) => void checkpoints.push(place),
    });
    const heard = listen(server.client.subscribeToAll({ fromPosition: START, filter }));
    await heardAll(heard, 'caughtUp');
    await append(3);
    await heardAll(heard, 102);
    expect(checkpoints.at(-1)).toEqual(position);
    expect(checkpoints.length).toBeGreaterThan(2);
    expect(heard.filter((word) => typeof word === 'string')).toEqual(['confirmation', 'caughtUp']);
  });

  it('tells a slow reader that it fell behind, and gives it everything', async () => {
    const subscription = server.client.subscribeToAll({ fromPosition: END });
    const heard = listen(subscription);
    await heardAll(heard, 'caughtUp');
    subscription.pause();
    for (let batch = 0; batch < 10; batch += 1) {
      await server.client.appendToStream(
        's',
        numbered(500).map((event) => ({ ...event, data: { text: 'x'.repeat(1_000) } })),
        PLAIN,
      );
    }
    subscription.resume();
    await until(() => heard.length >= 5_004, { within: 20_000, what: 'everything being heard' });
    expect(heard.filter((word) => typeof word === 'number')).toEqual(
      Array.from({ length: 5_000 }, (_, number) => number),
    );
    expect(heard.filter((word) => typeof word === 'string')).toEqual([
      'confirmation',
      'caughtUp',
      'fellBehind',
      'caughtUp',
    ]);
  });
});
