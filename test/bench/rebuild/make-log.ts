import { connectAccount, fillDirectory } from '../engine/connect-account.ts';
import { EngineProcess } from '../engine/engine-process.ts';
import { MailSource } from '../live/mail-source.ts';

/** Lets an engine sync so much real mail, with a directory to link it to, and leaves its data directory behind. */
export async function makeLog(dataDirectory: string, messages: number): Promise<void> {
  await using source = await MailSource.start(messages, 0);
  await using engine = await EngineProcess.start({ dataDirectory, roundMs: 30_000 }, undefined);
  await fillDirectory(engine.client, messages);
  await connectAccount(engine.client, source.login);
  await engine.settle();
}
