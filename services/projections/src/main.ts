import { KafkaPublisher } from '@mailfold/message-bus-kafka';
import { runServiceProcess } from '@mailfold/service-process';
import { createProjections } from './container.ts';

await runServiceProcess({
  name: 'projections',
  needs: ['blobs', 'view-topics'],
  create: ({ settings, platform, kafka: connection, blobs }) =>
    createProjections(platform, {
      blobs,
      ...(settings.MAILFOLD_VIEW_TOPICS === 'on' && {
        viewTopics: { connect: (transactionalId) => KafkaPublisher.connect({ connection, transactionalId }) },
      }),
    }),
});
