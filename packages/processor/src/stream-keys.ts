import type { Decider } from './decider.ts';
import { streamOf } from './event-of-fact.ts';
import type { ProcessorDeps } from './runner.ts';

const PAGE = 5_000;

/** Every key that a decider has a stream or an applied position for. Reads the whole context from the store. */
export const keysOf = async (
  { events, rows }: Pick<ProcessorDeps, 'events' | 'rows'>,
  { name, context }: Pick<Decider<never>, 'name' | 'context'>,
): Promise<string[]> => {
  const known = await rows.query<{ readonly key: string }>('select key from processor.applied where processor = $1', [
    name,
  ]);
  const keys = new Set(known.map((row) => row.key));
  const prefix = streamOf(context, '');
  let after = 0;
  for (;;) {
    const page = await events.readAll({ after, filter: { types: [`${context}.`] }, max: PAGE });
    const last = page.at(-1);
    if (last === undefined) return [...keys].toSorted();
    for (const { stream } of page) if (stream.startsWith(prefix)) keys.add(stream.slice(prefix.length));
    after = last.position;
  }
};
