import { z } from 'zod';

const server = z.object({
  /** May hold `{domain}`: the domain of the user's address. */
  host: z.string(),
  port: z.int().min(1).max(65_535),
  tls: z.enum(['implicit', 'starttls']),
});

const authKind = z.enum(['password', 'app-password', 'oauth2']);

export const presetSchema = z.object({
  id: z.string().meta({ description: 'Stable, lower case' }),
  name: z.string(),
  /** Domains of addresses; `*.` in front stands for any domain below. */
  domains: z.array(z.string()),
  mx: z.array(z.string()).meta({ description: 'Hosts that take mail for domains of customers; `*.` as in domains' }),
  protocols: z.array(z.enum(['imap', 'smtp', 'activesync', 'gmail-api'])),
  imap: server.optional().meta({ description: 'Absent where each customer has a server of their own' }),
  smtp: server.optional(),
  auth: z.array(authKind).meta({ description: 'Best first' }),
  help: z.string().optional().meta({ description: 'A sentence for the person who connects' }),
  notes: z.string(),
  alternatives: z.array(
    z.object({
      label: z.string(),
      imap: server.optional(),
      smtp: server.optional(),
    }),
  ),
  dailyBytes: z
    .int()
    .positive()
    .optional()
    .meta({ description: 'What an account may download by IMAP in a day, where that is limited' }),
  sources: z.array(z.string()).meta({ description: 'Where the figures come from' }),
});

/** What a person needs not type because their provider is known (CON-2). */
export type Preset = z.output<typeof presetSchema>;
export type PresetServer = z.output<typeof server>;
