import { preset, starttls, tls } from './build.ts';
import type { Preset } from './preset.ts';
import { FAQ, ispdb, NODEMAILER, NYLAS } from './sources.ts';

/** Mail that comes with a domain; most addresses there have a domain of their own, so these are chosen by name. */
export const hostingPresets: readonly Preset[] = [
  preset({
    id: 'gandi',
    name: 'GandiMail',
    domains: ['gandi.net'],
    mx: ['*.mail.gandi.net'],
    imap: tls('mail.gandi.net', 993),
    smtp: starttls('mail.gandi.net', 587),
    notes: 'IMAP also on 143 with STARTTLS.',
    alternatives: [{ label: 'SMTP over TLS', smtp: tls('mail.gandi.net', 465) }],
    sources: [FAQ, ispdb('gandi.net'), NYLAS, NODEMAILER],
  }),
  preset({
    id: 'godaddy',
    name: 'GoDaddy Mail',
    domains: ['secureserver.net'],
    mx: ['*.secureserver.net'],
    imap: tls('imap.secureserver.net', 993),
    smtp: tls('smtpout.secureserver.net', 465),
    notes: 'There are regional SMTP hosts too (smtp.asia., smtp.europe.secureserver.net).',
    sources: [FAQ, ispdb('wildwestdomains.com'), NYLAS, NODEMAILER],
  }),
  preset({
    id: 'hover',
    name: 'Hover.com',
    domains: [],
    mx: ['mx.hover.com.cust.hostedemail.com'],
    imap: tls('mail.hover.com', 993),
    smtp: tls('mail.hover.com', 465),
    notes: 'The user name is the whole address.',
    alternatives: [{ label: 'SMTP with STARTTLS', smtp: starttls('mail.hover.com', 587) }],
    sources: [FAQ, NYLAS, 'help.hover.com article 217282007'],
  }),
  preset({
    id: 'namecheap',
    name: 'Namecheap',
    domains: [],
    mx: ['*.privateemail.com'],
    imap: tls('mail.privateemail.com', 993),
    smtp: tls('mail.privateemail.com', 465),
    notes: 'The user name is the whole address. STARTTLS on 143 and 587 too.',
    alternatives: [{ label: 'SMTP with STARTTLS', smtp: starttls('mail.privateemail.com', 587) }],
    sources: [FAQ, NYLAS, 'mailflowauthority.com (third party)'],
  }),
  preset({
    id: 'bluehost',
    name: 'Bluehost',
    domains: [],
    imap: tls('mail.{domain}', 993),
    smtp: tls('mail.{domain}', 465),
    notes: 'No host for all: the host is below the customer’s own domain, or that domain itself.',
    alternatives: [{ label: 'the domain itself', imap: tls('{domain}', 993), smtp: tls('{domain}', 465) }],
    sources: [FAQ, 'clean.email (third party)', 'clickabledigital.com 2013 (third party)', NYLAS],
  }),
  preset({
    id: '123-reg',
    name: '123-reg',
    domains: [],
    imap: tls('imap.123-reg.co.uk', 993),
    smtp: tls('smtp.123-reg.co.uk', 465),
    notes: 'A single source.',
    sources: [FAQ, NYLAS],
  }),
];
