// Started by embedded-cluster.int.spec.ts as a process of its own, to be killed: starts a cluster, writes a row, tells.
import { EmbeddedCluster, PostgresReadStore } from '@mailfold/read-store-postgres';

const cluster = await EmbeddedCluster.start({ dataDir: process.argv[2] ?? '' });
const store = await PostgresReadStore.connect({ url: cluster.url });
await store.transaction(async (sql) => {
  await sql.script('create table if not exists kept (id int)');
  await sql.query('insert into kept values (1)');
});
process.stdout.write(`${cluster.pid}\n`);
