/** A mail as it lies in the owner's mailbox. */
export interface MailboxMail {
  readonly folder: string;
  readonly flags: readonly string[];
  readonly internalDate: Date;
  readonly raw: Buffer;
}
