import { preset, tls } from './build.ts';
import type { Preset } from './preset.ts';
import { FAQ, ispdb, NODEMAILER, NYLAS } from './sources.ts';

const codeHelp = (name: string, page: string): string =>
  `${name} does not take your normal password here: open ${page} in the browser, switch on IMAP/SMTP in its settings, create an authorisation code (授权码) there and enter that.`;

const NETEASE_CODE = [
  'help-w.com/renwu/1518473143_zh.html: rules of the client authorisation code',
  'lossme/ComicBook#3, hongrunhui/node_12306#1: 535 until the authorisation code is used',
];
const NETEASE_ID = 'Answers "Unsafe Login" to SELECT unless the client names itself by ID (RFC 2971).';

const EXMAIL_HELP =
  'QQ enterprise mail does not take your normal password here: your administrator has to allow IMAP/SMTP for you; then switch on IMAP/SMTP and secure login (安全登录) in the settings of your mailbox, create a client password (客户端专用密码) and enter that.';
const QIYE_HELP =
  'If the client authorisation code (客户端授权码) is switched on for your mailbox, create one in its settings and enter that.';

/** Mail services of China. */
export const chinesePresets: readonly Preset[] = [
  preset({
    id: '126',
    name: '126',
    domains: ['126.com'],
    mx: ['126mx00.mxmail.netease.com', '126mx01.mxmail.netease.com', '126mx02.mxmail.netease.com'],
    imap: tls('imap.126.com', 993),
    smtp: tls('smtp.126.com', 465),
    auth: ['app-password'],
    help: codeHelp('126', 'mail.126.com'),
    notes: NETEASE_ID,
    sources: [FAQ, ispdb('126.com'), NYLAS, NODEMAILER, ...NETEASE_CODE],
  }),
  preset({
    id: '163',
    name: 'Netease 163',
    domains: ['163.com'],
    mx: [
      '163mx00.mxmail.netease.com',
      '163mx01.mxmail.netease.com',
      '163mx02.mxmail.netease.com',
      '163mx03.mxmail.netease.com',
    ],
    imap: tls('imap.163.com', 993),
    smtp: tls('smtp.163.com', 465),
    auth: ['app-password'],
    help: codeHelp('163', 'mail.163.com'),
    notes: NETEASE_ID,
    sources: [FAQ, ispdb('163.com'), NYLAS, NODEMAILER, ...NETEASE_CODE, 'smiley22/S22.Imap#167'],
  }),
  preset({
    id: '163-enterprise',
    name: 'Netease enterprise mail (qiye.163.com)',
    domains: [],
    mx: ['qiye163mx01.mxmail.netease.com', 'qiye163mx02.mxmail.netease.com'],
    imap: tls('imap.qiye.163.com', 993),
    smtp: tls('smtp.qiye.163.com', 994),
    auth: ['password', 'app-password'],
    help: QIYE_HELP,
    notes: 'For domains of companies.',
    sources: [NYLAS, 'qiyeym163.com/newshow/1270', 'youxiang.com.cn/LatestActivities/2935.html'],
  }),
  preset({
    id: '163-free-domain',
    name: 'Netease domain mail (ym.163.com)',
    domains: [],
    mx: ['mx.ym.163.com'],
    imap: tls('imap.ym.163.com', 993),
    smtp: tls('smtp.ym.163.com', 994),
    notes: 'For domains of companies. A single source.',
    sources: [NYLAS],
  }),
  preset({
    id: 'yeah',
    name: 'Yeah.net',
    domains: ['yeah.net'],
    mx: ['yeahmx00.mxmail.netease.com', 'yeahmx01.mxmail.netease.com'],
    imap: tls('imap.yeah.net', 993),
    smtp: tls('smtp.yeah.net', 465),
    auth: ['app-password'],
    help: codeHelp('Yeah.net', 'www.yeah.net'),
    notes: `Run by Netease like 163 and 126, with the same rules. ${NETEASE_ID}`,
    sources: [FAQ, ispdb('yeah.net'), NYLAS, ...NETEASE_CODE],
  }),
  preset({
    id: 'qq',
    name: 'QQ Mail',
    domains: ['qq.com', 'vip.qq.com'],
    mx: ['mx1.qq.com', 'mx2.qq.com', 'mx3.qq.com'],
    imap: tls('imap.qq.com', 993),
    smtp: tls('smtp.qq.com', 465),
    auth: ['app-password'],
    help: codeHelp('QQ Mail', 'mail.qq.com'),
    notes: 'A change of the QQ password ends all authorisation codes.',
    sources: [
      FAQ,
      ispdb('qq.com'),
      NYLAS,
      NODEMAILER,
      'only the authorisation code since 1 November 2022: ashea.com.cn/guandian/2022/1011/707174.html',
      'service.mail.qq.com help 1001256, named by the server itself: YMFE/yapi#2219',
    ],
  }),
  preset({
    id: 'qq-enterprise',
    name: 'QQ enterprise mail (exmail.qq.com)',
    domains: [],
    mx: ['mxbiz1.qq.com', 'mxbiz2.qq.com'],
    imap: tls('imap.exmail.qq.com', 993),
    smtp: tls('smtp.exmail.qq.com', 465),
    auth: ['app-password'],
    help: EXMAIL_HELP,
    notes: 'For domains of companies.',
    sources: [NYLAS, NODEMAILER, 'topmailsender.com/en/youxiang/205-tengxun-qiyeyouxiang-tencent-enterprise-mailbox'],
  }),
  preset({
    id: 'aliyun',
    name: 'Aliyun',
    domains: ['aliyun.com'],
    mx: ['mx2.mail.aliyun.com'],
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
    mx: ['*.mail.139.com'],
    imap: tls('imap.139.com', 993),
    smtp: tls('smtp.139.com', 465),
    notes: 'A single source.',
    sources: [FAQ, NYLAS],
  }),
];
