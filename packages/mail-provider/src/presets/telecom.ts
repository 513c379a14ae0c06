import { preset, starttls, tls } from './build.ts';
import type { Preset } from './preset.ts';
import { FAQ, ispdb } from './sources.ts';

/** Mail that comes with a telephone or internet line. */
export const telecomPresets: readonly Preset[] = [
  preset({
    id: 'verizon',
    name: 'Verizon',
    domains: ['verizon.net'],
    imap: tls('imap.aol.com', 993),
    smtp: tls('smtp.aol.com', 465),
    auth: ['app-password', 'oauth2'],
    help: 'Verizon mail is run by AOL, which does not take your normal password here: open Account Security in your AOL account, create an app password and enter that.',
    notes:
      'The FAQ’s own row is imap.verizon.net:995, which is the port of POP3 over TLS and looks wrong; verizon.net is served by AOL today.',
    alternatives: [
      {
        label: 'as the FAQ has it; 995 does not speak IMAP',
        imap: tls('imap.verizon.net', 995),
        smtp: tls('smtp.verizon.net', 465),
      },
    ],
    sources: [FAQ, ispdb('verizon.net'), 'chatmail/provider-db _providers/aol.md (2020-02)'],
  }),
  preset({
    id: 'att',
    name: 'AT&T',
    domains: ['att.net', 'sbcglobal.net', 'bellsouth.net', 'ameritech.net'],
    imap: tls('imap.mail.att.net', 993),
    smtp: starttls('smtp.mail.att.net', 587),
    auth: ['oauth2', 'password'],
    help: 'If AT&T refuses your password, create a secure mail key in your AT&T account and enter that.',
    notes:
      'SMTP 587 or 465; that 587 speaks STARTTLS is not confirmed by the second source. AT&T asks for a secure mail key where a program cannot do OAuth2.',
    alternatives: [{ label: 'SMTP over TLS', smtp: tls('smtp.mail.att.net', 465) }],
    sources: [
      FAQ,
      ispdb('att.net'),
      'AT&T’s own article as quoted by siber-sonic.com/advocacy/attstockhldr202107.html',
    ],
  }),
];
