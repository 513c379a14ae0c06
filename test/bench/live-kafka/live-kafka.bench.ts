import type { Bench } from '../bench.ts';
import { DistributedEngine } from '../distributed/distributed-engine.ts';
import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { MailSource } from '../live/mail-source.ts';
import { againstLimits, HISTORY, oneByOne, spread } from '../live/one-by-one.ts';
import { Onlooker } from '../live/onlooker.ts';
import { rounded } from '../statistics.ts';
import { TemporaryFolder } from '../temporary-folder.ts';

const MAILS = 1_000;
const MOST = { p50: 60, p99: 250 };

/** What became of one mail, in milliseconds. */
interface Journey {
  /** From the server's EXISTS to the append of MessageObserved. */
  readonly observed: number;
  /** From there to the append of MessageAttached by threading: once through the forwarder and Kafka. */
  readonly attached: number;
  /** From the first of both to the mailbox: twice through them. */
  readonly visible: number;
}

/** From the append of MessageObserved to its thread in the mailbox, every service a process of its own, Kafka between them. */
export const liveKafka: Bench = async ({ size: count = MAILS, profile }) => {
  await using source = await MailSource.start(HISTORY, count);
  await using folder = await TemporaryFolder.make('live-kafka');
  await using engine = await DistributedEngine.start(folder.path, profile);
  await fillDirectory(engine.client, HISTORY);
  const accountId = await connectAccount(engine.client, source.login);
  await engine.settle();
  await using onlooker = await Onlooker.open(engine.local.rows, accountId);
  const journeys = await oneByOne(
    source,
    onlooker,
    count,
    (arrival, { observedAt, attachedAt, visibleAt }): Journey => ({
      observed: observedAt - arrival.existsAt,
      attached: attachedAt - observedAt,
      visible: visibleAt - observedAt,
    }),
  );
  engine.expectAllAlive();
  const of = (stage: keyof Journey): readonly number[] => journeys.map((journey) => journey[stage]);
  const { result, lines } = againstLimits('live-kafka', of('visible'), MOST);
  return {
    result,
    lines: [
      ...lines,
      ['most', `${rounded(Math.max(...of('visible')), 1)} ms`],
      spread('  EXISTS → observed (before the clock runs)', of('observed')),
      spread('  observed → attached to its thread', of('attached')),
      spread(
        '  … → visible',
        journeys.map(({ attached, visible }) => visible - attached),
      ),
    ],
  };
};
