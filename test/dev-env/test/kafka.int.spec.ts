import { describeWith } from '../src/not-run.ts';
import { findKafka } from '../src/kafka/find-kafka.ts';
import { answersAt } from '@mailfold/local-kafka';

describeWith(await findKafka(), 'the Kafkas of a run', ({ sharedKafka, startKafka }) => {
  const answers = ([broker = '']: readonly string[]): Promise<boolean> => answersAt(Number(broker.split(':')[1]));

  it('share one among the suites', async () => {
    const [one, other] = [await sharedKafka(), await sharedKafka()];
    expect(one.brokers).toEqual(other.brokers);
    expect(await answers(one.brokers)).toBe(true);
  });

  it('are killed and come back at their address', async () => {
    await using kafka = await startKafka();
    const { pid } = kafka;
    await kafka.kill();
    expect(await answers(kafka.brokers)).toBe(false);
    await kafka.start();
    expect(await answers(kafka.brokers)).toBe(true);
    expect(kafka.pid).not.toBe(pid);
  });

  it('say what clients of a guarded one need', async () => {
    await using kafka = await startKafka({ sasl: true, tls: true });
    expect(kafka.certificate).toContain('BEGIN CERTIFICATE');
    expect(kafka.user?.username).toBe('ann');
  });
});
