import fc from 'fast-check';
import { type Mail, OWN } from './mails.ts';
import { partitionOf } from './partition.ts';

const person = fc.constantFrom(
  OWN,
  'ann@a.example',
  'bob@a.example',
  'eve@b.example',
  'ken@kumoi.example',
  'kim@kumoi.example',
);
const subject = fc.constantFrom('Loggers', 'Re: Loggers', 'Fwd: Re: Loggers', 'Price', '返信：Price', '', 'Re:');

const mails: fc.Arbitrary<Mail[]> = fc
  .array(
    fc.record({
      subject,
      from: person,
      to: fc.uniqueArray(person, { maxLength: 3 }),
      cc: fc.uniqueArray(person, { maxLength: 2 }),
    }),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((list) => list.map((mail, nth) => ({ ...mail, name: `m${nth}`, minute: nth })));

const shuffledTwice = mails.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.shuffledSubarray(list)),
);

describe('the partition', () => {
  it('THR-1, E11, E12: is the same for every order of arrival, duplicates and late parents included', () => {
    fc.assert(
      fc.property(shuffledTwice, ([inOrder, shuffled, repeated]) => {
        expect(partitionOf([...shuffled, ...repeated])).toEqual(partitionOf(inOrder));
      }),
    );
  });

  it('THR-7: a mail more never takes two mails apart', () => {
    fc.assert(
      fc.property(mails, (list) => {
        const before = partitionOf(list.slice(0, -1));
        const after = partitionOf(list);
        for (const thread of before) {
          const names = thread.split(' ');
          expect(after.some((wider) => names.every((name) => wider.split(' ').includes(name)))).toBe(true);
        }
      }),
    );
  });
});
