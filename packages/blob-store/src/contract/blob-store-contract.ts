import fc from 'fast-check';
import type { BlobStore } from '../blob-store.ts';

export interface BlobStoreFixture extends AsyncDisposable {
  readonly store: BlobStore;
  /** The same blobs through another store, as after a restart. The first is not used any more. */
  readonly reopen: () => Promise<BlobStore>;
}

export interface BlobStoreUnderTest {
  readonly name: string;
  /** An empty store. */
  readonly open: () => Promise<BlobStoreFixture>;
}

const ANNE = '0198c5a0-0000-7000-8000-000000000001';
const BERT = '0198c5a0-0000-7000-8000-000000000002';

const bytes = (text: string): Buffer => Buffer.from(text);

/** What everybody who writes to `BlobStore` may rely on. */
export function blobStoreContract({ name, open }: BlobStoreUnderTest): void {
  describe(`${name} as a blob store`, () => {
    let fixture: BlobStoreFixture | undefined;
    const store = (): BlobStore => {
      if (fixture === undefined) throw new Error('the blob store was not opened');
      return fixture.store;
    };
    beforeEach(async () => {
      fixture = await open();
    });
    afterEach(() => fixture?.[Symbol.asyncDispose]());

    it('gives back what was put, in the order of the batch', async () => {
      const refs = await store().put(ANNE, [bytes('one'), bytes(''), bytes('three')]);
      expect(await Promise.all(refs.map((ref) => store().get(ref)))).toEqual([bytes('one'), bytes(''), bytes('three')]);
    });

    it('gives many back at once, in any order and repeated', async () => {
      const [one = '', two = ''] = await store().put(ANNE, [bytes('one'), bytes('two')]);
      const [three = ''] = await store().put(BERT, [bytes('three')]);
      expect(await store().getMany([three, two, one, two])).toEqual(['three', 'two', 'one', 'two'].map(bytes));
      expect(await store().getMany([])).toEqual([]);
    });

    it('takes an empty batch', async () => {
      expect(await store().put(ANNE, [])).toEqual([]);
    });

    it('keeps any bytes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 20 }), async (blobs) => {
          const refs = await store().put(ANNE, blobs);
          expect(await store().getMany(refs)).toEqual(blobs.map((blob) => Buffer.from(blob)));
        }),
        { numRuns: 30 },
      );
    });

    it('keeps a blob of 20 MB', async () => {
      const large = Buffer.alloc(20 * 1024 * 1024, 'x');
      const [ref = ''] = await store().put(ANNE, [large]);
      expect((await store().get(ref)).equals(large)).toBe(true);
    });

    it('has references short enough for an event, without control characters', async () => {
      const [ref = ''] = await store().put(ANNE, [bytes('one')]);
      expect(ref).toMatch(/^[\x21-\x7e]{1,200}$/);
    });

    it('keeps batches apart that are put at the same time', async () => {
      const batch = (account: string, nth: number) => [bytes(`${account} ${nth} a`), bytes(`${account} ${nth} b`)];
      const puts = [ANNE, BERT].flatMap((account) =>
        Array.from({ length: 20 }, async (_, nth) => ({
          blobs: batch(account, nth),
          refs: await store().put(account, batch(account, nth)),
        })),
      );
      for (const { blobs, refs } of await Promise.all(puts)) expect(await store().getMany(refs)).toEqual(blobs);
    });

    it('has everything after a restart, and goes on', async () => {
      const [before = ''] = await store().put(ANNE, [bytes('before')]);
      const again = await fixture?.reopen();
      const [after = ''] = (await again?.put(ANNE, [bytes('after')])) ?? [];
      expect(await again?.getMany([before, after])).toEqual([bytes('before'), bytes('after')]);
      await again?.[Symbol.asyncDispose]();
    });

    it('forgets single blobs, and keeps those that were put with them', async () => {
      const [one = '', two = '', three = ''] = await store().put(ANNE, ['one', 'two', 'three'].map(bytes));
      await store().delete(ANNE, [two]);
      await expect(store().get(two)).rejects.toMatchObject({ code: 'blob-store/not-found', retry: 'never' });
      await expect(store().getMany([one, two])).rejects.toMatchObject({ code: 'blob-store/not-found' });
      expect(await store().getMany([one, three])).toEqual(['one', 'three'].map(bytes));
    });

    it('keeps what has the same bytes as what was deleted', async () => {
      const [one = '', same = ''] = await store().put(ANNE, [bytes('logo'), bytes('logo')]);
      await store().delete(ANNE, [one]);
      expect(await store().get(same)).toEqual(bytes('logo'));
    });

    it('deletes what was deleted before, and what is nowhere', async () => {
      const [one = '', kept = ''] = await store().put(ANNE, [bytes('one'), bytes('kept')]);
      await store().delete(ANNE, [one, one]);
      await store().delete(ANNE, [one]);
      await store().delete(ANNE, []);
      const [removed = ''] = await store().put(BERT, [bytes('removed')]);
      await store().remove(BERT);
      await expect(store().delete(BERT, [removed])).resolves.toBeUndefined();
      expect(await store().get(kept)).toEqual(bytes('kept'));
    });

    it('keeps everything else, whatever is deleted while more is put, and after a restart', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(fc.tuple(fc.uint8Array({ maxLength: 3000 }), fc.boolean()), { maxLength: 12 }), {
            maxLength: 6,
          }),
          async (batches) => {
            const kept = new Map<string, Buffer>();
            const gone: string[] = [];
            for (const batch of batches) {
              const refs = await store().put(
                ANNE,
                batch.map(([blob]) => blob),
              );
              for (const [nth, [blob, stays]] of batch.entries())
                if (stays) kept.set(refs[nth] ?? '', Buffer.from(blob));
                else gone.push(refs[nth] ?? '');
              await store().delete(ANNE, gone.slice(-15));
            }
            await store().delete(ANNE, gone);
            expect(await store().getMany([...kept.keys()])).toEqual([...kept.values()]);
            for (const ref of gone)
              await expect(store().get(ref)).rejects.toMatchObject({ code: 'blob-store/not-found' });
          },
        ),
        { numRuns: 20 },
      );
      const [gone = '', kept = ''] = await store().put(ANNE, [bytes('gone'), bytes('kept')]);
      await store().delete(ANNE, [gone]);
      const again = await fixture?.reopen();
      expect(await again?.get(kept)).toEqual(bytes('kept'));
      await expect(again?.get(gone)).rejects.toMatchObject({ code: 'blob-store/not-found' });
      await again?.[Symbol.asyncDispose]();
    });

    it('deletes nothing of another account, and nothing by what is no reference', async () => {
      const [bert = ''] = await store().put(BERT, [bytes('bert')]);
      await expect(store().delete(ANNE, [bert])).rejects.toMatchObject({ code: 'blob-store/invalid' });
      await expect(store().delete(ANNE, ['nonsense'])).rejects.toMatchObject({ code: 'blob-store/invalid' });
      expect(await store().get(bert)).toEqual(bytes('bert'));
    });

    it('forgets an account alone', async () => {
      const [anne = ''] = await store().put(ANNE, [bytes('anne')]);
      const [bert = ''] = await store().put(BERT, [bytes('bert')]);
      await store().remove(ANNE);
      await expect(store().get(anne)).rejects.toMatchObject({ code: 'blob-store/not-found' });
      expect(await store().get(bert)).toEqual(bytes('bert'));
    });

    it('removes what is not there', async () => {
      await expect(store().remove(ANNE)).resolves.toBeUndefined();
    });

    it('takes blobs of an account that was removed, and never finds them under old references', async () => {
      const [old = ''] = await store().put(ANNE, [bytes('old')]);
      await store().remove(ANNE);
      const [fresh = ''] = await store().put(ANNE, [bytes('new')]);
      expect(await store().get(fresh)).toEqual(bytes('new'));
      await expect(store().get(old)).rejects.toMatchObject({ code: 'blob-store/not-found' });
    });

    it.each([['nonsense'], [''], ['../../etc/passwd'], ['f1.a.b.c']])('finds nothing under %j', async (ref) => {
      await expect(store().get(ref)).rejects.toMatchObject({ code: 'blob-store/not-found', retry: 'never' });
    });

    it('refuses an account that is no UUID: it becomes part of paths', async () => {
      await expect(store().put('../anne', [bytes('x')])).rejects.toMatchObject({ code: 'blob-store/invalid' });
      await expect(store().delete('../anne', [])).rejects.toMatchObject({ code: 'blob-store/invalid' });
      await expect(store().remove('..')).rejects.toMatchObject({ code: 'blob-store/invalid' });
    });
  });
}
