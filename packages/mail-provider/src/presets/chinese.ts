import { preset, tls } from './build.ts';
import type { Preset } from './preset.ts';
import { FAQ, ispdb, NODEMAILER, NYLAS } from './sources.ts';

const CODE_NOTE = 'Whether the client needs an authorisation code for a password was not found in the sources.';

/** Mail services of China. */
export const chinesePresets: readonly Preset[] = [
  preset({
    id: '126',
    name: '126',
    domains: ['126.com'],
    imap: tls('imap.126.com', 993),
    smtp: tls('smtp.126.com', 465),
    notes: CODE_NOTE,
    sources: [FAQ, ispdb('126.com'), NYLAS, NODEMAILER],
  }),
  preset({
    id: '163',
    name: 'Netease 163',
    domains: ['163.com'],
    imap: tls('imap.163.com', 993),
    smtp: tls('smtp.163.com', 465),
    notes: CODE_NOTE,
    alternatives: [
      { label: 'ym.163.com', imap: tls('imap.ym.163.com', 993), smtp: tls('smtp.ym.163.com', 994) },
      { label: 'qiye.163.com', imap: tls('imap.qiye.163.com', 993), smtp: tls('smtp.qiye.163.com', 994) },
    ],
    sources: [FAQ, ispdb('163.com'), NYLAS, NODEMAILER],
  }),
  preset({
    id: 'yeah',
    name: 'Yeah.net',
    domains: ['yeah.net'],
    imap: tls('imap.yeah.net', 993),
    smtp: tls('smtp.yeah.net', 465),
    sources: [FAQ, ispdb('yeah.net'), NYLAS],
  }),
  preset({
    id: 'qq',
    name: 'QQ Mail',
    domains: ['qq.com', 'vip.qq.com'],
    imap: tls('imap.qq.com', 993),
    smtp: tls('smtp.qq.com', 465),
    notes: CODE_NOTE,
    alternatives: [
      { label: 'enterprise (exmail)', imap: tls('imap.exmail.qq.com', 993), smtp: tls('smtp.exmail.qq.com', 465) },
    ],
    sources: [FAQ, ispdb('qq.com'), NYLAS, NODEMAILER],
  }),
  preset({
    id: 'aliyun',
    name: 'Aliyun',
    domains: ['aliyun.com'],
    imap: tls('imap.aliyun.com', 993),
    smtp: tls('smtp.aliyun.com', 465),
    notes: 'The IMAP host has a single source.',
    alternatives: [
      { label: 'enterprise SMTP', smtp: tls('smtp.qiye.aliyun.com', 465) },
      { label: 'enterprise SMTP (mxhichina)', smtp: tls('smtp.mxhichina.com', 465) },
    ],
    sources: [FAQ, NYLAS, NODEMAILER],
  }),
  preset({
    id: '139',
    name: '139.com',
    domains: ['139.com'],
    imap: tls('imap.139.com', 993),
    smtp: tls('smtp.139.com', 465),
    notes: 'A single source.',
    sources: [FAQ, NYLAS],
  }),
];
