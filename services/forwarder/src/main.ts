import { KafkaPublisher } from '@mailfold/message-bus-kafka';
import { runServiceProcess } from '@mailfold/service-process';
import { createForwarder } from './container.ts';

await runServiceProcess({
  name: 'forwarder',
  needs: ['forwarding'],
  create: ({ settings, platform, kafka: connection }) =>
    createForwarder(platform, {
      connect: (transactionalId) => KafkaPublisher.connect({ connection, transactionalId }),
      shards: settings.MAILFOLD_FORWARDER_SHARDS,
      withoutContexts: settings.MAILFOLD_CONTEXTS_OFF,
    }),
});
