/** Starts on the port of last time; on any free one when something else has taken it. */
export async function onKeptPort<Server>(kept: number, start: (port: number) => Promise<Server>): Promise<Server> {
  if (kept === 0) return start(0);
  try {
    return await start(kept);
  } catch {
    // If the port was not the reason, the reason shows again.
    return start(0);
  }
}
