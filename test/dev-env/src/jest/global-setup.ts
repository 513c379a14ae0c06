import { openDesk } from '../desk/open-desk.ts';

/** Once a run, before the first suite that may need servers: opens the desk, which starts none until it is asked. */
export default async function setUp(): Promise<void> {
  await openDesk();
}
