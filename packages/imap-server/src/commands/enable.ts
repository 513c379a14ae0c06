import { bad } from '../protocol/command-refused.ts';
import type { Session } from '../session/session.ts';
import type { Verb } from '../session/verb.ts';

/** RFC 5161; QRESYNC brings CONDSTORE with it (RFC 7162 §3.2.3). */
export const enable: Verb = {
  needs: 'login',
  extension: 'ENABLE',
  run({ session, args }) {
    if (args.done) throw bad('Nothing to enable');
    const enabled: string[] = [];
    while (!args.done) enabled.push(...enableOne(session, args.word()));
    session.connection.write(`* ${['ENABLED', ...enabled].join(' ')}\r\n`);
    return { text: 'ENABLE completed' };
  },
};

function enableOne(session: Session, name: string): readonly string[] {
  if ((name !== 'CONDSTORE' && name !== 'QRESYNC') || !session.offers(name)) return [];
  session.useCondstore();
  session.enabled.add(name);
  return [name];
}
