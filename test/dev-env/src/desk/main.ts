import { once } from 'node:events';
import { createServer } from 'node:http';
import { answerAt } from './answer.ts';
import { testServers } from './test-servers.ts';

const servers = testServers();
const http = createServer((asked, answer) => void answerAt(servers.handlers, asked, answer));
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const address = http.address();
if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
process.stdout.write(`http://127.0.0.1:${address.port}\n`);

// The pipe from the run is the lifeline: whatever ends the run ends the desk, and with it the servers.
process.stdin.resume();
await once(process.stdin, 'close');
http.close();
await servers.stop();
process.exit(0);
