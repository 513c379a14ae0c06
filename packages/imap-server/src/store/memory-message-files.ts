import type { MessageFiles } from './message-files.ts';
import { Holders } from './message-files.ts';

export function memoryMessageFiles(): MessageFiles {
  const holders = new Holders();
  const kept = new Map<string, Buffer>();
  return {
    write(digest, raw) {
      holders.hold(digest);
      kept.set(digest, raw);
      return Promise.resolve();
    },
    hold: (digest) => holders.hold(digest),
    release(digest) {
      if (holders.release(digest)) kept.delete(digest);
    },
    read(digest) {
      const raw = kept.get(digest);
      if (raw === undefined) throw new Error('the message is gone');
      return raw;
    },
  };
}
