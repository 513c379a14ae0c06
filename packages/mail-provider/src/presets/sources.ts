/** Where the figures were read; short, so that each preset can name its own. */
export const FAQ = 'Pipedrive help centre, e-mail sync FAQ (ja)';
export const ispdb = (file: string): string => `thunderbird/autoconfig ispdb/${file}.xml @c6ad796`;
export const NYLAS = 'nylas/sync-engine inbox/providers.py @5069899';
export const NODEMAILER = 'nodemailer lib/well-known/services.json @2f667f4';
export const EMAILENGINE = 'postalsys/emailengine lib/autodetect-imap-settings.js @aea4535';
export const MAILCORE = 'MailCore/mailcore2 resources/providers.json';
