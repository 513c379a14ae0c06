import { randomUUID } from 'node:crypto';
import { describeWith, findKafka, type TestKafka } from '@mailfold/dev-env';
import type { KafkaConnection, SaslMechanism } from '../src/connection.ts';
import { KafkaPublisher } from '../src/publisher.ts';
import { KafkaTopics } from '../src/topics.ts';

describeWith(await findKafka(), 'a Kafka that is guarded', ({ startKafka }) => {
  let kafka: TestKafka;
  beforeAll(async () => {
    kafka = await startKafka({ tls: true, sasl: true });
  });
  afterAll(() => kafka.stop());

  const signedIn = (mechanism: SaslMechanism, more: Partial<KafkaConnection> = {}): KafkaConnection => ({
    brokers: kafka.brokers,
    clientId: 'mailfold-test',
    tls: { ca: kafka.certificate ?? '' },
    sasl: { mechanism, username: kafka.user?.username ?? '', password: kafka.user?.password ?? '' },
    ...more,
  });

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('lets us in over TLS by %s', async (mechanism) => {
    const connection = signedIn(mechanism);
    await using topics = await KafkaTopics.connect({ connection });
    const topic = `mailfold.test.${randomUUID()}`;
    await topics.create([{ name: topic, partitions: 1 }]);
    await using publisher = await KafkaPublisher.connect({ connection, transactionalId: topic });
    await publisher.publish([{ topic, key: 'a', value: Buffer.from('1'), headers: {} }]);
    expect((await topics.describe([topic])).map(({ name }) => name)).toEqual([topic]);
  });

  it('refuses a wrong password, and the error says nothing of it', async () => {
    const sasl = { mechanism: 'scram-sha-512', username: 'ann', password: 'wrong-password' } as const;
    const connecting = KafkaTopics.connect({ connection: signedIn('scram-sha-512', { sasl }) });
    await expect(connecting).rejects.toMatchObject({ code: 'message-bus/refused', retry: 'never' });
    await expect(connecting).rejects.not.toThrow(/wrong-password/);
  });

  it('is refused by us when nobody vouches for its certificate', async () => {
    const connecting = KafkaTopics.connect({ connection: signedIn('plain', { tls: {} }) });
    await expect(connecting).rejects.toMatchObject({ code: 'message-bus/refused' });
  });
});
