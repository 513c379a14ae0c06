import type { ImapFlow } from 'imapflow';
import { decodePath } from 'imapflow/lib/tools.js';
import type { Connection } from './connection.ts';
import { folderPath } from './open.ts';

/** What the library keeps to itself: it has no NOTIFY, and drops a STATUS that nobody asked for. */
interface Inside {
  exec(command: string, attributes: readonly unknown[]): Promise<{ next(): void }>;
  untaggedHandlers: Record<string, ((untagged: Untagged) => Promise<void>) | null>;
}

interface Untagged {
  readonly attributes?: readonly { readonly value?: unknown }[];
}

const atom = (value: string) => ({ type: 'ATOM', value });
/** RFC 5465 §5: the three go together. */
const CHANGES = ['MessageNew', 'MessageExpunge', 'FlagChange'].map(atom);
const GROUPS = [
  // Without a group of its own the selected folder would fall silent (RFC 5465 §6.1).
  [atom('SELECTED-DELAYED'), CHANGES],
  [atom('PERSONAL'), [...CHANGES, atom('MailboxName')]],
];

/** NOTIFY SET (RFC 5465): from now on the server tells of changes in any folder, by STATUS, or by LIST for folders themselves. */
export async function askToNotify({ client }: Connection, onChange: (path: string) => void): Promise<boolean> {
  if (!client.capabilities.has('NOTIFY')) return false;
  const inside = insideOf(client);
  const tell = async ({ attributes = [] }: Untagged, nth: number): Promise<void> => {
    const name = attributes[nth]?.value;
    if (typeof name === 'string' || Buffer.isBuffer(name)) onChange(folderPath(decodePath(client, String(name))));
  };
  inside.untaggedHandlers['STATUS'] = (untagged) => tell(untagged, 0);
  inside.untaggedHandlers['LIST'] = (untagged) => tell(untagged, 2);
  try {
    (await inside.exec('NOTIFY', [atom('SET'), ...GROUPS])).next();
    return true;
  } catch (error) {
    if (!client.usable) throw error;
    return false; // offered and refused: folders are looked at in turn
  }
}

// A cast where the library's types end; a test over a real server fails when these are gone.
const insideOf = (client: ImapFlow): Inside => client as unknown as Inside;
