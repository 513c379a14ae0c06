export { MimeReader } from './mime-reader.ts';
export type { MimeReaderOptions } from './mime-reader.ts';
export { boundsFor } from './bounds.ts';
export type { Bounds } from './bounds.ts';
export { MAIL_MIME_CODES } from './mime-error.ts';
export { preview as previewOf } from './preview.ts';
export { READER } from './read-mail.ts';
export type { MimeAttachment, ParsedMail, ReadMail, RejectedMail, RejectionCode } from './read-mail.ts';
