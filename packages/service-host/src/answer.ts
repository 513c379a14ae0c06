/** Headers of an answer. A value with CR, LF or other control characters is refused when it is sent. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** An answer with another status than the first success, or with headers. */
export interface StatusAnswer<Body> {
  readonly answer: 'status';
  readonly status: number;
  readonly body: Body;
  readonly headers: AnswerHeaders;
}

/** Bytes as they are: attachments, raw mail. */
export interface BytesAnswer {
  readonly answer: 'bytes';
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
  readonly headers: AnswerHeaders;
}

export interface ServerEvent {
  /** What a client sends back as `Last-Event-ID` to go on after this one. */
  readonly id?: string;
  readonly event?: string;
  /** Sent as one line of JSON. */
  readonly data: unknown;
}

/** Server-sent events until the iterable ends or the client leaves (`signal` of the request aborts then). */
export interface EventsAnswer {
  readonly answer: 'events';
  readonly events: AsyncIterable<ServerEvent>;
}

export const answerWith = <Body>(status: number, body: Body, headers: AnswerHeaders = {}): StatusAnswer<Body> => ({
  answer: 'status',
  status,
  body,
  headers,
});

export const answerBytes = (
  contentType: string,
  body: Uint8Array | AsyncIterable<Uint8Array>,
  headers: AnswerHeaders = {},
  status = 200,
): BytesAnswer => ({ answer: 'bytes', status, contentType, body, headers });

export const answerEvents = (events: AsyncIterable<ServerEvent>): EventsAnswer => ({ answer: 'events', events });
