import type { Charset } from '../mime/charset.ts';
import type { QuoteName } from './quote-name.ts';

/** How a mail program writes: what tells its mail from another's. */
export interface Client {
  readonly reply: string;
  readonly forward: string;
  /** Sends html beside the text. */
  readonly html: boolean;
  readonly quote: QuoteName;
  readonly charset: Charset;
  readonly agent?: readonly [field: string, value: string];
  /** Message-ID from 64 hexadecimal digits. */
  readonly id: (hash: string, domain: string) => string;
  readonly boundary: (hash: string, count: number) => string;
}

const upper = (text: string): string => text.toUpperCase();
const uuid = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');

const outlookParts = {
  html: true,
  charset: 'utf-8',
  id: (hash: string, domain: string) => `${upper(hash.slice(0, 24))}@${upper(hash.slice(24, 36))}.${domain}`,
  boundary: (hash: string, count: number) => `_00${count}_${upper(hash.slice(0, 36))}${hash.slice(36, 48)}_`,
} as const;

const simple = (prefix: string) => ({
  charset: 'utf-8' as const,
  id: (hash: string, domain: string) => `${hash.slice(0, 28)}@${domain}`,
  boundary: (hash: string, count: number) => `${prefix}${hash.slice(0, 20)}.${count}`,
});

const apple = {
  charset: 'utf-8' as const,
  id: (hash: string, domain: string) => `${upper(uuid(hash))}@${domain}`,
  boundary: (hash: string, count: number) => `Apple-Mail=_${upper(uuid(hash))}-${count}`,
};

const CLIENTS = {
  gmail: {
    ...simple('000000000000'),
    reply: 'Re: ',
    forward: 'Fwd: ',
    html: true,
    quote: 'gmail',
    id: (hash: string) => `CA${Buffer.from(hash.slice(0, 44), 'hex').toString('base64url')}@mail.gmail.example`,
  },
  gmailJa: { ...simple('000000000000'), reply: 'Re: ', forward: 'Fwd: ', html: true, quote: 'gmailJa' },
  outlook: { ...outlookParts, reply: 'RE: ', forward: 'FW: ', quote: 'outlook' },
  outlookDe: { ...outlookParts, reply: 'AW: ', forward: 'WG: ', quote: 'outlookDe' },
  outlookSv: { ...outlookParts, reply: 'SV: ', forward: 'VB: ', quote: 'outlookSv' },
  outlookJa: { ...outlookParts, reply: 'RE: ', forward: 'FW: ', quote: 'outlookJa' },
  plainOutlook: {
    ...simple('----=_NextPart_000_'),
    reply: 'RE: ',
    forward: 'FW: ',
    html: false,
    quote: 'originalMessage',
    agent: ['X-Mailer', 'Microsoft Outlook 16.0'],
  },
  apple: {
    ...apple,
    reply: 'Re: ',
    forward: 'Fwd: ',
    html: true,
    quote: 'apple',
    agent: ['X-Mailer', 'Apple Mail (2.3826.700.81)'],
  },
  phone: {
    ...apple,
    reply: 'Re: ',
    forward: 'Fwd: ',
    html: false,
    quote: 'apple',
    agent: ['X-Mailer', 'iPhone Mail (23A341)'],
  },
  thunderbird: {
    ...simple('------------'),
    reply: 'Re: ',
    forward: 'Fwd: ',
    html: false,
    quote: 'thunderbird',
    agent: ['User-Agent', 'Mozilla Thunderbird'],
  },
  thunderbirdJa: {
    ...simple('------------'),
    reply: 'Re: ',
    forward: 'Fwd: ',
    html: false,
    quote: 'thunderbirdJa',
    agent: ['User-Agent', 'Mozilla Thunderbird'],
  },
  jis: {
    ...simple('------_'),
    reply: 'Re: ',
    forward: 'Fw: ',
    html: false,
    quote: 'originalMessageJa',
    charset: 'iso-2022-jp',
    agent: ['X-Mailer', 'Becky! ver. 2.81 [ja]'],
  },
  docomo: {
    ...simple('==_'),
    reply: 'Re: ',
    forward: 'Fw: ',
    html: false,
    quote: 'jaMail',
    charset: 'iso-2022-jp',
  },
  shiftJis: {
    ...simple('====_'),
    reply: 'Re: ',
    forward: 'Fw: ',
    html: false,
    quote: 'jaMail',
    charset: 'shift_jis',
  },
} as const satisfies Readonly<Record<string, Client>>;

export type ClientName = keyof typeof CLIENTS;

export const clientNamed = (name: ClientName): Client => CLIENTS[name];
