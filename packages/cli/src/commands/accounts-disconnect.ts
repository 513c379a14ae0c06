import type { Cli } from '../cli.ts';
import { findAccount } from '../find-account.ts';

export async function disconnectAccount(cli: Cli, account: string): Promise<void> {
  const client = await cli.tenant();
  const id = await findAccount(client, account);
  const written = await client.accounts.disconnect(id);
  cli.answer(
    { id, ...written },
    () => 'Disconnected. Its mail, shares and records are kept; connecting the same address resumes it.',
  );
}
