import { type Dovecot, type DovecotVariant, findDovecot } from '@mailfold/dev-env';
import { BareClient } from './bare-client.ts';

const AT_ONCE = 1_000;
const FIRST = Date.UTC(2024, 0, 1);

/** A Dovecot with one mailbox in sdbox, whose INBOX holds so many small mails. */
export interface LargeMailbox extends AsyncDisposable {
  readonly server: Dovecot;
  readonly user: string;
  readonly password: string;
  /** Who asks the server directly. */
  bare(): Promise<BareClient>;
  /** @returns the Message-ID of a mail that has just come in */
  deliver(): Promise<string>;
}

/** @throws RangeError where there is no Dovecot */
export async function serveLargeMailbox(count: number, variant: DovecotVariant): Promise<LargeMailbox> {
  const need = await findDovecot();
  if (!('found' in need)) throw new RangeError(`not run: ${need.missing} (${need.howToGetIt})`);
  const server = await need.found.startDovecot(variant);
  const { user, password } = await server.addUser(`sdbox-${crypto.randomUUID()}`);
  const bare = () => BareClient.open(server.port, user, password);
  await fill(await bare(), count);
  return {
    server,
    user,
    password,
    bare,
    deliver: async () => {
      const messageId = `${crypto.randomUUID()}@late.example`;
      await server.deliver(user, mailOf('late', messageId));
      return messageId;
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}

/** RFC 3502: many mails with one command. */
async function fill(client: BareClient, count: number): Promise<void> {
  using _open = client;
  for (let first = 0; first < count; first += AT_ONCE) {
    const parts: Buffer[] = [];
    for (let nth = first; nth < Math.min(count, first + AT_ONCE); nth += 1) {
      const mail = mailOf(String(nth), `${nth}@bench.example`);
      parts.push(Buffer.from(` (\\Seen) "${internalDate(nth)}" {${mail.length}+}\r\n`), Buffer.from(mail));
    }
    await client.ask('APPEND INBOX', Buffer.concat(parts));
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 9051 §9, date-time. */
function internalDate(nth: number): string {
  const at = new Date(FIRST + nth * 60_000);
  const day = String(at.getUTCDate()).padStart(2, '0');
  return `${day}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`;
}

const mailOf = (nth: string, messageId: string): string =>
  `From: Writer <writer-${nth.length}-${Number(nth) % 500}@elsewhere.example>\r\nTo: me@bench.example\r\nSubject: Nr ${nth}\r\n` +
  `Message-ID: <${messageId}>\r\nDate: ${new Date(FIRST).toUTCString()}\r\n\r\nText of ${nth}.\r\n`;
