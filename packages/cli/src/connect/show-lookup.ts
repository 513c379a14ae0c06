import type { LookupStep, Preset, ServerProposal } from '@mailfold/contracts/http';
import type { Cli } from '../cli.ts';
import { plainText } from '../terminal/plain-text.ts';

type Servers = Pick<Preset, 'imap' | 'smtp'>;

const named = (protocol: string, server: Servers['imap']): readonly string[] =>
  server === undefined
    ? []
    : [
        `${protocol} ${server.host}, port ${server.port}, ${server.tls === 'implicit' ? 'TLS' : server.tls.toUpperCase()}`,
      ];

/** Servers as a person reads them: `IMAP imap.example.com, port 993, TLS; SMTP …`. */
export const serversInWords = ({ imap, smtp }: Servers | ServerProposal): string =>
  [...named('IMAP', imap), ...named('SMTP', smtp)].join('; ');

const OUTCOMES: Readonly<Record<LookupStep['outcome'], string>> = {
  chosen: ' (chosen)',
  nothing: '',
  'passed-over': ' (passed over)',
  refused: ' (refused)',
  failed: ' (failed)',
};

/** What was tried, what answered, and what was chosen. */
export function showSteps(cli: Cli, steps: readonly LookupStep[]): void {
  for (const { tried, answered, outcome } of steps)
    cli.say(`tried ${plainText(tried)}: ${plainText(answered)}${OUTCOMES[outcome]}`);
}

/** A preset with its other settings, and what a person has to do there first. */
export function showPreset(cli: Cli, preset: Preset): void {
  cli.say(`${preset.name}: ${serversInWords(preset)}`);
  for (const { label, ...servers } of preset.alternatives)
    cli.say(`  another setting (${label}): ${serversInWords(servers)}`);
  if (preset.hint !== undefined) cli.say(preset.hint);
}
