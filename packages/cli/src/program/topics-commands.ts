import type { Command } from 'commander';
import { applyTopics, planTopicsOf, type TopicsOptions } from '../commands/topics.ts';
import { registerSchemas } from '../commands/topics-register.ts';
import { type CliOf, examples, positive } from './define.ts';

const ACCESS = `
TLS and SASL: MAILFOLD_KAFKA_TLS, MAILFOLD_KAFKA_CA, MAILFOLD_KAFKA_SASL, MAILFOLD_KAFKA_USERNAME, MAILFOLD_KAFKA_PASSWORD, as for the services.`;

/** `topics plan`, `topics apply`, `topics register` */
export function addTopicsCommands(program: Command, cliOf: CliOf): void {
  const topics = program.command('topics').description("Kafka's topics, as contracts/topics has them");
  const command = (name: string, description: string): Command =>
    topics
      .command(name)
      .description(description)
      .option('--brokers <brokers>', 'host:port, separated by commas; or MAILFOLD_KAFKA_BROKERS')
      .option('--groups <groups>', 'also the dead-letter topics of these consumer groups, separated by commas')
      .addHelpText('after', `${examples(`mailfold topics ${name} --brokers localhost:9092`)}\n${ACCESS}`);
  command('plan', 'what Kafka lacks of them: + create, ~ change, ! refused').action(
    (options: TopicsOptions, self: Command) => planTopicsOf(cliOf(self), options),
  );
  command('apply', 'the same, and do it; never changes the number of partitions')
    .option('--replication <n>', "copies of each new topic; default: the broker's", positive)
    .action((options: TopicsOptions, self: Command) => applyTopics(cliOf(self), options));
  topics
    .command('register')
    .description("tell a Confluent-compatible schema registry every event's and row's schema")
    .requiredOption('--registry <url>', 'its address; may hold user and password')
    .addHelpText('after', examples('mailfold topics register --registry http://localhost:8081'))
    .action((options: { readonly registry: string }, self: Command) => registerSchemas(cliOf(self), options));
}
