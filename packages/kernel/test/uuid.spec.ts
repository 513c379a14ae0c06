import fc from 'fast-check';
import { fixedClock, isUuid, NAMESPACES, uuid5, uuid7Ids } from '@mailfold/kernel';

describe('uuid5 (RFC 9562 §5.5)', () => {
  it('is golden: ids in the log depend on it', () => {
    expect(uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'x')).toBe('714b07e9-2a2b-533b-b088-d9edb2861e80');
  });

  it('is golden for parts in any script', () => {
    const parts = ['a', 'ä"\\', '見積書', '😀\n'];
    expect(parts.map((part) => uuid5(NAMESPACES.event, part, ...parts))).toMatchInlineSnapshot(`
[
  "0441509d-3442-5431-929c-f29363251005",
  "4dbf5600-a64f-5a45-8968-57c22ccd97da",
  "67183c09-61e7-5a93-9129-237039916e8c",
  "121088df-2ab2-588a-b9ed-43185330a45a",
]
`);
  });

  it('has golden namespaces', () => {
    expect(NAMESPACES).toMatchInlineSnapshot(`
{
  "account": "421708e5-a202-5981-b658-6d99f58da7a8",
  "blob": "82062de4-f97a-5918-a99b-c2bb326a038a",
  "command": "9866a983-e65b-5f4a-b302-d10827829b84",
  "contact": "d24f909b-b963-505c-bc10-a34b70a976e0",
  "crm": "47b256b1-f43b-5000-adb3-716299d03b1f",
  "deal": "38e665cf-fd3b-580d-a80b-e1aac2c70e0b",
  "event": "63ef79b6-dfcf-512f-8741-5b4b91b6a505",
  "message": "0c522fc9-3a21-5d87-917d-4d6a567a14c4",
  "organisation": "d75d9c92-1736-5049-8ab5-ba64273d88dd",
  "root": "6f1c5c1e-6c0d-4c3b-9a53-1f0c3f6a2d77",
  "tenant": "5e106591-8f53-57b9-b252-465f1166f3b6",
  "thread": "4f91c3f9-590a-5d0d-9a67-5de97a7dc5f9",
  "user": "d41149e7-d937-5dc8-96b4-b31b2d14863d",
}
`);
  });

  it('carries version and variant for any parts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (parts) => {
        const id = uuid5(NAMESPACES.event, ...parts);
        expect(isUuid(id)).toBe(true);
        expect(id).toMatch(/^.{14}5.{4}[89ab]/);
      }),
    );
  });

  it('gives different lists of parts different ids', () => {
    const parts = fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(uuid5(NAMESPACES.event, ...one) === uuid5(NAMESPACES.event, ...other)).toBe(same);
      }),
    );
  });

  it('takes parts longer than its buffer', () => {
    expect(uuid5(NAMESPACES.event, 'x'.repeat(10_000))).not.toBe(uuid5(NAMESPACES.event, 'x'.repeat(10_001)));
  });

  it('refuses a namespace that is no UUID', () => {
    expect(() => uuid5('not-a-uuid', 'x')).toThrow('namespace');
  });
});

describe('uuid7 (RFC 9562 §5.7)', () => {
  const still = fixedClock('2026-01-02T03:04:05.678Z');

  it('goes up while the clock stands still, past the end of its counter', () => {
    const ids = uuid7Ids(still);
    const made = Array.from({ length: 10_000 }, () => ids.next());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
  });

  it('goes up when the clock jumps back (S14)', () => {
    const times = ['2026-01-02T04:00:00Z', '2026-01-02T03:00:00Z'].values();
    const ids = uuid7Ids({ now: () => new Date(times.next().value ?? 0) });
    const [first, second] = [ids.next(), ids.next()];
    expect(second > first).toBe(true);
  });

  it('is its milliseconds, counter and randomness', () => {
    const ids = uuid7Ids(still, (size) => Buffer.alloc(size, 0xff));
    expect(ids.next()).toBe('019b7ca9-8f2e-7000-bfff-ffffffffffff');
  });
});
