import fc from 'fast-check';
import { shareOut } from '../src/postgres-claims.ts';

describe('an even part of what is wanted (OPS-3)', () => {
  it('takes what is free, up to the even part rounded up', () => {
    expect(shareOut(['a', 'b', 'c'], new Map(), 'me', 2)).toEqual({ surplus: [], free: ['a', 'b'] });
    expect(shareOut(['a', 'b', 'c'], new Map([['a', 'other']]), 'me', 2).free).toEqual(['b', 'c']);
  });

  it('gives up what is beyond it, and what nobody wants any more', () => {
    const holders = new Map(['a', 'b', 'c', 'gone'].map((one) => [one, 'me']));
    expect(shareOut(['a', 'b', 'c'], holders, 'me', 2).surplus).toEqual(['c', 'gone']);
    expect(shareOut(['a', 'b', 'c'], holders, 'me', 1).surplus).toEqual(['gone']);
  });

  it('comes to rest with each resource held once, and nobody two ahead, whatever was held before', () => {
    const resources = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 20 });
    const members = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(resources, members, fc.array(fc.nat(9), { maxLength: 20 }), (wanted, count, before) => {
        const names = Array.from({ length: count }, (_, nth) => `member ${nth}`);
        let holders = new Map(
          before.flatMap((who, nth) => {
            const [resource, holder] = [wanted[nth], names[who]];
            return resource === undefined || holder === undefined ? [] : [[resource, holder] as const];
          }),
        );
        for (let round = 0; round < 3; round += 1) {
          for (const name of names) {
            const { surplus, free } = shareOut(wanted, holders, name, count);
            const left = [...holders].filter(([resource, holder]) => holder !== name || !surplus.includes(resource));
            holders = new Map([...left, ...free.map((resource) => [resource, name] as const)]);
          }
        }
        expect([...holders.keys()].toSorted()).toEqual([...wanted].toSorted());
        const held = names.map((name) => [...holders.values()].filter((holder) => holder === name).length);
        expect(Math.max(...held)).toBeLessThanOrEqual(Math.ceil(wanted.length / count));
      }),
    );
  });
});
