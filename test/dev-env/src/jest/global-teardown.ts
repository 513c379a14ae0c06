import { openDesk } from '../desk/open-desk.ts';

/** Once a run: stops every server that was started. */
export default async function tearDown(): Promise<void> {
  const desk = await openDesk();
  await desk.close();
}
