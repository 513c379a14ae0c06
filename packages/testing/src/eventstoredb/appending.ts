import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import type { Expected } from './commit-check.ts';
import type { EventLog, Outcome } from './event-log.ts';
import type { Faults } from './faults.ts';
import { lostError, nameOf, proposedOf, tooLargeError } from './messages.ts';
import { bytesOf } from './recorded.ts';

const expectedOf = (options: AppendReq.Options | undefined): Expected => {
  if (options?.hasNoStream() === true) return 'none';
  if (options?.hasStreamExists() === true) return 'exists';
  return options?.hasRevision() === true ? Number(options.getRevision()) : 'any';
};

/** `Streams.Append`: options, then an event a message; another revision is an answer, not an error. */
export class Appending {
  readonly #log: EventLog;
  readonly #faults: Faults;
  readonly #mostBytes: number;

  constructor(log: EventLog, faults: Faults, mostBytes: number) {
    this.#log = log;
    this.#faults = faults;
    this.#mostBytes = mostBytes;
  }

  handle(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    const requests: AppendReq[] = [];
    call.on('data', (request: AppendReq) => requests.push(request));
    call.on('end', () => void this.#append(requests, answer));
  }

  async #append(requests: readonly AppendReq[], answer: sendUnaryData<AppendResp>): Promise<void> {
    await this.#faults.pass();
    const options = requests[0]?.getOptions();
    const proposed = requests.flatMap((request) => {
      const message = request.getProposedMessage();
      return message === undefined ? [] : [proposedOf(message)];
    });
    const bytes = proposed.reduce((sum, event) => sum + bytesOf(event), 0);
    if (bytes > this.#mostBytes) return answer(tooLargeError(this.#mostBytes));
    const expected = expectedOf(options);
    const outcome = this.#log.append(nameOf(options?.getStreamIdentifier()), expected, proposed);
    if (this.#faults.losesAnswer()) return answer(lostError());
    answer(null, responseOf(outcome, expected));
  }
}

function responseOf(outcome: Outcome, expected: Expected): AppendResp {
  if (outcome.kind === 'wrong-version') {
    return new streams.AppendResp().setWrongExpectedVersion(wrongVersion(outcome.current, expected));
  }
  const { revision, position } = outcome;
  const place = new streams.AppendResp.Position()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position));
  const success = new streams.AppendResp.Success().setCurrentRevision(String(revision)).setPosition(place);
  return new streams.AppendResp().setSuccess(success);
}

function wrongVersion(current: number, expected: Expected): AppendResp.WrongExpectedVersion {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') return wrong.setExpectedAny(new shared.Empty());
  if (expected === 'exists') return wrong.setExpectedStreamExists(new shared.Empty());
  if (expected === 'none') return wrong.setExpectedNoStream(new shared.Empty());
  return wrong.setExpectedRevision(String(expected));
}
