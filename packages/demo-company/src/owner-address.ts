import { colleagues } from './content/organisations/colleagues.ts';
import { OWNER } from './records.ts';

/** The address of the mailbox, which is its login too. */
export function ownerAddress(): string {
  const owner = colleagues.find(({ key }) => key === OWNER);
  if (owner === undefined) throw new Error('the owner of the mailbox is not among the users');
  return owner.address;
}
