import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '@mailfold/kernel';

/** Compares without telling by its time how much of the password was right. */
export const hasPassword = (given: string, password: string): boolean =>
  timingSafeEqual(sha256(given), sha256(password));
