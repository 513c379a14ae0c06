import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

const ServerEntry = z.object({
  type: z.string(),
  hostname: z.string(),
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(65_535)),
  socketType: z.string(),
  username: z.string().optional(),
  authentication: z.array(z.string()).default([]),
});

const Entries = z
  .array(z.unknown())
  .default([])
  .transform((entries) => entries.flatMap((entry) => ServerEntry.safeParse(entry).data ?? []));

const Document = z.object({
  clientConfig: z.object({
    emailProvider: z.array(z.object({ incomingServer: Entries, outgoingServer: Entries })),
  }),
});

export type ServerEntry = z.output<typeof ServerEntry>;

/** The servers of a document, as it names them. */
export interface ClientConfig {
  readonly incoming: readonly ServerEntry[];
  readonly outgoing: readonly ServerEntry[];
}

const LISTS = new Set(['emailProvider', 'incomingServer', 'outgoingServer', 'authentication']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: 20,
  isArray: (name) => LISTS.has(name),
});

/**
 * Reads a document of the public autoconfig scheme (`config-v1.1.xml`). Servers that it does not describe in full are left out.
 * @returns why it is refused, in words, where it is no such document
 */
export function readClientConfig(xml: string): ClientConfig | { readonly refused: string } {
  // Entities grow and point elsewhere; no document of the scheme has any.
  if (/<!\s*(DOCTYPE|ENTITY)/i.test(xml)) return { refused: 'a document with a DTD, which is not read' };
  const parsed = Document.safeParse(parsedXml(xml));
  if (!parsed.success) return { refused: 'no autoconfig document' };
  const providers = parsed.data.clientConfig.emailProvider;
  return {
    incoming: providers.flatMap(({ incomingServer }) => incomingServer),
    outgoing: providers.flatMap(({ outgoingServer }) => outgoingServer),
  };
}

function parsedXml(xml: string): unknown {
  try {
    return parser.parse(xml, true);
  } catch {
    // What is wrong with it is of no use to a person, and would quote it.
    return undefined;
  }
}
