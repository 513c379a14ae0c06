import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Json } from '@mailfold/kernel';
import { type EventCodec, plainCodec, type StoredRow } from '../codec.ts';
import type { EventStoreCapabilities } from '../event-store.ts';
import type { NewEvent } from '../events.ts';
import { Upcasters } from '../upcasters.ts';
import type { EventStoreFixture, OpenFixture } from './fixture.ts';
import { Following } from './following.ts';
import { sampleEvent, sampleStream } from './samples.ts';

const RENAMED = new Upcasters([
  { from: 'linking.DealTied.v1', to: 'linking.DealTied.v2', upcast: (data) => ({ wrapped: data }) },
  { from: 'linking.DealTied.v2', to: 'linking.DealLinked.v1', upcast: (data) => ({ linked: data }) },
]);

const keyFor = (keyId: string): Buffer => createHash('sha256').update(keyId).digest();

/** Seals the whole data of events that name a key, each time under another nonce; keys can be destroyed. */
class SealingCodec implements EventCodec {
  readonly destroyed = new Set<string>();
  readonly asked: number[] = [];

  encode({ data, meta }: NewEvent): { data: unknown; meta: unknown } {
    if (meta.keyId === undefined) return { data, meta };
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyFor(meta.keyId), nonce);
    const text = Buffer.concat([cipher.update(JSON.stringify(data)), cipher.final()]);
    return { data: { sealed: Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64') }, meta };
  }

  decode(row: StoredRow) {
    const event = plainCodec.decode(row);
    const { keyId } = event.meta;
    if (keyId === undefined) return event;
    return { ...event, data: this.destroyed.has(keyId) ? { erased: true } : open(row.data, keyId) };
  }

  beforeDecode(rows: readonly StoredRow[]): Promise<void> {
    this.asked.push(rows.length);
    return Promise.resolve();
  }
}

function open(data: Json, keyId: string): unknown {
  const sealed = Buffer.from(Object(data).sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', keyFor(keyId), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return JSON.parse(decipher.update(sealed.subarray(28)).toString() + decipher.final().toString());
}

export function codecFacts(
  capabilities: EventStoreCapabilities,
  reopen: (options?: OpenFixture) => Promise<EventStoreFixture>,
): void {
  describe('old versions', () => {
    it('are read as the newest, everywhere, and found by its type', async () => {
      await using opened = await reopen({ upcasters: RENAMED });
      const { store } = opened;
      const start = await store.head();
      const stream = sampleStream();
      const old = sampleEvent({ type: 'linking.DealTied.v1', data: { deal: 1 } });
      await using live = new Following(store, start, { types: ['linking.DealLinked.v1'] });
      await live.untilCaughtUp();
      const { position } = await store.append({ stream, expected: 'none', events: [old] });
      const read = { id: old.id, type: 'linking.DealLinked.v1', data: { linked: { wrapped: { deal: 1 } } }, position };
      const filter = { types: ['linking.DealLinked.v1'] };
      expect(await store.readStream(stream)).toEqual([expect.objectContaining(read)]);
      expect(await store.readAll({ after: start, filter })).toEqual([expect.objectContaining(read)]);
      expect(await live.take(1)).toEqual([expect.objectContaining(read)]);
    });

    it('are the same event when they are appended again', async () => {
      await using opened = await reopen({ upcasters: RENAMED });
      const append = {
        stream: sampleStream(),
        expected: 'none' as const,
        events: [sampleEvent({ type: 'linking.DealTied.v1' })],
      };
      const first = await opened.store.append(append);
      expect(await opened.store.append(append)).toEqual(first);
    });
  });

  describe('a codec that seals', () => {
    const sealedEvent = (keyId: string): NewEvent => sampleEvent({ data: { to: 'a@example.org' }, meta: { keyId } });

    it('is passed by everything that is written and read', async () => {
      const codec = new SealingCodec();
      await using opened = await reopen({ codec });
      const [stream, event] = [sampleStream(), sealedEvent('key-1')];
      await using live = new Following(opened.store, await opened.store.head());
      await live.untilCaughtUp();
      await opened.store.append({ stream, expected: 'none', events: [event] });
      const [read] = await opened.store.readStream(stream);
      expect(read).toMatchObject(event);
      expect(await live.take(1)).toEqual([read]);
      expect(codec.asked).toContain(1);
    });

    it('knows the same event again although it is sealed otherwise', async () => {
      await using opened = await reopen({ codec: new SealingCodec() });
      const append = { stream: sampleStream(), expected: 'none' as const, events: [sealedEvent('key-1')] };
      const first = await opened.store.append(append);
      expect(await opened.store.append(append)).toEqual(first);
      const other = { ...append, events: append.events.map((event) => ({ ...event, data: { to: 'b@example.org' } })) };
      await expect(opened.store.append(other)).rejects.toMatchObject({ code: 'event-store/id-reused' });
    });

    it('shows tombstones once the key is destroyed, in place and order', async () => {
      const codec = new SealingCodec();
      await using opened = await reopen({ codec });
      const stream = sampleStream();
      await opened.store.append({ stream, expected: 'none', events: ['k1', 'k2'].map(sealedEvent) });
      codec.destroyed.add('k1');
      const data = (await opened.store.readStream(stream)).map((event) => event.data);
      expect(data).toEqual([{ erased: true }, { to: 'a@example.org' }]);
    });
  });

  // A log in memory cannot be opened a second time, without the codec.
  if (!capabilities.durable) return;
  it('a codec that seals leaves nothing in clear in the store', async () => {
    await using opened = await reopen({ codec: new SealingCodec() });
    await using bare = await opened.another();
    const [stream, event] = [sampleStream(), sampleEvent({ data: { to: 'a@example.org' }, meta: { keyId: 'k' } })];
    await opened.store.append({ stream, expected: 'none', events: [event] });
    const text = JSON.stringify(await bare.readStream(stream));
    expect(text).toContain('sealed');
    expect(text).not.toContain('example.org');
  });
}
