import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP port on loopback that nobody listened on a moment ago. */
export const freePort = (): Promise<number> => listenBriefly(0);

/** Whether nobody listens at a port of loopback. */
export const isFree = (port: number): Promise<boolean> =>
  listenBriefly(port).then(
    () => true,
    () => false, // somebody listens
  );

/** @param port 0: any. @returns the one that was listened on */
async function listenBriefly(port: number): Promise<number> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}
