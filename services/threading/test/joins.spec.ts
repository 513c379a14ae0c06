import { EventBuilder } from '@mailfold/testing';
import { joinerFor } from '../src/domain/mailbox-rules.ts';
import { type Mail, observed, OWN } from './mails.ts';

const joiner = joinerFor({
  own: [OWN],
  companyDomains: ['kumoi.example'],
  policy: 'subject-participants@1',
  hashKey: 'AAAAAAAAAAAAAAAAAAAAAA',
});
const events = new EventBuilder();
const joinsOf = (mail: Omit<Mail, 'name'>) => joiner.joins(observed(events, { name: 'x', ...mail }).data);

const ANN = 'ann@customer.example';
const KEN = 'ken@kumoi.example';

describe('joins are golden: they lie in the log, and later mail must meet them', () => {
  it.each([
    { mail: { subject: 'Loggers', from: ANN }, joins: ['XY7mF--ET6I-qZE4'] },
    {
      mail: { subject: 'Re: [list] Loggers (fwd)', from: OWN, to: [ANN, KEN], cc: ['bob@customer.example', ANN] },
      joins: ['XY7mF--ET6I-qZE4', 'FvA9xw9hVuMzfz32'],
    },
    { mail: { subject: '返信: 見積書の件 😀', from: ANN, to: [KEN] }, joins: ['yrMO6aNx6gGkJBo-', '1GmjrjbbmCp54PKD'] },
    { mail: { subject: 'Lunch', from: KEN, to: [OWN] }, joins: ['-SnkIBAxeLgiLqkx'] },
    { mail: { subject: 'Lone \ud800', from: ANN }, joins: ['s5VEQq8Q8Wk_DIh0'] },
    { mail: { subject: 'Re:', from: ANN }, joins: [] },
    {
      mail: { subject: 'Fair', from: ANN, to: Array.from({ length: 101 }, (_, n) => `guest${n}@fair.example`) },
      joins: ['vsDCpMRIgagyVkr8'],
    },
  ])('of $mail.subject from $mail.from', ({ mail, joins }) => {
    expect(joinsOf(mail)).toEqual(joins);
  });

  it('of a Message-ID', () => {
    expect(joiner.messageIdKey('an.id@test')).toMatchInlineSnapshot(`"5ceowbUSEJApfLKD"`);
  });
});
