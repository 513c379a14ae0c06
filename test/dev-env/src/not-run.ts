import { devEnvConfig } from './config.ts';

/** Something a suite needs and did not find. */
export type Missing = {
  readonly missing: string;
  readonly howToGetIt: string;
  /** True for what not every clone can have: then it may be missing under `CI=true` too. */
  readonly optionalInCi?: boolean;
};

export type Need<T> = { readonly found: T } | Missing;

/** The closing line counts tests whose name starts so as neither passed nor failed. */
export const NOT_RUN = 'not run: ';

/**
 * A suite that needs something from outside. Where that is missing the suite is not registered; in its place stands one
 * test named `not run: <what> (<how to get it>)`, which counts as neither passed nor failed, and which fails under
 * `CI=true` where a missing server would otherwise go unseen.
 */
export function describeWith<T>(need: Need<T>, name: string, suite: (found: T) => void): void {
  describe(name, () => {
    if ('found' in need) suite(need.found);
    else it(`${NOT_RUN}${need.missing} (${need.howToGetIt})`, () => expectMayBeMissing(need));
  });
}

function expectMayBeMissing({ missing, howToGetIt, optionalInCi = false }: Missing): void {
  if (devEnvConfig().ci && !optionalInCi) {
    throw new Error(`${missing} is missing, and under CI=true nothing may be: ${howToGetIt}`);
  }
  expect(missing).not.toBe('');
}
