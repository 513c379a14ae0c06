import type { Preset } from './preset.ts';
import { presets } from './presets.ts';

const covers = (pattern: string, domain: string): boolean =>
  pattern.startsWith('*.') ? domain.endsWith(pattern.slice(1)) : domain === pattern;

/**
 * The preset for an address by its domain.
 * @returns undefined for a domain that no preset knows: ask for host and port then
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

/** The preset that names this IMAP or SMTP host; for help where only settings are known. */
export function presetForHost(host: string): Preset | undefined {
  const wanted = host.toLowerCase();
  return presets.find((preset) => preset.imap?.host === wanted || preset.smtp?.host === wanted);
}
