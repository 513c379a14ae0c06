import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import type { Proposed, Recorded } from './recorded.ts';

// The messages as the client's package defines them, between the wire and the log.

const TICKS_PER_MS = 10_000n;

export const nameOf = (identifier: { getStreamName_asU8(): Uint8Array } | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');

export function identifierOf(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}

export const proposedOf = (message: AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage): Proposed => ({
  id: (message.getId()?.getString() ?? '').toLowerCase(),
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

export function eventMessage(recorded: Recorded): InstanceType<typeof streams.ReadResp> {
  const event = new streams.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(recorded.id))
    .setStreamIdentifier(identifierOf(recorded.stream))
    .setStreamRevision(String(recorded.revision))
    .setCommitPosition(String(recorded.position))
    .setPreparePosition(String(recorded.position))
    .setData(recorded.data)
    .setCustomMetadata(recorded.metadata);
  event
    .getMetadataMap()
    .set('type', recorded.type)
    .set('content-type', recorded.contentType)
    .set('created', String(BigInt(recorded.createdMs) * TICKS_PER_MS));
  const read = new streams.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(recorded.position));
  return new streams.ReadResp().setEvent(read);
}

/** An error as the server sends it: a status, and its kind in a trailer. */
export function serviceError(
  code: status,
  exception: string,
  more: Readonly<Record<string, string>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries({ exception, ...more })) metadata.set(name, value);
  return Object.assign(new Error(exception), { code, details: exception, metadata });
}

export const tooLargeError = (limit: number): ServiceError =>
  serviceError(status.INVALID_ARGUMENT, 'maximum-append-size-exceeded', { 'maximum-append-size': String(limit) });

/** Done, and its answer lost on the way. */
export const lostError = (): ServiceError =>
  Object.assign(new Error('lost'), { code: status.UNAVAILABLE, details: 'lost', metadata: new Metadata() });
