import { partitionOf } from './partition.ts';
import { type Mail, OWN } from './mails.ts';

const ANN = 'ann@customer.example';
const BOB = 'bob@customer.example';
const EVE = 'eve@other.example';
const KEN = 'ken@kumoi.example';

const crowd = Array.from({ length: 120 }, (_, n) => `guest${n}@fair.example`);

/** What a salesperson would say of these mails, and the threads they give. */
const cases: readonly {
  readonly says: string;
  readonly mails: readonly Mail[];
  readonly threads: readonly string[];
  readonly company?: readonly string[];
}[] = [
  {
    says: 'a question and its answer are one thread',
    mails: [
      { name: 'a', subject: 'Loggers', from: ANN },
      { name: 'b', subject: 'Re: Loggers', from: OWN, to: [ANN] },
    ],
    threads: ['a b'],
  },
  {
    says: 'another subject is another thread',
    mails: [
      { name: 'a', subject: 'Loggers', from: ANN },
      { name: 'b', subject: 'Invoice', from: ANN },
    ],
    threads: ['a', 'b'],
  },
  {
    says: 'the same subject from a stranger is another thread',
    mails: [
      { name: 'a', subject: 'Hello there', from: ANN },
      { name: 'b', subject: 'Hello there', from: EVE },
    ],
    threads: ['a', 'b'],
  },
  {
    says: 'prefixes of every language are one subject',
    mails: [
      { name: 'a', subject: '見積書の件', from: ANN },
      { name: 'b', subject: '返信: 見積書の件', from: OWN, to: [ANN] },
      { name: 'c', subject: 'AW: Re[2]: 見積書の件', from: ANN },
    ],
    threads: ['a b c'],
  },
  {
    says: 'a mail without a subject joins nothing by subject',
    mails: [
      { name: 'a', subject: '', from: ANN },
      { name: 'b', subject: 'Re:', from: ANN },
    ],
    threads: ['a', 'b'],
  },
  {
    says: 'who joins by Cc and answers stays in the thread through the sender they share',
    mails: [
      { name: 'a', subject: 'Loggers', from: ANN, cc: [BOB] },
      { name: 'b', subject: 'Re: Loggers', from: BOB, to: [ANN, OWN] },
    ],
    threads: ['a b'],
  },
  {
    says: 'two colleagues alone do not pull two customers into one thread',
    mails: [
      { name: 'a', subject: 'Price list', from: OWN, to: [ANN], cc: [KEN] },
      { name: 'b', subject: 'Price list', from: OWN, to: [EVE], cc: [KEN] },
    ],
    threads: ['a', 'b'],
  },
  {
    says: 'colleagues among themselves are a thread',
    mails: [
      { name: 'a', subject: 'Lunch', from: KEN },
      { name: 'b', subject: 'Re: Lunch', from: OWN, to: [KEN] },
    ],
    threads: ['a b'],
  },
  {
    says: 'above a hundred participants only sender, Reply-To and the own address count',
    mails: [
      { name: 'a', subject: 'Fair', from: ANN, to: crowd },
      { name: 'b', subject: 'Re: Fair', from: 'guest7@fair.example', to: [ANN] },
      { name: 'c', subject: 'Re: Fair', from: OWN, to: [ANN] },
    ],
    threads: ['a c', 'b'],
  },
  {
    says: 'a draft is in no thread (SCO-1)',
    mails: [
      { name: 'a', subject: 'Loggers', from: ANN },
      { name: 'b', subject: 'Re: Loggers', from: OWN, to: [ANN], direction: 'draft' },
    ],
    threads: ['a', 'b'],
  },
];

describe('THR-1 policy subject-participants@1', () => {
  it.each(cases)('$says', ({ mails, threads, company }) => {
    expect(partitionOf(mails, company)).toEqual(threads);
  });
});
