import type { DovecotDescription } from '../dovecot/description.ts';
import type { DovecotSetup } from '../dovecot/variant.ts';
import type { MailServerDescription } from '../mail-servers/description.ts';
import type { MailServerKind } from '../mail-servers/kinds.ts';
import type { KafkaDescription, KafkaVariant } from '../kafka/description.ts';

/** What can be asked of the desk: each operation with what it is given and what it answers, as JSON. */
export type Operations = {
  readonly 'create-database': { readonly ask: object; readonly answer: { readonly url: string } };
  readonly 'drop-database': { readonly ask: { readonly url: string }; readonly answer: object };
  readonly 'find-dovecot': { readonly ask: object; readonly answer: { readonly found: boolean } };
  readonly 'start-dovecot': {
    readonly ask: DovecotSetup;
    readonly answer: DovecotDescription & { readonly id: string };
  };
  readonly 'halt-dovecot': { readonly ask: { readonly id: string }; readonly answer: object };
  readonly 'resume-dovecot': { readonly ask: { readonly id: string }; readonly answer: object };
  readonly 'stop-dovecot': { readonly ask: { readonly id: string }; readonly answer: object };
  readonly 'find-mail-server': {
    readonly ask: { readonly kind: MailServerKind };
    readonly answer: { readonly found: boolean };
  };
  readonly 'start-mail-server': {
    readonly ask: { readonly kind: MailServerKind };
    readonly answer: MailServerDescription & { readonly id: string };
  };
  readonly 'stop-mail-server': {
    readonly ask: { readonly kind: MailServerKind; readonly id: string };
    readonly answer: object;
  };
  readonly 'find-kafka': { readonly ask: object; readonly answer: { readonly found: boolean } };
  /** The one that the suites of a run share. */
  readonly 'shared-kafka': { readonly ask: object; readonly answer: KafkaDescription };
  readonly 'start-kafka': {
    readonly ask: { readonly variant: KafkaVariant };
    readonly answer: KafkaDescription & { readonly id: string };
  };
  readonly 'kill-kafka': { readonly ask: { readonly id: string }; readonly answer: object };
  readonly 'restart-kafka': { readonly ask: { readonly id: string }; readonly answer: { readonly pid: number } };
  readonly 'stop-kafka': { readonly ask: { readonly id: string }; readonly answer: object };
};

export type Operation = keyof Operations;
export type Ask<O extends Operation> = Operations[O]['ask'];
export type Answer<O extends Operation> = Operations[O]['answer'];

export type Handlers = { readonly [O in Operation]: (ask: Ask<O>) => Promise<Answer<O>> };
