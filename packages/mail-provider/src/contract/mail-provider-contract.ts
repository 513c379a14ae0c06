import { Account } from './account.ts';
import { connectingContract } from './connecting.ts';
import { followingContract } from './following.ts';
import { foldersContract } from './folders.ts';
import type { MailProviderContract } from './harness.ts';
import { readingContract } from './reading.ts';
import { watchingContract } from './watching.ts';
import { writingContract } from './writing.ts';

/** What every adapter of `MailProvider` must keep, for the adapter's own tests (jest). */
export function mailProviderContract(contract: MailProviderContract): void {
  describe(`${contract.name} keeps the contract of a mail provider`, () => {
    const account = new Account(contract);
    describe('connecting', () => connectingContract(account));
    describe('folders', () => foldersContract(account));
    describe('reading', () => readingContract(account));
    describe('following', () => followingContract(account));
    describe('watching', () => watchingContract(account));
    describe('writing', () => writingContract(account));
  });
}
