import {
  AccountDisconnected,
  AccountRecovered,
  CredentialsRejected,
  CredentialsRenewed,
  fact,
} from '@mailfold/contracts';
import type { Fact, Rules } from '@mailfold/processor';

/** Pauses on rejected credentials; a command resumes once; observed recoveries are counted. */
export interface PauseState {
  paused: boolean;
  recoveries: number;
}

export const emptyPause = (): PauseState => ({ paused: false, recoveries: 0 });

type Outcome = { readonly done: boolean; readonly recoveries: number };

export const pauseRules: Rules<PauseState, 'resume' | 'forgetful' | 'twins', Outcome> = {
  name: 'test.pause',
  context: 'pause',
  reactsTo: [CredentialsRejected.type, AccountRecovered.type],
  observe: (state, input) => {
    if (AccountRecovered.is(input)) state.recoveries += 1;
  },
  react: (state, input) =>
    CredentialsRejected.is(input) && !state.paused
      ? [fact(AccountDisconnected, input.data.accountId, { accountId: input.data.accountId })]
      : [],
  decide: (state, { body, key }) => {
    const renewed: Fact = fact(CredentialsRenewed, key, { accountId: key });
    const outcome = { done: state.paused, recoveries: state.recoveries };
    if (body === 'forgetful') return { facts: [fact(AccountRecovered, key, { accountId: key })], outcome };
    if (body === 'twins') return { facts: [renewed, renewed], outcome };
    return { facts: state.paused ? [renewed] : [], outcome };
  },
  evolve: (state, own) => {
    if (AccountDisconnected.is(own)) state.paused = true;
    if (CredentialsRenewed.is(own)) state.paused = false;
  },
};
