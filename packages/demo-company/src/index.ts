export { demoCompany, type DemoCompany, type Sharing } from './demo-company.ts';
export { directoryLines, type DirectoryLine } from './directory-lines.ts';
export type { Folder } from './folders.ts';
export { liveMail, type LiveMail } from './live/live-mail.ts';
export type { ContactRecord, DealRecord, OrganisationRecord, UserRecord, VisibleTo } from './records.ts';
export type { MailboxMail } from './render/mailbox-mail.ts';
export { DemoMailServers, type DemoMailOptions, type Endpoint } from './servers/demo-mail-servers.ts';
