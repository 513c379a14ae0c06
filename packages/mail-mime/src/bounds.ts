import type { RejectedMail } from './read-mail.ts';

const MEGABYTE = 1024 * 1024;

/** What the reading of a batch may cost before its child process is ended (X15). */
export interface Bounds {
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** 2 s and 0.1 s a megabyte of CPU time; 300 MB and four times the messages of memory. */
export function boundsFor(bytes: number): Bounds {
  return { cpuMs: 2000 + (100 * bytes) / MEGABYTE, rssBytes: 300 * MEGABYTE + 4 * bytes };
}

/** How the watchdog ends the process, so that the parent can tell why. Neither signal dumps core or can be caught by surprise. */
export const SIGNALS = { cpu: 'SIGVTALRM', memory: 'SIGKILL' } as const;

/** Why a child is gone. */
export interface Death {
  readonly signal: string | undefined;
  readonly exitCode: number | undefined;
}

/** The answer for the message that a child died of. */
export function rejectionOf(death: Death, bytes: number, bounds: Bounds): RejectedMail {
  const size = `${(bytes / MEGABYTE).toFixed(1)} MB`;
  switch (death.signal ?? 'none') {
    case SIGNALS.cpu:
      return rejected(
        'mail-mime/cpu',
        `Reading took more than ${(bounds.cpuMs / 1000).toFixed(1)} s of CPU time (${size}).`,
      );
    case SIGNALS.memory:
    // V8 aborts when its heap is full.
    case 'SIGABRT':
      return rejected(
        'mail-mime/memory',
        `Reading took more memory than ${Math.round(bounds.rssBytes / MEGABYTE)} MB (${size}).`,
      );
    default:
      return rejected(
        'mail-mime/crashed',
        `The reader ended (${death.signal ?? `exit code ${death.exitCode}`}) on this message (${size}).`,
      );
  }
}

const rejected = (code: RejectedMail['code'], reason: string): RejectedMail => ({ status: 'rejected', code, reason });
