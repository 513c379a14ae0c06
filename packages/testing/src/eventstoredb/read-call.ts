import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerWritableStream } from '@grpc/grpc-js';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const ENOUGH = ['drain', 'cancelled', 'close', 'error'];

/** Resolves when the call takes more, or is over. */
export const drained = (call: ReadCall): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      for (const sign of ENOUGH) call.off(sign, done);
      resolve();
    };
    for (const sign of ENOUGH) call.on(sign, done);
  });
