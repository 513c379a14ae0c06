import { EventPage } from '@mailfold/contracts/http';
import { describeWith, findKafka, startOtlpCollector, until } from '@mailfold/dev-env';
import { DataDirectory } from '@mailfold/embedded';
import { type Local, startLocal } from '@mailfold/local';
import { DataFolder } from './mailfold/data-folder.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const ASKED = 'b7ad6b7169203331';

describeWith(await findKafka(), 'a request, traced over every service that it concerns (OPS-2)', () => {
  let stack: AsyncDisposableStack;
  let local: Local;
  let collector: Awaited<ReturnType<typeof startOtlpCollector>>;
  beforeAll(async () => {
    stack = new AsyncDisposableStack();
    const folder = stack.use(await DataFolder.make());
    const data = stack.use(await DataDirectory.take(folder.path));
    collector = stack.use(await startOtlpCollector());
    local = stack.use(await startLocal({ data, logLevel: 'warn', env: { MAILFOLD_OTLP_URL: collector.url } }));
  }, 120_000);
  afterAll(() => stack.disposeAsync(), 60_000);

  it('goes through the gateway, the service that decides, Kafka, and whoever follows', async () => {
    const { serviceKey } = local.identity;
    const answer = await fetch(`${local.url}/v1/directory/contacts/c-1`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${serviceKey}`,
        'content-type': 'application/json',
        traceparent: `00-${TRACE}-${ASKED}-01`,
      },
      body: JSON.stringify({
        name: 'Aiko Tanaka',
        addresses: ['aiko@customer.example'],
        visibleTo: { everyone: true },
      }),
    });
    expect([answer.status, answer.ok ? '' : await answer.text()]).toEqual([200, '']);
    const spans = () => collector.spans.filter(({ traceId }) => traceId === TRACE);
    const isThere = (service: string, name: string) =>
      spans().some((one) => one.service === service && one.name === name);
    await until(
      () => isThere('projections', 'projections.records handle') && isThere('linking', 'linking.directory decide'),
      {
        within: 60_000,
        what: 'the spans of two services',
      },
    ).catch((cause: unknown) => {
      throw new Error(
        `of this trace there are ${JSON.stringify(spans().map(({ service, name }) => [service, name]))}`,
        { cause },
      );
    });

    const names = new Map(spans().map(({ spanId, name }) => [spanId, name]));
    const steps = spans().map(({ name, parentSpanId = '' }) => `${names.get(parentSpanId) ?? parentSpanId} > ${name}`);
    expect(steps).toEqual(
      expect.arrayContaining([
        `${ASKED} > PUT /v1/directory/contacts/:id`,
        'PUT /v1/directory/contacts/:id > linking.directory decide',
        'linking.directory decide > projections.records handle',
      ]),
    );
    const events = await fetch(`${local.url}/v1/events`, { headers: { authorization: `Bearer ${serviceKey}` } });
    const { items } = EventPage.parse(await events.json());
    expect(items.map(({ type, traceparent }) => [type, traceparent?.slice(3, 35)])).toEqual([
      ['directory.ContactRecorded.v1', TRACE],
    ]);
    expect(JSON.stringify(collector.bodies)).not.toContain('aiko');
  }, 90_000);
});
