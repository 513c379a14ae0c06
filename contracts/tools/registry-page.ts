import type { EventDefinition } from '../events/definition.ts';
import { personalPaths } from '../events/personal-paths.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const row = (definition: EventDefinition): string => {
  const personal = personalPaths(definition.data)
    .map((path) => `\`${path}\``)
    .join(', ');
  return `| [\`${definition.name}.v${definition.version}\`](../schemas/${definition.type}.json) | ${cell(definition.description)} | ${personal} |`;
};

const section = (context: string, definitions: readonly EventDefinition[]): string =>
  [
    `## ${context}`,
    '',
    `Stream \`${context}-<${context === 'directory' ? 'tenantId' : 'accountId'}>\`, topic \`mailfold.${context}.events.v1\`.`,
    '',
    '| event | says | personal fields |',
    '|---|---|---|',
    ...definitions.map(row),
  ].join('\n');

const HEAD = `# Events

Every event that mailfold publishes, by context. This page is generated (\`node contracts/tools/generate.ts\`) from the schemas beside it.
The envelope (\`envelope.ts\`) is the same for all. A published version never changes in a way that breaks a reader; a new meaning is a new version.`;

/** \`contracts/events/README.md\`. */
export const registryPage = (catalogue: readonly EventDefinition[]): string => {
  const contexts = Map.groupBy(catalogue, (definition) => definition.context);
  const sections = [...contexts].map(([context, definitions]) => section(context, definitions));
  return `${[HEAD, ...sections].join('\n\n')}\n`;
};
