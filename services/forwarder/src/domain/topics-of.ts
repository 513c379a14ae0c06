import { contextTopic, LOG_TOPIC } from '@mailfold/contracts/topics';

/** `threading.MessageAttached.v1` → `threading` */
const contextOf = (type: string): string => type.slice(0, type.indexOf('.'));

/**
 * Where an event goes: always into the log, and into its context's topic unless that is switched off.
 * @param isOff contexts whose topic is not filled
 */
export const topicsOf = (type: string, isOff: ReadonlySet<string>): readonly string[] => {
  const context = contextOf(type);
  return isOff.has(context) ? [LOG_TOPIC] : [LOG_TOPIC, contextTopic(context)];
};
