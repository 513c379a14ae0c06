import fc from 'fast-check';
import { muted, seen, type Told } from './mail.ts';

const JOINS = ['a', 'b', 'c', 'd', 'e'];

const joins = fc.uniqueArray(fc.constantFrom(...JOINS), { minLength: 1, maxLength: 3 });

/** What is told to three accounts, interleaved; ids repeat now and then. */
export const tellings = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ account: fc.nat(2), id: fc.nat(15), joins }) },
    { weight: 1, arbitrary: fc.record({ account: fc.nat(2), mutes: fc.constantFrom(...JOINS) }) },
  ),
  { minLength: 1, maxLength: 24 },
);

type Telling = typeof tellings extends fc.Arbitrary<infer All extends readonly unknown[]> ? All[number] : never;

export const toldTo = (accounts: readonly string[], all: readonly Telling[]): Told[] =>
  all.map((one) => {
    const account = accounts[one.account] ?? '';
    return 'mutes' in one ? muted(account, one.mutes) : seen(account, `m${one.id}`, ...one.joins);
  });
