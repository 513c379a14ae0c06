import { type ServerChoice, TlsMode } from '@mailfold/contracts/http';
import { readFile } from 'node:fs/promises';
import type { Cli } from '../cli.ts';
import { usage } from '../usage.ts';
import type { Servers } from './chosen.ts';
import type { ConnectOptions } from './connect-options.ts';

const USUAL = { imap: { port: 993, tls: 'implicit' }, smtp: { port: 465, tls: 'implicit' } } as const;

const TLS_WORDS = 'TLS mode (implicit, starttls or none)';

const tlsOf = (text: string): TlsMode => {
  const parsed = TlsMode.safeParse(text.trim().toLowerCase());
  if (parsed.success) return parsed.data;
  throw usage(`The TLS mode is implicit, starttls or none, not "${text}".`);
};

const portOf = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw usage(`A port is a number from 1 to 65535, not "${text}".`);
};

/** Asked where a person is there, else the usual value. */
const asked = async (cli: Cli, question: string, usual: string): Promise<string> => {
  if (!cli.terminal.interactive) return usual;
  const answer = (await cli.terminal.ask(`${question} [${usual}]: `)).trim();
  return answer === '' ? usual : answer;
};

const pinned = async (file: string | undefined): Promise<{ readonly pinnedCertificate?: string }> => {
  if (file === undefined) return {};
  const text = await readFile(file, 'utf8').catch(() => {
    throw usage(`The certificate ${file} is not there, or may not be read.`);
  });
  return { pinnedCertificate: text };
};

async function imapServer(cli: Cli, domain: string, options: ConnectOptions): Promise<ServerChoice> {
  if (options.imapHost === undefined && !cli.terminal.interactive) {
    throw usage(
      `Nothing tells where the mail of ${domain} is: give --imap-host (and --imap-port, --imap-tls where they are not 993 and implicit).`,
    );
  }
  const host = options.imapHost ?? (await asked(cli, 'IMAP server', `imap.${domain}`));
  // Who named the host on the command line names what is unusual there too.
  const ask = options.imapHost === undefined;
  const port =
    options.imapPort ?? (ask ? portOf(await asked(cli, 'IMAP port', String(USUAL.imap.port))) : USUAL.imap.port);
  const tls = tlsOf(
    options.imapTls ?? (ask ? await asked(cli, TLS_WORDS, port === 143 ? 'starttls' : 'implicit') : USUAL.imap.tls),
  );
  return { host, port, tls, ...(await pinned(options.trust)) };
}

async function smtpServer(cli: Cli, imapHost: string, options: ConnectOptions): Promise<ServerChoice | undefined> {
  const ask = options.imapHost === undefined && options.smtpHost === undefined;
  const usual = imapHost.startsWith('imap.') ? `smtp.${imapHost.slice('imap.'.length)}` : imapHost;
  const host = options.smtpHost ?? (ask ? await asked(cli, 'SMTP server, or "none"', usual) : 'none');
  if (host === 'none') return undefined;
  const port =
    options.smtpPort ?? (ask ? portOf(await asked(cli, 'SMTP port', String(USUAL.smtp.port))) : USUAL.smtp.port);
  const tls = tlsOf(
    options.smtpTls ??
      (ask
        ? await asked(cli, TLS_WORDS, port === 587 ? 'starttls' : 'implicit')
        : port === 587
          ? 'starttls'
          : USUAL.smtp.tls),
  );
  return { host, port, tls, ...(await pinned(options.trust)) };
}

/** Host, port and TLS mode from the command line, asked for where a person is there. */
export async function askServers(cli: Cli, domain: string, options: ConnectOptions): Promise<Servers> {
  const imap = await imapServer(cli, domain, options);
  const smtp = await smtpServer(cli, imap.host, options);
  return { imap, ...(smtp === undefined ? {} : { smtp }) };
}
