/** A file that goes with a mail, made by code when it is asked for. */
export interface Attachment {
  readonly fileName: string;
  readonly type: string;
  /** An inline image is shown in the html where its mark `[[key]]` stands. */
  readonly inline: boolean;
  /** `sent`: when the mail with it is sent; for calendars. */
  readonly content: (sent: Date, organiser: string, attendees: readonly string[]) => Buffer;
}

export const file = (fileName: string, type: string, content: () => Buffer): Attachment => ({
  fileName,
  type,
  inline: false,
  content,
});
