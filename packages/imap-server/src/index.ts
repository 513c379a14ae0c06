export type { Capability, CapabilityChoice } from './capability.ts';
export type { CertificateOptions, ServerCertificate } from './certificate.ts';
export { selfSignedCertificate } from './certificate.ts';
export type {
  FaultAction,
  FaultContext,
  FaultRule,
  FaultScript,
  FaultSettings,
  FaultShorthand,
} from './faults/fault-script.ts';
export type { ConnectedClient, ImapServerEvents } from './imap-server.ts';
export { ImapServer } from './imap-server.ts';
export type { FolderPlan, ImapServerOptions, ImapUser, TlsMode } from './server-options.ts';
export { GMAIL_FOLDERS, USUAL_FOLDERS } from './server-options.ts';
export type { FlagOperation } from './store/flag-change.ts';
export type { CopyResult, Delivery, DeliverOptions, MailboxStore } from './store/mailbox-store.ts';
export type { StoredMessage } from './store/stored-message.ts';
