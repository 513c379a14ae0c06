import type { Delivery } from '@mailfold/imap-server';

/** A mail as any other, different by its name. @param date of its header, RFC 5322 */
export const mail = (name: string, date = new Date().toUTCString().replace('GMT', '+0000')): Buffer =>
  Buffer.from(
    [
      'From: Bob <bob@example.org>',
      'To: ann@example.com',
      `Subject: ${name}`,
      `Message-ID: <${name.replaceAll(' ', '.')}@example.org>`,
      `Date: ${date}`,
      '',
      `This is ${name}.`,
      '',
    ].join('\r\n'),
  );

export const mails = (count: number, name = 'mail'): Delivery[] =>
  Array.from({ length: count }, (_, index) => ({ raw: mail(`${name} ${index + 1}`) }));

export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
