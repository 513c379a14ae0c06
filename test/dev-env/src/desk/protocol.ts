import type { DovecotDescription } from '../dovecot/description.ts';
import type { DovecotVariant } from '../dovecot/variant.ts';

/** What can be asked of the desk: each operation with what it is given and what it answers, as JSON. */
export type Operations = {
  readonly 'create-database': { readonly ask: object; readonly answer: { readonly url: string } };
  readonly 'drop-database': { readonly ask: { readonly url: string }; readonly answer: object };
  readonly 'find-dovecot': { readonly ask: object; readonly answer: { readonly found: boolean } };
  readonly 'start-dovecot': {
    readonly ask: { readonly variant: DovecotVariant };
    readonly answer: DovecotDescription & { readonly id: string };
  };
  readonly 'halt-dovecot': { readonly ask: { readonly id: string }; readonly answer: object };
  readonly 'resume-dovecot': { readonly ask: { readonly id: string }; readonly answer: object };
  readonly 'stop-dovecot': { readonly ask: { readonly id: string }; readonly answer: object };
};

export type Operation = keyof Operations;
export type Ask<O extends Operation> = Operations[O]['ask'];
export type Answer<O extends Operation> = Operations[O]['answer'];

export type Handlers = { readonly [O in Operation]: (ask: Ask<O>) => Promise<Answer<O>> };
