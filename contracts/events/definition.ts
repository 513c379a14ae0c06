import type { z } from 'zod';

/** `<context>.<PastTense>.v<version>` with the schema of its data. */
export interface EventDefinition<Schema extends z.ZodType = z.ZodType> {
  readonly context: string;
  readonly name: string;
  readonly version: number;
  /** As on the wire, e.g. `ingest.MessageObserved.v1`. */
  readonly type: string;
  readonly data: Schema;
  readonly description: string;
  /** Narrows an event by its type; its data was parsed when it was read from the store. */
  is<Event extends { readonly type: string; readonly data: unknown }>(
    event: Event,
  ): event is Event & { readonly data: z.output<Schema> };
}

/** The data of an event: `DataOf<typeof MessageObserved>`. */
export type DataOf<Definition extends EventDefinition> = z.output<Definition['data']>;

export const defineEvent = <Schema extends z.ZodType>(
  context: string,
  name: string,
  version: number,
  description: string,
  data: Schema,
): EventDefinition<Schema> => {
  const type = `${context}.${name}.v${version}`;
  return {
    context,
    name,
    version,
    type,
    data,
    description,
    is: <Event extends { readonly type: string; readonly data: unknown }>(
      event: Event,
    ): event is Event & { readonly data: z.output<Schema> } => event.type === type,
  };
};

/** Marks a field as personal data: the store's codec seals it under the envelope's `keyId`. */
export const personal = <Schema extends z.ZodType>(schema: Schema): Schema => schema.meta({ personal: true });

/** An event as far as rules look at it. */
export interface EventLike {
  readonly type: string;
  readonly data: unknown;
}

/** What a rule says happened: becomes an event with an id made of its cause, its type and its subject. */
export interface FactOf<Definition extends EventDefinition> {
  readonly type: string;
  readonly subject: string;
  readonly data: DataOf<Definition>;
}

/** @param subject what it is about, e.g. the thread's id; with the type unique among the facts of one cause */
export const fact = <Definition extends EventDefinition>(
  definition: Definition,
  subject: string,
  data: DataOf<Definition>,
): FactOf<Definition> => ({ type: definition.type, subject, data });
