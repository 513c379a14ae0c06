import type { Client } from './client.ts';

const same = (prefix: string, subject: string): boolean =>
  subject.toLowerCase().startsWith(prefix.trim().toLowerCase());

/** Programs do not repeat their own prefix, and pile it on a foreign one. */
export const replySubject = (client: Client, subject: string): string =>
  same(client.reply, subject) ? subject : client.reply + subject;

export const forwardSubject = (client: Client, subject: string): string =>
  same(client.forward, subject) ? subject : client.forward + subject;
