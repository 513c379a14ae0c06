import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import type { ServerCertificate } from '@mailfold/imap-server';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { hasPassword } from './has-password.ts';

export interface SubmissionOptions {
  readonly host: string;
  readonly port: number;
  readonly certificate: ServerCertificate;
  readonly login: string;
  readonly password: string;
  /** Called with each accepted mail, before it is acknowledged; a rejection refuses the mail for now. */
  readonly accept: (recipients: readonly string[], raw: Buffer) => Promise<void>;
}

const MAX_BYTES = 25 * 1024 * 1024;

/** An error that the server answers with this SMTP code. */
const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession, options: SubmissionOptions) {
  const raw = await buffer(stream);
  if (stream.sizeExceeded) throw refusal(552, `Mail is limited to ${MAX_BYTES} bytes`);
  const recipients = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
  await options.accept(recipients, raw).catch(() => {
    throw refusal(451, 'The mail could not be stored; try again');
  });
}

/** A submission server (RFC 6409) on loopback with TLS from the first byte (RFC 8314 §3.3) for the mailbox's owner. */
export class SubmissionServer {
  readonly #server: SMTPServer;

  private constructor(options: SubmissionOptions) {
    const { certificate, login, password } = options;
    this.#server = new SMTPServer({
      secure: true,
      key: certificate.key,
      cert: certificate.cert,
      size: MAX_BYTES,
      authMethods: ['PLAIN', 'LOGIN'],
      disableReverseLookup: true,
      onAuth: (auth, _session, done) =>
        auth.username === login && hasPassword(auth.password ?? '', password)
          ? done(null, { user: login })
          : done(refusal(535, 'Wrong login or password')),
      onMailFrom: ({ address }, _session, done) =>
        address.toLowerCase() === login ? done() : done(refusal(553, 'Send from your own address')),
      onData: (stream, session, done) => callbackify(receive)(stream, session, options, done),
    });
    // Clients that go away in the middle are no failure of the server's.
    this.#server.on('error', () => undefined);
  }

  static async start(options: SubmissionOptions): Promise<SubmissionServer> {
    const submission = new SubmissionServer(options);
    const { server } = submission.#server;
    server.listen(options.port, options.host);
    await once(server, 'listening');
    return submission;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
