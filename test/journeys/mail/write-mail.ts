export interface Letter {
  /** `name <address>`, or an address. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Without angle brackets; also what makes it another mail than the next. */
  readonly id: string;
  /** The id of the mail that it answers. */
  readonly answers?: string;
}

const DOMAIN = 'journeys.example';

/** A mail as a program of today writes it (RFC 5322), dated now. */
export const writeMail = ({ from, to, subject, text, id, answers }: Letter): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${DOMAIN}>`,
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@${DOMAIN}>`, `References: <${answers}@${DOMAIN}>`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ].join('\r\n');

/** How the store and other clients name it. */
export const internetMessageId = (id: string): string => `${id}@${DOMAIN}`;
