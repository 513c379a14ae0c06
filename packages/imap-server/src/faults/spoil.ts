import { setTimeout as wait } from 'node:timers/promises';
import type { Session } from '../session/session.ts';
import type { Interference } from './fault-director.ts';
import type { FaultContext } from './fault-script.ts';
import { pour } from './pour.ts';

/** Does what happens before or instead of an answer. `spoiled`: there will be no answer. */
export async function spoil(
  session: Session,
  context: FaultContext,
  faults: Interference,
): Promise<'go-on' | 'spoiled'> {
  const { connection } = session;
  await faults.run?.(context);
  if (faults.delayMs !== undefined) await pause(faults.delayMs, connection.ended);
  if (connection.ended.aborted) return 'spoiled';
  if (faults.dropAfterBytes !== undefined) connection.limitOutput(faults.dropAfterBytes);
  if (faults.inject !== undefined) connection.write(faults.inject);
  if (await silence(session, context, faults)) return 'spoiled';
  return (await flood(session, faults)) ? 'spoiled' : 'go-on';
}

async function silence(session: Session, context: FaultContext, faults: Interference): Promise<boolean> {
  const { connection } = session;
  if (faults.dropConnection) connection.drop();
  else if (faults.bye !== undefined) await session.sayBye(faults.bye);
  // IDLE turns deaf only once it has said that it listens.
  else if (faults.goDeaf && context.command !== 'IDLE') connection.goDeaf();
  else return faults.neverAnswer === true;
  return true;
}

async function flood(session: Session, faults: Interference): Promise<boolean> {
  const { connection } = session;
  if (faults.literalOfSize !== undefined) {
    const uid = session.selected?.uids[0] ?? 1;
    connection.write(`* 1 FETCH (UID ${uid} BODY[] {${faults.literalOfSize}}\r\n`);
    await pour(connection, '\0');
  } else if (faults.endlessLine) await pour(connection, 'x');
  else if (faults.endlessLines !== undefined) await pour(connection, `${faults.endlessLines}\r\n`);
  else return false;
  return true;
}

async function pause(ms: number, ended: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal: ended });
  } catch {
    return; // The client did not wait.
  }
}
