import type { ClientConnection } from '../connection/client-connection.ts';

const CHUNK = 64 * 1024;

/** Sends the same bytes until the client goes; never more than its socket takes. */
export async function pour(connection: ClientConnection, text: string): Promise<void> {
  const bytes = Buffer.from(text.repeat(Math.ceil(CHUNK / text.length)), 'latin1');
  while (!connection.ended.aborted) {
    connection.write(bytes);
    await connection.flush();
    // A client in this process must get its turn to hang up.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
