import type { Session } from '../session/session.ts';

/** A client that keeps up by QRESYNC is told how far its own expunge moved the folder (RFC 7162 §3.2.7). */
export const highestModseqCode = (session: Session): string | undefined =>
  session.enabled.has('QRESYNC') ? `HIGHESTMODSEQ ${session.open.folder.highestModseq}` : undefined;
