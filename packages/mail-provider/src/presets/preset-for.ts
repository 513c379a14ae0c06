import type { Preset } from './preset.ts';
import { presets } from './presets.ts';

const covers = (pattern: string, name: string): boolean =>
  pattern.startsWith('*.') ? name.endsWith(pattern.slice(1)) : name === pattern;

/**
 * The preset for an address by its domain.
 * @returns undefined for a domain that no preset knows
 */
export function presetFor(address: string): Preset | undefined {
  const at = address.lastIndexOf('@');
  if (at < 0) return undefined;
  const domain = address
    .slice(at + 1)
    .trim()
    .toLowerCase();
  return presets.find((preset) => preset.domains.some((pattern) => covers(pattern, domain)));
}

/** The preset whose servers take the mail of a domain, by the name of an MX of it. */
export function presetForMx(exchange: string): Preset | undefined {
  const host = exchange.toLowerCase().replace(/\.$/, '');
  return presets.find((preset) => preset.mx.some((pattern) => covers(pattern, host)));
}

/** The preset that names this IMAP or SMTP host; for help where only settings are known. */
export function presetForHost(host: string): Preset | undefined {
  const wanted = host.toLowerCase();
  return presets.find((preset) => preset.imap?.host === wanted || preset.smtp?.host === wanted);
}
