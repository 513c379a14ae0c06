import type { OddMail } from './odd-mail.ts';

const lines = (text: readonly string[], id: string): readonly string[] => [
  'Date: {date}',
  'From: Inge Maes <inge.maes@koelhuis.example>',
  'To: aiko.tanaka@kumoi.example',
  'Subject: Visit to your tuna warehouse',
  `Message-ID: <${id}@koelhuis.example>`,
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  ...text,
  '',
];

const VISIT = [
  'Hello Aiko,',
  '',
  'After our talk on the list: I am in Japan next month. Would your customer in Sapporo show me',
  'the defrost curve in real life? I bring Belgian chocolate, which travels at 16 degrees.',
  '',
  'Inge',
];

/** One mail in two folders, and two mails under one Message-ID (S12, S13). */
export const duplicates: readonly OddMail[] = [
  { ago: 32, time: '08:15', lines: lines(VISIT, 'visit-1') },
  { ago: 32, time: '08:15', folder: 'Projects/Europe', lines: lines(VISIT, 'visit-1') },
  {
    ago: 31,
    time: '08:40',
    lines: lines(['Correction: not next month but in spring. Same chocolate.', '', 'Inge'], 'visit-1'),
  },
];
