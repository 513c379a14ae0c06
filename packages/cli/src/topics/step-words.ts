import type { TopicStep } from './plan-topics.ts';

/** `mailfold.log.v1` → `mailfold.log.v2` */
const nextVersion = (topic: string): string =>
  topic.replace(/\.v(\d+)(?=\.|$)/, (_, version: string) => `.v${Number(version) + 1}`);

/** One step as a person reads it in the plan. */
export const stepWords = (step: TopicStep): string => {
  switch (step.kind) {
    case 'create':
      return `+ ${step.topic}  ${step.partitions} partition${step.partitions === 1 ? '' : 's'}: ${step.why}`;
    case 'change':
      return [
        `~ ${step.topic}`,
        ...step.changes.map(({ setting, from, to }) => `    ${setting}: ${from ?? "the broker's"} -> ${to}`),
      ].join('\n');
    case 'same':
      return `= ${step.topic}`;
    case 'refused':
      return (
        `! ${step.topic}  has ${step.found} partitions, wanted are ${step.wanted}: ` +
        `a keyed topic's partition count is never changed: make ${nextVersion(step.topic)}`
      );
  }
};
