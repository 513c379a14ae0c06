import type { Cli } from '../cli.ts';
import type { Column } from '../terminal/table.ts';
import { usage } from '../usage.ts';

interface Entry {
  readonly entry: string;
  readonly kind: 'address' | 'domain';
}

const COLUMNS: readonly Column<Entry>[] = [
  { title: 'ENTRY', cell: ({ entry }) => entry, shrinks: true },
  { title: 'BLOCKS', cell: ({ kind }) => (kind === 'address' ? 'this address' : 'this domain and those below it') },
];

export interface BlockListOptions {
  /** The tenant's list, which holds for everybody. */
  readonly tenant?: boolean;
}

const listOf = async (cli: Cli, { tenant = false }: BlockListOptions) =>
  (tenant ? await cli.tenant() : await cli.user()).blockList;

export async function showBlockList(cli: Cli, options: BlockListOptions): Promise<void> {
  const list = await (await listOf(cli, options)).get();
  const entries = [
    ...list.addresses.map((entry) => ({ entry, kind: 'address' as const })),
    ...list.domains.map((entry) => ({ entry, kind: 'domain' as const })),
  ];
  cli.answerRows(list, COLUMNS, entries, 'Nobody is blocked: mailfold block-list add news@example.com');
}

/** @param entries addresses, or domains */
export async function changeBlockList(
  cli: Cli,
  change: 'add' | 'remove',
  entries: readonly string[],
  options: BlockListOptions,
): Promise<void> {
  if (entries.some((one) => one.trim() === '')) throw usage('An entry is an address or a domain.');
  const api = await listOf(cli, options);
  const now = await api.get();
  const named = entries.map((one) => one.trim().toLowerCase());
  const changed = (before: readonly string[], some: readonly string[]): string[] =>
    change === 'add' ? [...new Set([...before, ...some])] : before.filter((one) => !some.includes(one));
  const isAddress = (entry: string): boolean => entry.lastIndexOf('@') > 0;
  const wanted = {
    addresses: changed(now.addresses, named.filter(isAddress)),
    domains: changed(
      now.domains,
      named.filter((one) => !isAddress(one)).map((one) => one.replace(/^@/, '')),
    ),
  };
  const written = await api.replace(wanted);
  cli.answer({ ...wanted, ...written }, () => 'Changed; it holds for mail that comes from now on.');
}
