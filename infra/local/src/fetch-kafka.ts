import { MailfoldError } from '@mailfold/kernel';
import { findKafkaLibs } from '@mailfold/local-kafka';
import type { Output } from '@mailfold/one-machine';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CLONE } from './config.ts';

/** The jars of Kafka, once a clone. */
export const fetchKafka = async (output: Output, elsewhere: string | undefined): Promise<void> => {
  if ((await findKafkaLibs(CLONE, elsewhere)) !== undefined) return;
  output.say('Fetching Apache Kafka with Maven, once…');
  const script = join(CLONE, 'infra', 'local', 'kafka', 'fetch.sh');
  await promisify(execFile)(script).catch((cause: unknown) => {
    const said = typeof cause === 'object' && cause !== null && 'stderr' in cause ? String(cause.stderr).trim() : '';
    const message = `Apache Kafka could not be fetched: ${said}. Install Java 17 and Maven, and connect to the network once.`;
    throw new MailfoldError({ code: 'up/no-kafka', message, cause });
  });
};
