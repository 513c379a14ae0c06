import type { CapabilityChoice, FaultScript, ImapServer } from '@mailfold/imap-server';
import type { MailSession } from '@mailfold/mail-provider';
import { mails } from '@mailfold/mail-provider/contract';
import { ImapMailProvider } from '../src/index.ts';
import { LOGIN, settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';

export const impatient = new ImapMailProvider({
  guard,
  timeouts: { idleMs: 60, replyMs: 150, silenceMs: 20_000, callMs: 25_000, pollMs: 30 },
});

interface Playing extends AsyncDisposable {
  readonly server: ImapServer;
  readonly session: MailSession;
  readonly epoch: number;
}

/** A session at an inbox of so many mails; the faults begin when it is open. */
export async function playing(
  count: number,
  faults: FaultScript,
  provider = impatient,
  capabilities: CapabilityChoice = {},
): Promise<Playing> {
  const server = await startServer({ capabilities });
  await server.mailbox(LOGIN).deliverMany(
    'INBOX',
    mails(count).map((raw) => ({ raw: Buffer.from(raw) })),
  );
  const session = await provider.connect(settingsFor(server));
  const { epoch } = await session.open('INBOX');
  server.playFaults(faults);
  return {
    server,
    session,
    epoch,
    [Symbol.asyncDispose]: async () => {
      await session[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
export const uidsOf = (rows: readonly { readonly uid: number }[]): number[] => rows.map(({ uid }) => uid);
