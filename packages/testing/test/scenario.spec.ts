import {
  AccountDisconnected,
  AccountRecovered,
  CredentialsRejected,
  CredentialsRenewed,
  fact,
} from '@mailfold/contracts';
import { EventBuilder } from '../src/event-builder.ts';
import { scenarios } from '../src/scenario.ts';
import { emptyPause, pauseRules } from './pause-rules.ts';

const given = scenarios(pauseRules, emptyPause);
const mail = new EventBuilder();
const { accountId } = mail;
const rejected = mail.stored(CredentialsRejected, { accountId, reason: 'expired' });
const recovered = mail.stored(AccountRecovered, { accountId });
const paused = fact(AccountDisconnected, accountId, { accountId });
const resumed = fact(CredentialsRenewed, accountId, { accountId });

describe('a scenario', () => {
  it('compares the facts that follow from an input', () => {
    given().when(rejected).thenFacts(paused);
    expect(() => given().when(rejected).thenFacts(resumed)).toThrow('toEqual');
    expect(() => given().when(rejected).thenNothing()).toThrow('toEqual');
  });

  it('compares a subject only where one is expected', () => {
    given().when(rejected).thenFacts({ type: AccountDisconnected.type, data: { accountId } });
    expect(() =>
      given()
        .when(rejected)
        .thenFacts({ ...paused, subject: 'another' }),
    ).toThrow('toEqual');
  });

  it('folds own events that are given as facts', () => {
    given(paused).when(rejected).thenNothing();
    given(paused).when(mail.command('resume')).thenFacts(resumed).thenOutcome({ done: true });
  });

  it('observes inputs that are given and does not react to them', () => {
    given(rejected).when(mail.command('resume')).thenRefused({ done: false });
    given(recovered, recovered).when(mail.command('resume')).thenOutcome({ recoveries: 2 });
  });

  it('decides on inputs that came before', () => {
    given().after(rejected).when(mail.command('resume')).thenFacts(resumed);
  });

  it('fails when the cause again leads to something again', () => {
    expect(() => given().when(mail.command('forgetful')).thenOutcome({ done: false })).toThrow('toEqual');
  });

  it('fails when two facts of one cause would be the same event', () => {
    expect(() => given(paused).when(mail.command('twins'))).toThrow('toBe');
  });

  it('fails on an input that the decider does not follow', () => {
    expect(() => given().when(mail.stored(CredentialsRenewed, { accountId }))).toThrow('toContain');
  });
});
