import { devEnvConfig } from '../config.ts';
import { askDesk } from '../desk/client.ts';
import type { Need } from '../not-run.ts';
import { Dovecot } from './dovecot.ts';
import type { DovecotVariant, TokenCheck } from './variant.ts';

export type DovecotStarter = {
  /** Starts a Dovecot of its own for a suite; what is not stopped ends with the run. */
  readonly startDovecot: (variant?: DovecotVariant, tokens?: TokenCheck) => Promise<Dovecot>;
};

const MISSING = {
  missing: 'Dovecot 2.3',
  howToGetIt: 'apt-get install dovecot-imapd dovecot-lmtpd, or a Docker engine, or MAILFOLD_TEST_DOVECOT',
};

const refuse = async () => {
  throw new Error('the Dovecot of MAILFOLD_TEST_DOVECOT was not started here, so it is not halted either');
};
const NOT_OURS = { halt: refuse, resume: refuse, stop: async () => undefined };

/**
 * How this machine gets a Dovecot, for `describeWith`: a running one described by `MAILFOLD_TEST_DOVECOT`, else Docker,
 * else the one on the PATH.
 */
export async function findDovecot(): Promise<Need<DovecotStarter>> {
  const given = devEnvConfig().dovecot;
  if (given !== undefined) return { found: { startDovecot: async () => new Dovecot(given, NOT_OURS) } };
  const { found } = await askDesk('find-dovecot', {});
  return found ? { found: { startDovecot } } : MISSING;
}

/** @throws Error when this machine has no Dovecot */
export async function startDovecot(variant: DovecotVariant = 'full', tokens?: TokenCheck): Promise<Dovecot> {
  const { id, ...description } = await askDesk('start-dovecot', { variant, tokens });
  return new Dovecot(description, {
    halt: async () => void (await askDesk('halt-dovecot', { id })),
    resume: async () => void (await askDesk('resume-dovecot', { id })),
    stop: async () => void (await askDesk('stop-dovecot', { id })),
  });
}
