import { Doctor, Progress } from '@mailfold/contracts/http';
import type { IncomingHttpHeaders } from 'node:http';
import { type Asked, ask, eachInstance } from './ask.ts';
import { unavailable } from './send.ts';
import type { Upstream } from './upstream.ts';

/** What a merged route is asked. */
export interface MergedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export type Answer = Pick<Asked, 'status' | 'body'>;

const isOk = ({ status }: Answer): boolean => status === 200;

/** An answer of every instance of every service; the first refusal stands for all. Throws where one cannot be reached. */
const everywhere = async (
  upstreams: readonly Upstream[],
  { path, headers }: MergedRequest,
): Promise<{ readonly refused: Asked } | { readonly answers: readonly unknown[] }> => {
  const asked = await Promise.all(upstreams.flatMap(eachInstance).map((one) => ask(one, { path, headers })));
  const refused = asked.find((answer) => !isOk(answer));
  return refused === undefined ? { answers: asked.map(({ body }) => body) } : { refused };
};

/**
 * A group stands where its hindmost instance stands. A service that is away makes no answer rather than one in which nothing of it
 * is behind.
 */
export const progress = async (upstreams: readonly Upstream[], request: MergedRequest): Promise<Answer> => {
  const found = await everywhere(upstreams, request);
  if ('refused' in found) return found.refused;
  const all = found.answers.map((one) => Progress.parse(one));
  const byName = Map.groupBy(
    all.flatMap(({ processors }) => processors),
    ({ name }) => name,
  );
  const processors = [...byName].map(([name, ones]) => ({
    name,
    position: Math.min(...ones.map(({ position }) => position)),
    parked: Math.max(...ones.map(({ parked }) => parked)),
  }));
  return { status: 200, body: { head: Math.max(...all.map(({ head }) => head)), processors } };
};

const SEVERITY = ['ok', 'warning', 'broken'];

/** Parts that several services look at are told once, as the worst of them found it; a service that is away is a finding. */
export const doctor = async (upstreams: readonly Upstream[], { path, headers }: MergedRequest): Promise<Answer> => {
  const looks = await Promise.all(
    upstreams.flatMap(eachInstance).map(async (one) => {
      try {
        return await ask(one, { path, headers });
      } catch {
        return { status: 200, body: { findings: [away(one)] } };
      }
    }),
  );
  const refused = looks.find((answer) => !isOk(answer));
  if (refused !== undefined) return refused;
  const parts = new Map<string, Doctor['findings']>();
  for (const { body } of looks) {
    for (const [part, found] of Map.groupBy(Doctor.parse(body).findings, (one) => one.part)) {
      const known = parts.get(part);
      if (known === undefined || worst(found) > worst(known)) parts.set(part, found);
    }
  }
  return { status: 200, body: { findings: [...parts.values()].flat() } };
};

const worst = (findings: Doctor['findings']): number =>
  Math.max(...findings.map(({ state }) => SEVERITY.indexOf(state)));

const away = ({ name }: Upstream): Doctor['findings'][number] => ({
  part: `service ${name}`,
  state: 'broken',
  words: 'cannot be reached',
  whatToDo: 'See whether its process runs, and its log.',
});

/** Asks one after another until somebody knows: what only one process has in its memory, or only one may do. */
export const whoKnows = async (
  upstreams: readonly Upstream[],
  { method, path, headers }: MergedRequest,
  isAnswer: (answer: Asked) => boolean,
): Promise<Answer> => {
  let last: Asked | undefined;
  let missing: Upstream | undefined;
  for (const one of upstreams) {
    try {
      last = await ask(one, { method, path, headers });
      if (isAnswer(last)) return last;
    } catch {
      missing = one;
    }
  }
  if (missing !== undefined || last === undefined) throw unavailable(missing?.name ?? 'of it');
  return last;
};

/** Not its processor's service. */
export const notHere = ({ status, body }: Asked): boolean =>
  status === 409 && typeof body === 'object' && body !== null && 'code' in body && body.code === 'processor/not-here';

export const readiness = async (upstreams: readonly Upstream[]): Promise<Answer> => {
  const parts = await Promise.all(
    upstreams.flatMap(eachInstance).map(async (one) => {
      try {
        const { status } = await ask(one, { path: '/readyz' });
        return {
          part: one.name,
          ready: status === 200,
          ...(status === 200 ? {} : { words: 'is not ready: see its /readyz' }),
        };
      } catch {
        return { part: one.name, ready: false, words: 'cannot be reached: see whether it runs' };
      }
    }),
  );
  const ready = parts.every((part) => part.ready);
  return { status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'not ready', parts } };
};
