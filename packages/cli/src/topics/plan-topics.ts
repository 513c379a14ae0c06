import { type TopicDefinition, topicSettings } from '@mailfold/contracts/topics';

/** A topic as the brokers have it. */
export interface FoundTopic {
  readonly name: string;
  readonly partitions: number;
  /** The settings that were made for it; all others are the broker's. */
  readonly configs: Readonly<Record<string, string>>;
}

export interface SettingChange {
  readonly setting: string;
  /** As it is; absent where it is the broker's. */
  readonly from?: string;
  readonly to: string;
}

/** What is to be done about one topic. */
export type TopicStep =
  | { readonly kind: 'create'; readonly topic: string; readonly partitions: number; readonly why: string }
  | { readonly kind: 'change'; readonly topic: string; readonly changes: readonly SettingChange[] }
  | { readonly kind: 'same'; readonly topic: string }
  /** Nothing is done about it. */
  | { readonly kind: 'refused'; readonly topic: string; readonly found: number; readonly wanted: number };

/**
 * What brings the brokers to what is written in `contracts/topics`. Settings that are not named there are the operator's own and stay. A
 * keyed topic with another number of partitions is refused, as its keys would be on other partitions from then on and lose their order.
 */
export const planTopics = (wanted: readonly TopicDefinition[], found: readonly FoundTopic[]): readonly TopicStep[] => {
  const byName = new Map(found.map((topic) => [topic.name, topic]));
  return wanted.map((topic) => stepFor(topic, byName.get(topic.name)));
};

const stepFor = (wanted: TopicDefinition, found: FoundTopic | undefined): TopicStep => {
  const { name: topic, partitions, why } = wanted;
  if (found === undefined) return { kind: 'create', topic, partitions, why };
  if (found.partitions !== partitions) return { kind: 'refused', topic, found: found.partitions, wanted: partitions };
  const changes = Object.entries(topicSettings(wanted)).flatMap(([setting, to]) =>
    changeOf(setting, found.configs[setting], to),
  );
  return changes.length === 0 ? { kind: 'same', topic } : { kind: 'change', topic, changes };
};

const changeOf = (setting: string, from: string | undefined, to: string): readonly SettingChange[] => {
  if (from === to) return [];
  return [from === undefined ? { setting, to } : { setting, from, to }];
};
