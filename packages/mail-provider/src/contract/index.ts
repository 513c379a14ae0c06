export { mailProviderContract } from './mail-provider-contract.ts';
export type { MailProviderContract, MailProviderHarness, PlacedMail } from './harness.ts';
export { longMail, mail, mails } from './mails.ts';
export { WatchLog } from './watch-log.ts';
