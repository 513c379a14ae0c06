export const HELP = `mailfold up: everything on this machine, in one process

  --data DIR        where database, mail and keys are kept (default .data in the clone, or MAILFOLD_DATA)
  --port N          of the API (default 8070, 0: a free one; or MAILFOLD_PORT)
  --host ADDRESS    where the API listens (default 127.0.0.1; or MAILFOLD_HOST)
  --demo, --no-demo run the demo company or not (default: where no account was ever connected, and where it ran before)
  --until-settled   end when everything is synced and folded; no new demo mail arrives
  --json            the last line of standard output is one JSON object

Examples
  npm start
  npm start -- --demo --until-settled --json
  npm start -- --data ~/mailfold --port 9000

Settings of the environment: infra/README.md. MAILFOLD_ALLOW_HOSTS=127.0.0.1 lets accounts be on servers of this machine.

Exit codes: 0 stopped as asked, 1 an error (told in a line), 130 ended by a second Ctrl-C
`;
