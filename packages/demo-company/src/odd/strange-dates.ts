import type { OddMail } from './odd-mail.ts';

const alarm = (date: string, id: string, text: string): readonly string[] => [
  ...(date === '' ? [] : [`Date: ${date}`]),
  'From: Gateway 3 <gateway-3@hokkai-reizo.example>',
  'To: aiko.tanaka@kumoi.example',
  'Subject: Gateway 3: clock not set',
  `Message-ID: <${id}@hokkai-reizo.example>`,
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  text,
  '',
];

/** A machine that does not know what day it is (S14). */
export const strangeDates: readonly OddMail[] = [
  {
    ago: 52,
    time: '22:50',
    lines: alarm('Thu, 1 Jan 1970 00:00:41 +0000', 'boot-1', 'Started after power loss.'),
  },
  {
    ago: 51,
    time: '22:55',
    lines: alarm('Fri, 31 Dec 2099 23:59:59 +0900', 'boot-2', 'Clock set by hand.'),
  },
  { ago: 50, time: '22:58', lines: alarm('', 'boot-3', 'Clock set from the network.') },
];
