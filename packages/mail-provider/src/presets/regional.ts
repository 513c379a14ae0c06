import { preset, starttls, tls } from './build.ts';
import type { Preset } from './preset.ts';
import { FAQ, ispdb, NODEMAILER, NYLAS } from './sources.ts';

const GMX_NOTE = 'POP3 and IMAP must be switched on once in the settings of the account.';

/** Mail services of one part of the world, and small ones. */
export const regionalPresets: readonly Preset[] = [
  preset({
    id: 'fastmail',
    name: 'FastMail',
    domains: ['fastmail.fm', 'fastmail.com'],
    imap: tls('imap.fastmail.com', 993),
    smtp: tls('smtp.fastmail.com', 465),
    auth: ['password', 'oauth2'],
    notes: 'Whether an app password is compulsory was not found in the sources. Folders lie below INBOX.',
    sources: [FAQ, ispdb('messagingengine.com'), NYLAS, NODEMAILER],
  }),
  preset({
    id: 'gmx-com',
    name: 'GMX (gmx.com)',
    domains: ['gmx.com', 'gmx.us'],
    imap: tls('imap.gmx.com', 993),
    smtp: starttls('mail.gmx.com', 587),
    notes: GMX_NOTE,
    alternatives: [{ label: 'SMTP over TLS', smtp: tls('mail.gmx.com', 465) }],
    sources: [FAQ, ispdb('gmx.com'), NODEMAILER, NYLAS],
  }),
  preset({
    id: 'gmx-net',
    name: 'GMX (gmx.net)',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.eu'],
    imap: tls('imap.gmx.net', 993),
    smtp: starttls('mail.gmx.net', 587),
    help: 'Switch on POP3 and IMAP once in the settings of your GMX account.',
    notes: GMX_NOTE,
    sources: [FAQ, ispdb('gmx.net'), NODEMAILER],
  }),
  preset({
    id: 'mail-ru',
    name: 'Mail.ru',
    domains: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru'],
    imap: tls('imap.mail.ru', 993),
    smtp: tls('smtp.mail.ru', 465),
    auth: ['password', 'oauth2'],
    notes: 'Whether an app password is compulsory was not found in the sources. IMAP also on 143 with STARTTLS.',
    alternatives: [{ label: 'SMTP with STARTTLS', smtp: starttls('smtp.mail.ru', 587) }],
    sources: [FAQ, ispdb('mail.ru'), NODEMAILER, NYLAS],
  }),
  preset({
    id: 'yandex',
    name: 'Yandex.Mail',
    domains: ['yandex.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'ya.ru'],
    imap: tls('imap.yandex.com', 993),
    smtp: tls('smtp.yandex.com', 465),
    help: 'Enable IMAP on the set-up page of Yandex.Mail first.',
    notes: 'IMAP has to be enabled by the user. The sources disagree about SMTP.',
    alternatives: [
      { label: 'host in the .ru domain', smtp: tls('smtp.yandex.ru', 465) },
      { label: 'SMTP with STARTTLS', smtp: starttls('smtp.yandex.com', 587) },
    ],
    sources: [FAQ, ispdb('yandex.ru'), NODEMAILER, NYLAS],
  }),
  preset({
    id: 'soverin',
    name: 'Soverin',
    domains: ['soverin.net'],
    imap: tls('imap.soverin.net', 993),
    smtp: starttls('smtp.soverin.net', 587),
    notes: 'A single source; STARTTLS is inferred from its rule for ports other than 465.',
    sources: [FAQ, NYLAS],
  }),
];
