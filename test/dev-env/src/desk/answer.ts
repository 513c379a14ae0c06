import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Handlers } from './protocol.ts';

/** Answers one question: `POST /<operation>` with JSON; 500 and a sentence when it could not be done. */
export async function answerAt(handlers: Handlers, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const operation = asked.url?.slice(1) ?? '';
  try {
    const handler = handlerOf(handlers, operation);
    const result = await handler(JSON.parse(await text(asked)) as never);
    answer.writeHead(200).end(JSON.stringify(result));
  } catch (error) {
    answer.writeHead(500).end(describe(error)); // the one who asked decides what it means
  }
}

/** The asker is our own typed client, so what it sends is what the operation takes. */
function handlerOf(handlers: Handlers, operation: string): (ask: never) => Promise<object> {
  const entry = Object.entries(handlers).find(([name]) => name === operation);
  if (entry === undefined) throw new Error(`unknown operation ${operation}`);
  return entry[1];
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
