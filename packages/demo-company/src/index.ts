export { demoCompany, type DemoCompany, type Sharing } from './demo-company.ts';
export type { Folder } from './folders.ts';
export type { ContactRecord, DealRecord, OrganisationRecord, UserRecord, VisibleTo } from './records.ts';
export type { MailboxMail } from './render/mailbox-mail.ts';
