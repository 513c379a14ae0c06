import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Recorded } from './recorded.ts';

/** A test for the events that the server gives: by type or by stream, a pattern or beginnings. */
export function filterOf(options: ReadReq.Options.FilterOptions | undefined): (event: Recorded) => boolean {
  if (options === undefined) return () => true;
  const byType = options.hasEventType();
  const expression = byType ? options.getEventType() : options.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = new RegExp(expression?.getRegex() ?? '', 'u');
  return (event) => {
    const text = byType ? event.type : event.stream;
    return prefixes.length > 0 ? prefixes.some((prefix) => text.startsWith(prefix)) : pattern.test(text);
  };
}
