import type { Connection } from './connection.ts';

/**
 * Runs a job whose rows need no MODSEQ, which imapflow else asks for with each of them: a tenth of what reading a mail costs.
 * What changed in the folder is asked for on its own, from the MODSEQ that a SELECT told. One job at a time.
 */
export async function withoutModseq<T>({ client }: Connection, job: () => Promise<T>): Promise<T> {
  const { mailbox } = client;
  if (mailbox === false || mailbox.noModseq === true) return job();
  mailbox.noModseq = true;
  try {
    return await job();
  } finally {
    mailbox.noModseq = false;
  }
}
