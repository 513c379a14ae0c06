/** A small mail, different by its number. */
export const mail = (number: number, body = 'Hello.\r\n'): string =>
  [
    'From: Ada Example <ada@example.com>',
    'To: bob@example.org',
    `Subject: mail ${number}`,
    `Message-ID: <${number}@example.com>`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0000',
    '',
    body,
  ].join('\r\n');

export const mails = (count: number): string[] => Array.from({ length: count }, (_, index) => mail(index + 1));

/** A mail of about this many bytes. */
export const longMail = (number: number, bytes: number): string => {
  const line = `${'0123456789'.repeat(7)}\r\n`;
  return mail(number, line.repeat(Math.ceil(bytes / line.length)));
};
