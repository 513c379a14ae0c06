import type { Cli } from '../cli.ts';
import { SchemaRegistry } from '../registry/schema-registry.ts';
import { subjects } from '../registry/subjects.ts';
import type { Column } from '../terminal/table.ts';

interface Registered {
  readonly subject: string;
  readonly id: number;
}

const COLUMNS: readonly Column<Registered>[] = [
  { title: 'SUBJECT', cell: ({ subject }) => subject },
  { title: 'SCHEMA ID', cell: ({ id }) => String(id), align: 'right' },
];

/** Tells a registry every schema that is published for outsiders. Records are not framed for it: see `contracts/README.md`. */
export async function registerSchemas(cli: Cli, options: { readonly registry: string }): Promise<void> {
  const registry = new SchemaRegistry(options.registry, cli.signal);
  const registered: Registered[] = [];
  for (const subject of subjects()) registered.push({ subject: subject.name, id: await registry.register(subject) });
  cli.answerRows({ subjects: registered }, COLUMNS, registered, 'No schemas.');
}
