import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, RECURSION_AVAILABLE, type RecordType } from 'dns-packet';

/** Records by question, such as `MX acme.example`; a name that is nowhere does not exist; `silent`: no answer at all. */
export type Zone = Map<string, readonly Answer[] | 'silent'>;

export interface DnsServer extends AsyncDisposable {
  /** For `setServers`. */
  readonly address: string;
  readonly zone: Zone;
  /** Questions as they came. */
  readonly asked: string[];
}

/** A DNS server on loopback that answers from what a test puts in. */
export async function startDnsServer(): Promise<DnsServer> {
  const zone: Zone = new Map();
  const asked: string[] = [];
  const socket = createSocket('udp4', (message, from) => {
    const answer = answerTo(message, zone, asked);
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    zone,
    asked,
    [Symbol.asyncDispose]: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function answerTo(message: Buffer, zone: Zone, asked: string[]): Buffer | undefined {
  const { id, questions = [] } = decode(message);
  const [question] = questions;
  if (question === undefined) return undefined;
  const key = `${question.type} ${question.name.toLowerCase()}`;
  asked.push(key);
  const answers = zone.get(key);
  if (answers === 'silent') return undefined;
  const names = [...zone.keys()].map((one) => one.split(' ')[1]);
  const exists = answers !== undefined || names.includes(question.name.toLowerCase());
  const flags = RECURSION_AVAILABLE | (exists ? 0 : NXDOMAIN);
  return encode({ type: 'response', id: id ?? 0, flags, questions, answers: [...(answers ?? [])] });
}

const NXDOMAIN = 3;

const record = (type: Extract<RecordType, 'MX' | 'SRV' | 'A'>, name: string) => ({ type, name, ttl: 60 });

/** Fills a zone. */
export const records = (zone: Zone) => ({
  mx: (domain: string, ...exchanges: readonly (readonly [preference: number, exchange: string])[]): void => {
    const answers = exchanges.map(([preference, exchange]) => ({
      ...record('MX', domain),
      data: { preference, exchange },
    }));
    zone.set(`MX ${domain}`, answers as Answer[]);
  },
  srv: (
    name: string,
    ...targets: readonly (readonly [priority: number, weight: number, target: string, port: number])[]
  ): void => {
    const answers = targets.map(([priority, weight, target, port]) => ({
      ...record('SRV', name),
      data: { priority, weight, target, port },
    }));
    zone.set(`SRV ${name}`, answers as Answer[]);
  },
  host: (name: string, address = '127.0.0.1'): void => {
    zone.set(`A ${name}`, [{ ...record('A', name), data: address } as Answer]);
  },
});
