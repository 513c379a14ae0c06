export const HELP = `up:distributed: Kafka, PostgreSQL, every service and the gateway, each a process of this machine

  --data DIR         where everything is kept (default .data/distributed in the clone, or MAILFOLD_DATA)
  --port N           of the gateway (default 8070, 0: a free one; or MAILFOLD_PORT)
  --demo             run the demo company and connect its owner's account
  --instances LIST   how many processes of a service, e.g. threading=2,ingest=2 (default 1 each)
  --events URL       an EventStoreDB that runs already, as kurrentdb://… (default: PostgreSQL keeps the log)
  --until-settled    end when everything is synced and folded
  --json             the last line of standard output is one JSON object

Accounts on servers that are not in the public internet: MAILFOLD_ALLOW_HOSTS=127.0.0.1,mail.internal.
Settings of signing in and of discovery reach the services, too: infra/README.md has all.
Needs Java 17; Kafka's jars are fetched once with Maven.

Examples
  npm run up:distributed -- --demo
  npm run up:distributed -- --demo --until-settled --json
  npm run up:distributed -- --instances threading=2,projections=2

Exit codes: 0 stopped as asked, 1 an error (told in a line), 130 ended by a second Ctrl-C
`;
