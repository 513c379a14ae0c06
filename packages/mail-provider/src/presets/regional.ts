import { preset, starttls, tls } from './build.ts';
import type { Preset } from './preset.ts';
import { EMAILENGINE, FAQ, ispdb, NODEMAILER, NYLAS } from './sources.ts';

const GMX_HELP =
  'GMX lets nobody in by IMAP before it is switched on: open the settings of your GMX mailbox, POP3 & IMAP, and allow the access. With two-factor authentication, create an application-specific password and enter that.';
const GMX_NOTE = 'Without the switch, or with two-factor authentication and the usual password, the login is refused.';
const GMX_SOURCES = ['hilfe.gmx.net/pop-imap/einschalten.html', 'hilfe.gmx.net/sicherheit/2fa/index.html'];

/** Mail services of one part of the world, and small ones. */
export const regionalPresets: readonly Preset[] = [
  preset({
    id: 'fastmail',
    name: 'FastMail',
    domains: ['fastmail.fm', 'fastmail.com'],
    imap: tls('imap.fastmail.com', 993),
    smtp: tls('smtp.fastmail.com', 465),
    mx: ['*.messagingengine.com'],
    auth: ['app-password', 'oauth2'],
    help: 'Fastmail does not take your normal password here: open Settings, Privacy & Security, create an app password for mail (IMAP and SMTP) and enter that.',
    notes: 'The Basic plan has no IMAP. Folders lie below INBOX.',
    sources: [
      FAQ,
      ispdb('messagingengine.com'),
      NYLAS,
      NODEMAILER,
      'fastmail.help article 1500000279921: every connection needs an app password',
      'www.fastmail.com/help/clients/apppassword.html',
    ],
  }),
  preset({
    id: 'gmx-com',
    name: 'GMX (gmx.com)',
    domains: ['gmx.com', 'gmx.us'],
    imap: tls('imap.gmx.com', 993),
    smtp: starttls('mail.gmx.com', 587),
    help: GMX_HELP,
    notes: GMX_NOTE,
    alternatives: [{ label: 'SMTP over TLS', smtp: tls('mail.gmx.com', 465) }],
    sources: [FAQ, ispdb('gmx.com'), NODEMAILER, NYLAS, ...GMX_SOURCES],
  }),
  preset({
    id: 'gmx-net',
    name: 'GMX (gmx.net)',
    domains: ['gmx.net', 'gmx.de', 'gmx.at', 'gmx.ch', 'gmx.eu'],
    mx: ['*.gmx.net'],
    imap: tls('imap.gmx.net', 993),
    smtp: starttls('mail.gmx.net', 587),
    help: GMX_HELP,
    notes: GMX_NOTE,
    sources: [FAQ, ispdb('gmx.net'), NODEMAILER, ...GMX_SOURCES],
  }),
  preset({
    id: 'mail-ru',
    name: 'Mail.ru',
    domains: ['mail.ru', 'inbox.ru', 'list.ru', 'bk.ru'],
    imap: tls('imap.mail.ru', 993),
    smtp: tls('smtp.mail.ru', 465),
    mx: ['*.mail.ru'],
    auth: ['app-password', 'oauth2'],
    help: 'Mail.ru does not take your normal password here: open the security settings of your Mail.ru account, create a password for external applications (пароль для внешних приложений) and enter that.',
    notes: 'IMAP also on 143 with STARTTLS.',
    alternatives: [{ label: 'SMTP with STARTTLS', smtp: starttls('smtp.mail.ru', 587) }],
    sources: [
      FAQ,
      ispdb('mail.ru'),
      NODEMAILER,
      NYLAS,
      'help.mail.ru/mail/security/protection/external, named by the server itself: thunderbird/thunderbird-android#9069, lmanukyan/print-designer#5',
    ],
  }),
  preset({
    id: 'yandex',
    name: 'Yandex.Mail',
    domains: ['yandex.ru', 'yandex.com', 'yandex.by', 'yandex.kz', 'ya.ru'],
    imap: tls('imap.yandex.com', 993),
    smtp: tls('smtp.yandex.com', 465),
    mx: ['mx.yandex.ru', 'mx.yandex.net'],
    auth: ['app-password', 'oauth2'],
    help: 'Yandex does not take your normal password here: allow IMAP in the settings of Yandex.Mail (Email clients), create an app password for mail in your Yandex account and enter that.',
    notes: 'The sources disagree about SMTP. XOAUTH2 works though CAPABILITY does not name it.',
    alternatives: [
      { label: 'host in the .ru domain', smtp: tls('smtp.yandex.ru', 465) },
      { label: 'SMTP with STARTTLS', smtp: starttls('smtp.yandex.com', 587) },
    ],
    sources: [
      FAQ,
      ispdb('yandex.ru'),
      NODEMAILER,
      NYLAS,
      EMAILENGINE,
      'yandex.com/support/passport/authorization/app-passwords.html',
      'tech.yandex.com/oauth/doc/imap',
      'Foundry376/Mailspring#2111: refused until IMAP is allowed',
    ],
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
