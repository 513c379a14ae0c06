import { once } from 'node:events';
import { connect } from 'node:net';

/** Whether a server on loopback greets who connects to a port. */
export async function answersAt(port: number, host = '127.0.0.1'): Promise<boolean> {
  const socket = connect(port, host);
  try {
    const [greeting] = await once(socket, 'data');
    return String(greeting).startsWith('* OK');
  } finally {
    socket.destroy();
  }
}
