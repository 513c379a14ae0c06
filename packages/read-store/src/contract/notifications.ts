import type { ReadStore } from '../read-store.ts';
import type { ReadStoreFixture } from './fixture.ts';

/** Payloads as they come, and a way to wait for one. */
export class Heard {
  readonly payloads: string[] = [];
  #waiting: (() => void)[] = [];

  readonly onNotify = (payload: string): void => {
    this.payloads.push(payload);
    for (const go of this.#waiting.splice(0)) go();
  };

  /** What came so far is not waited for again. */
  forget(): void {
    this.payloads.length = 0;
  }

  async until(payload: string): Promise<void> {
    while (!this.payloads.includes(payload)) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
}

export const notify = (store: ReadStore, channel: string, payload: string): Promise<object[]> =>
  store.transaction((sql) => sql.query('select pg_notify($1, $2)', [channel, payload]));

export function notificationFacts(fixture: () => ReadStoreFixture): void {
  describe('notifications', () => {
    it('come after the commit, from any process', async () => {
      const heard = new Heard();
      await using _listening = await fixture().store.listen('news', heard.onNotify);
      await using other = await fixture().another();
      await notify(other, 'news', 'from another');
      await heard.until('from another');
      expect(heard.payloads).toEqual(['from another']);
    });

    it('do not come from a transaction that was rolled back', async () => {
      const heard = new Heard();
      await using _listening = await fixture().store.listen('news', heard.onNotify);
      const work = fixture().store.transaction(async (sql) => {
        await sql.query("select pg_notify('news', 'never')");
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      await notify(fixture().store, 'news', 'last');
      await heard.until('last');
      expect(heard.payloads).toEqual(['last']);
    });

    it('reach everybody who listens, each on their own channel', async () => {
      const [one, other, elsewhere] = [new Heard(), new Heard(), new Heard()];
      await using _one = await fixture().store.listen('Odd "name"', one.onNotify);
      await using _other = await fixture().store.listen('Odd "name"', other.onNotify);
      await using _elsewhere = await fixture().store.listen('elsewhere', elsewhere.onNotify);
      await notify(fixture().store, 'Odd "name"', 'x');
      await Promise.all([one.until('x'), other.until('x')]);
      expect(elsewhere.payloads).toEqual([]);
    });
  });
}
