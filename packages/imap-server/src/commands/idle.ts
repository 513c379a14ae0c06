import { bad } from '../protocol/command-refused.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';

/** RFC 2177: news is told the moment it happens, until the client says DONE. */
export const idle: Verb = {
  needs: 'login',
  extension: 'IDLE',
  async run({ session, args, faults }) {
    args.end();
    session.connection.write('+ idling\r\n');
    if (faults.goDeaf) {
      await session.connection.flush();
      session.connection.goDeaf();
    }
    using _timer = endAfter(session, faults.idleEndsAfterMs);
    const input = await listenUntilNext(session);
    if (input?.text.toUpperCase() !== 'DONE') throw bad('Expected DONE');
    return { text: 'IDLE completed' };
  },
};

async function listenUntilNext(session: Session) {
  const selected = session.selected;
  const tell = (): void => {
    session.tellNews({ expunges: true });
    void session.connection.flush();
    if (selected?.over !== undefined) void session.sayBye(selected.over);
  };
  if (selected !== undefined) selected.onNews = tell;
  tell();
  try {
    return await session.connection.next();
  } finally {
    if (selected !== undefined) selected.onNews = undefined;
  }
}

function endAfter(session: Session, afterMs: number | undefined): Disposable {
  if (afterMs === undefined) return { [Symbol.dispose]: () => undefined };
  const timer = setTimeout(() => void session.sayBye('Idle for too long'), afterMs);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
