import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Delivers one mail over LMTP (RFC 2033).
 * @param raw the mail; line ends become CRLF
 * @throws Error with the server's answer when it refuses
 */
export async function deliverByLmtp(
  server: { readonly host: string; readonly port: number },
  recipient: string,
  raw: string | Uint8Array,
): Promise<void> {
  const socket = connect(server.port, server.host);
  try {
    const answers = createInterface({ input: socket })[Symbol.asyncIterator]();
    const expectAnswer = async (code: string) => {
      for (;;) {
        const { value, done } = await answers.next();
        if (done === true) throw new Error(`LMTP to ${server.host}:${server.port}: the server hung up`);
        if (!value.startsWith(code)) throw new Error(`LMTP to ${server.host}:${server.port}: ${value}`);
        if (value[3] !== '-') return; // RFC 5321 §4.2.1: a hyphen announces another line
      }
    };
    const say = async (text: string | Uint8Array, code: string) => {
      socket.write(text);
      await expectAnswer(code);
    };
    await expectAnswer('220');
    await say('LHLO localhost\r\n', '250');
    await say('MAIL FROM:<>\r\n', '250');
    await say(`RCPT TO:<${recipient}>\r\n`, '250');
    await say('DATA\r\n', '354');
    await say(dotStuffed(raw), '250');
    socket.end('QUIT\r\n');
  } finally {
    socket.destroySoon();
  }
}

/** RFC 5321 §4.5.2, byte for byte whatever the charset. */
function dotStuffed(raw: string | Uint8Array): Uint8Array {
  const text = typeof raw === 'string' ? Buffer.from(raw).toString('latin1') : Buffer.from(raw).toString('latin1');
  const lines = text.split(/\r?\n/).map((line) => (line.startsWith('.') ? `.${line}` : line));
  if (lines.at(-1) === '') lines.pop();
  return Buffer.from(`${lines.join('\r\n')}\r\n.\r\n`, 'latin1');
}
