import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { Status } from '@eventstore/db-client/generated/status_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import type { Expected } from './commit-check.ts';
import type { EventLog, Outcome } from './event-log.ts';
import type { Faults } from './faults.ts';
import { identifierOf, nameOf, proposedOf } from './messages.ts';

// google.rpc.Code
const INVALID_ARGUMENT = 3;

const expectedOf = (options: BatchAppendReq.Options | undefined): Expected => {
  if (options?.hasNoStream() === true) return 'none';
  if (options?.hasStreamExists() === true) return 'exists';
  return options?.hasStreamPosition() === true ? Number(options.getStreamPosition()) : 'any';
};

/** `Streams.BatchAppend`: many appends over one call, told apart by their correlation; an error is a status in an answer. */
export class BatchAppending {
  readonly #log: EventLog;
  readonly #faults: Faults;
  /** Appends seen, so that a test can tell that nobody uses this way. */
  seen = 0;

  constructor(log: EventLog, faults: Faults) {
    this.#log = log;
    this.#faults = faults;
  }

  handle(call: ServerDuplexStream<BatchAppendReq, BatchAppendResp>): void {
    const parts = new Map<string, BatchAppendReq[]>();
    call.on('data', (request: BatchAppendReq) => {
      const correlation = request.getCorrelationId()?.getString() ?? '';
      const requests = [...(parts.get(correlation) ?? []), request];
      parts.set(correlation, requests);
      if (!request.getIsFinal()) return;
      parts.delete(correlation);
      void this.#append(requests).then((response) => call.write(response));
    });
    call.on('end', () => call.end());
  }

  async #append(requests: readonly BatchAppendReq[]): Promise<BatchAppendResp> {
    this.seen += 1;
    await this.#faults.pass();
    const [first] = requests;
    const options = first?.getOptions();
    const stream = nameOf(options?.getStreamIdentifier());
    const proposed = requests.flatMap((request) => request.getProposedMessagesList().map(proposedOf));
    const expected = expectedOf(options);
    const outcome = this.#log.append(stream, expected, proposed);
    const response = new streams.BatchAppendResp()
      .setCorrelationId(first?.getCorrelationId())
      .setStreamIdentifier(identifierOf(stream));
    if (outcome.kind === 'wrong-version') return response.setError(wrongVersion(outcome.current, expected));
    return response.setSuccess(successOf(outcome));
  }
}

function successOf({ revision, position }: Extract<Outcome, { kind: 'appended' }>): BatchAppendResp.Success {
  const place = new shared.AllStreamPosition().setCommitPosition(String(position)).setPreparePosition(String(position));
  return new streams.BatchAppendResp.Success().setCurrentRevision(String(revision)).setPosition(place);
}

function wrongVersion(current: number, expected: Expected): Status {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new empty.Empty());
  else if (expected === 'exists') wrong.setExpectedStreamExists(new empty.Empty());
  else if (expected === 'none') wrong.setExpectedNoStream(new empty.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  const details = new any.Any();
  details.pack(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion');
  return new statuses.Status().setCode(INVALID_ARGUMENT).setMessage('wrong expected version').setDetails(details);
}
