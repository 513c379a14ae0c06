import { flushCompileCache } from 'node:module';
import type { Bounds } from './bounds.ts';
import { parseMail } from './parse-mail.ts';
import type { ParsedMail, ReadMail, RejectedMail } from './read-mail.ts';
import { Watchdog } from './watchdog.ts';

/** What the parent sends. */
export interface ReadRequest {
  readonly raws: readonly Uint8Array[];
  readonly bounds: Bounds;
}

/** A parsed mail on its way: the search text is left out where it is the text. */
export type SentMail = (Omit<ParsedMail, 'searchText'> & { readonly searchText?: string }) | RejectedMail;

/** What the child answers: first that it is up, then to each request. */
export type ChildMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'read'; readonly mails: readonly SentMail[]; readonly rssBytes: number };

// Ctrl-C reaches the whole group of processes: the parent decides when its child ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

const watchdog = new Watchdog();
let work: Promise<void> = watchdog.isUp;

process.on('message', (request: ReadRequest) => {
  work = work.then(() => answer(request));
});
send({ kind: 'ready' });

async function answer({ raws, bounds }: ReadRequest): Promise<void> {
  watchdog.start(bounds);
  const mails: SentMail[] = [];
  for (const raw of raws) mails.push(sent(await parseMail(asBuffer(raw))));
  watchdog.stop();
  send({ kind: 'read', mails, rssBytes: process.memoryUsage.rss() });
  keepCompiled();
}

let isKept = false;

/** Node keeps what it compiled when a process exits, and this one is ended from outside: without it every child carries the compiler (25 MB). */
function keepCompiled(): void {
  if (!isKept) flushCompileCache();
  isKept = true;
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function sent(mail: ReadMail): SentMail {
  if (mail.status === 'rejected' || mail.searchText !== mail.text) return mail;
  const { searchText: _, ...rest } = mail;
  return rest;
}

function send(message: ChildMessage): void {
  process.send?.(message);
}
