import {
  DealLinked,
  DealUnlinked,
  fact,
  MergeSuggested,
  MessageAttached,
  ThreadsMerged,
  ThreadStarted,
} from '@mailfold/contracts';
import { NAMESPACES, uuid5 } from '@mailfold/kernel';
import { EventBuilder, scenarios } from '@mailfold/testing';
import { emptyState } from '../src/domain/state.ts';
import { threadingRules } from '../src/domain/threading-rules.ts';
import { connected, type Mail, messageIdOf, observed, OWN, threadIdOf } from './mails.ts';

const ANN = 'ann@a.example';
const BOB = 'bob@b.example';
const policy = 'subject-participants@1';
const deal = (name: string): string => uuid5(NAMESPACES.deal, name);

const toAnn: Mail = { name: 'a', subject: 'Offer', from: ANN, minute: 1 };
const toBob: Mail = { name: 'b', subject: 'Offer', from: BOB, minute: 2 };
const toBoth: Mail = { name: 'c', subject: 'Re: Offer', from: OWN, to: [ANN, BOB], minute: 3 };

const setting = () => {
  const mail = new EventBuilder();
  const given = scenarios(threadingRules, () => emptyState(mail.accountId));
  const linked = (thread: string, name: string) =>
    mail.stored(DealLinked, { threadId: threadIdOf(mail, thread), dealId: deal(name), why: { rule: 'by-hand' } });
  const unlinked = (thread: string, name: string) =>
    mail.stored(DealUnlinked, { threadId: threadIdOf(mail, thread), dealId: deal(name), why: { rule: 'by-hand' } });
  return { mail, given, linked, unlinked };
};

describe('a message between two threads', () => {
  it('THR-5: merges them into the one with the earliest message', () => {
    const { mail, given } = setting();
    const [a, b] = [threadIdOf(mail, 'a'), threadIdOf(mail, 'b')];
    given()
      .after(connected(mail), observed(mail, toBob), observed(mail, toAnn))
      .when(observed(mail, toBoth))
      .thenFacts(fact(ThreadsMerged, a, { survivor: a, absorbed: [b], bridge: messageIdOf('c'), policy }), {
        type: MessageAttached.type,
        data: expect.objectContaining({ threadId: a, messageId: messageIdOf('c') }),
      });
  });

  it('THR-6: leaves threads of two deals apart, suggests, and joins the one that In-Reply-To names', () => {
    const { mail, given, linked } = setting();
    const [a, b] = [threadIdOf(mail, 'a'), threadIdOf(mail, 'b')];
    given()
      .after(connected(mail), observed(mail, toAnn), observed(mail, toBob), linked('a', 'x'), linked('b', 'y'))
      .when(observed(mail, { ...toBoth, inReplyTo: 'a' }))
      .thenFacts(
        { type: MessageAttached.type, data: expect.objectContaining({ threadId: a }) },
        fact(MergeSuggested, messageIdOf('c'), { threads: [a, b], bridge: messageIdOf('c'), policy }),
      );
  });

  it('THR-6: without In-Reply-To joins the thread of the newest earlier message', () => {
    const { mail, given, linked } = setting();
    given()
      .after(connected(mail), observed(mail, toAnn), observed(mail, toBob), linked('a', 'x'), linked('b', 'y'))
      .when(observed(mail, toBoth))
      .thenFacts(
        { type: MessageAttached.type, data: expect.objectContaining({ threadId: threadIdOf(mail, 'b') }) },
        { type: MergeSuggested.type, data: expect.objectContaining({ bridge: messageIdOf('c') }) },
      );
  });

  it('THR-6: merges what was held when the links no longer differ', () => {
    const { mail, given, linked, unlinked } = setting();
    const [a, b] = [threadIdOf(mail, 'a'), threadIdOf(mail, 'b')];
    given()
      .after(connected(mail), observed(mail, toAnn), observed(mail, toBob), linked('a', 'x'), linked('b', 'y'))
      .after(observed(mail, toBoth))
      .when(unlinked('b', 'y'))
      .thenFacts(fact(ThreadsMerged, a, { survivor: a, absorbed: [b], bridge: messageIdOf('c'), policy }));
  });

  it('THR-6: merges threads of one deal, and one without any', () => {
    const { mail, given, linked } = setting();
    given()
      .after(connected(mail), observed(mail, toAnn), observed(mail, toBob), linked('a', 'x'))
      .when(observed(mail, toBoth))
      .thenFacts(
        { type: ThreadsMerged.type, data: expect.objectContaining({ survivor: threadIdOf(mail, 'a') }) },
        { type: MessageAttached.type, data: expect.objectContaining({ threadId: threadIdOf(mail, 'a') }) },
      );
  });
});

describe('a message alone', () => {
  it('THR-1: starts a thread', () => {
    const { mail, given } = setting();
    given()
      .after(connected(mail))
      .when(observed(mail, toAnn))
      .thenFacts(fact(ThreadStarted, threadIdOf(mail, 'a'), { threadId: threadIdOf(mail, 'a'), policy }), {
        type: MessageAttached.type,
        data: expect.objectContaining({ messageId: messageIdOf('a') }),
      });
  });
});
