import type { StoredEvent } from '@mailfold/event-store';
import { sampleEvent } from '@mailfold/event-store/contract';
import fc from 'fast-check';
import { whenFollowed } from '../src/when-followed.ts';

/** `o1`: one was observed; `a1`: it was attached; anything else is about nothing. */
const events = (text: string): StoredEvent[] =>
  text.split(' ').flatMap((type, position): StoredEvent[] =>
    type === ''
      ? []
      : [
          {
            ...sampleEvent({ type }),
            stream: 's',
            revision: position,
            position,
            recordedAt: '2026-01-01T00:00:00.000Z',
          },
        ],
  );

const about =
  (letter: string) =>
  ({ type }: StoredEvent): string | undefined =>
    type.startsWith(letter) ? type.slice(1) : undefined;

const ripe = whenFollowed(about('o'), about('a'));

describe('whenFollowed', () => {
  it.each([
    ['', 0],
    ['x y', 2],
    ['o1', 0],
    ['x o1', 1],
    ['o1 a1', 2],
    ['o1 o2 a1 a2', 4],
    ['o1 o2 a1', 0],
    ['o1 a1 o2 x', 2],
    ['o1 o2 a2 a1 x o3', 5],
    ['a1 x', 2],
    ['o1 x a1 o2 a2 o3', 5],
  ])('of "%s" the first %i are ripe', (text, expected) => {
    expect(ripe(events(text))).toBe(expected);
  });

  it('never parts two that belong together, and never holds back without need', () => {
    const word = fc.constantFrom('o1', 'o2', 'o3', 'a1', 'a2', 'a3', 'x');
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 7 }), (words) => {
        const isWhole = (count: number): boolean =>
          words.slice(0, count).every((one) => !one.startsWith('o') || followsWithin(words, one, count));
        const wholes = Array.from({ length: words.length + 1 }, (_, count) => count).filter(isWhole);
        expect(ripe(events(words.join(' ')))).toBe(wholes.at(-1) ?? 0);
      }),
    );
  });
});

const followsWithin = (words: readonly string[], first: string, count: number): boolean =>
  words.slice(0, count).includes(first.replace('o', 'a'));
