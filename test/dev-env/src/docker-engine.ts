import { connect } from 'node:net';
import { once } from 'node:events';

const SOCKET = '/var/run/docker.sock';

/** Whether a Docker engine answers. Asked of the socket, because loading testcontainers takes longer than most suites. */
export async function dockerEngineAnswers(host: string | undefined): Promise<boolean> {
  const socket = host?.startsWith('tcp://') === true ? connectTo(new URL(host)) : connect(unixPath(host));
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // no engine: the next way of getting a server is tried
  } finally {
    socket.destroy();
  }
}

function connectTo({ hostname, port }: URL) {
  return connect(Number(port), hostname);
}

function unixPath(host: string | undefined): string {
  return host?.replace(/^unix:\/\//, '') ?? SOCKET;
}
