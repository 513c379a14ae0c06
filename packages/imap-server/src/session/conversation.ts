import type { ClientConnection } from '../connection/client-connection.ts';
import type { FaultDirector, Interference } from '../faults/fault-director.ts';
import type { FaultContext } from '../faults/fault-script.ts';
import { spoil } from '../faults/spoil.ts';
import { bad, CommandRefused } from '../protocol/command-refused.ts';
import type { CommandInput } from '../protocol/parse-command.ts';
import { parseCommand } from '../protocol/parse-command.ts';
import type { Command } from '../protocol/value.ts';
import { capabilityLine } from './capability-line.ts';
import { findVerb, performVerb } from './perform-verb.ts';
import type { ServerFacts } from './session.ts';
import { Session } from './session.ts';

export interface ConversationParts {
  readonly connection: ClientConnection;
  readonly server: ServerFacts;
  readonly faults: FaultDirector;
  readonly openConnections: () => number;
  readonly onCommand: (context: FaultContext) => void;
  /** Something broke that is not the client's doing: the disk, or this server. */
  readonly onFailure: (error: unknown) => void;
}

/** One client from greeting to goodbye: a command is read, done and answered before the next. */
export class Conversation {
  readonly session: Session;
  readonly #parts: ConversationParts;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.session = new Session(parts.connection, parts.server);
  }

  /** Resolves when the connection is over. */
  async run(): Promise<void> {
    const { connection } = this.#parts;
    try {
      await this.#greet();
      for (;;) {
        const input = await connection.next();
        if (input === undefined) return;
        await this.#take(input);
      }
    } catch (error) {
      this.#parts.onFailure(error);
    } finally {
      this.session.select(undefined);
      connection.drop();
    }
  }

  async #greet(): Promise<void> {
    const { connection, server } = this.#parts;
    const context = this.#context('GREETING', '');
    const faults = this.#parts.faults.interfere(context);
    if ((await spoil(this.session, context, faults)) === 'spoiled') return;
    if (faults.preauth !== undefined) this.session.logIn(server.mailbox(faults.preauth));
    const word = faults.preauth === undefined ? 'OK' : 'PREAUTH';
    connection.write(`* ${word} [${capabilityLine(this.session)}] mailfold ready\r\n`);
    await connection.flush();
  }

  async #take(input: CommandInput): Promise<void> {
    const command = parsed(input);
    if (command instanceof CommandRefused) {
      const tag = /^[^\s(){"]+/.exec(input.text)?.[0] ?? '*';
      this.session.connection.write(refusal(tag, command));
      return this.session.connection.flush();
    }
    const text = input.text.split(' ').slice(2).join(' ');
    const context = this.#context(command.name, text);
    this.#parts.onCommand(context);
    const faults = this.#parts.faults.interfere(context);
    if ((await spoil(this.session, context, faults)) === 'go-on') await this.#answer(command, faults);
  }

  async #answer(command: Command, faults: Interference): Promise<void> {
    const { connection } = this.session;
    this.session.tag = command.tag;
    const tagged = await this.#tagged(command, faults);
    if (faults.loseAnswer) return connection.drop();
    const holds = findVerb(command.name)?.holdsNumbers === true && !command.name.startsWith('UID ');
    this.session.tellNews({ expunges: !holds });
    connection.write(tagged + (faults.injectAfter ?? ''));
    await connection.flush();
    await this.#afterwards(command.name, tagged.startsWith(`${command.tag} OK`));
  }

  async #tagged(command: Command, faults: Interference): Promise<string> {
    try {
      const done = await performVerb(this.session, command, faults);
      const code = done.code === undefined ? '' : `[${done.code}] `;
      return `${command.tag} OK ${code}${done.text}\r\n`;
    } catch (error) {
      if (error instanceof CommandRefused) return refusal(command.tag, error);
      this.#parts.onFailure(error);
      return `${command.tag} NO [UNAVAILABLE] The server could not do this\r\n`;
    }
  }

  async #afterwards(name: string, succeeded: boolean): Promise<void> {
    const { secureContext } = this.#parts.server;
    if (name === 'LOGOUT') return this.session.connection.end();
    if (name === 'STARTTLS' && succeeded && secureContext !== undefined)
      return this.session.connection.startTls(secureContext);
    const over = this.session.selected?.over;
    if (over !== undefined) await this.session.sayBye(over);
  }

  #context(command: string, text: string): FaultContext {
    const isSecret = command === 'LOGIN' || command === 'AUTHENTICATE';
    return {
      command,
      text: isSecret ? '' : text,
      login: this.session.mailbox?.login,
      folder: this.session.selected?.folder.path,
      mailbox: this.session.mailbox,
      connection: this.#parts.connection.id,
      secure: this.#parts.connection.secure,
      open: this.#parts.openConnections(),
    };
  }
}

function parsed(input: CommandInput): Command | CommandRefused {
  try {
    return parseCommand(input);
  } catch (error) {
    return error instanceof CommandRefused ? error : bad('Cannot be read');
  }
}

function refusal(tag: string, refused: CommandRefused): string {
  const code = refused.code === undefined ? '' : `[${refused.code}] `;
  return `${tag} ${refused.status} ${code}${refused.message}\r\n`;
}
