import type { Preset, PresetServer } from './preset.ts';

export const tls = (host: string, port: number): PresetServer => ({ host, port, tls: 'implicit' });
export const starttls = (host: string, port: number): PresetServer => ({ host, port, tls: 'starttls' });

type Given = Pick<Preset, 'id' | 'name' | 'domains'> & Partial<Preset>;

/** A preset with what most have: IMAP and SMTP with a password. */
export const preset = (given: Given): Preset => ({
  mx: [],
  protocols: ['imap', 'smtp'],
  auth: ['password'],
  notes: '',
  alternatives: [],
  sources: [],
  ...given,
});
