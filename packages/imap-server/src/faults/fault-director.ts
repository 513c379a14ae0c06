import type {
  FaultAction,
  FaultContext,
  FaultRule,
  FaultScript,
  FaultSettings,
  FaultShorthand,
} from './fault-script.ts';

/** All that rules do to one command. */
export type Interference = Readonly<Partial<FaultSettings>>;

const SHORTHANDS: Readonly<Record<FaultShorthand, Interference>> = {
  'drop-connection': { dropConnection: true },
  'lose-answer': { loseAnswer: true },
  'never-answer': { neverAnswer: true },
  'go-deaf': { goDeaf: true },
  'no-modseq': { noModseq: true },
  'endless-line': { endlessLine: true },
};

/** Keeps count of the rules of a script. */
export class FaultDirector {
  #rules: { readonly rule: FaultRule; matches: number }[] = [];

  constructor(script: FaultScript = []) {
    this.play(script);
  }

  /** Replaces the script; counts start anew. */
  play(script: FaultScript): void {
    this.#rules = script.map((rule) => ({ rule, matches: 0 }));
  }

  interfere(context: FaultContext): Interference {
    const merged: Partial<FaultSettings> = {};
    for (const counted of this.#rules) {
      if (!concerns(counted.rule, context)) continue;
      counted.matches += 1;
      if (strikes(counted.rule, counted.matches)) Object.assign(merged, ...settings(counted.rule.do));
    }
    return merged;
  }
}

function concerns(rule: FaultRule, context: FaultContext): boolean {
  const names = typeof rule.on === 'string' ? [rule.on] : rule.on;
  const plain = context.command.replace(/^UID /, '');
  const named = names.some(
    (name) => name === context.command || name === plain || (name === '*' && context.command !== 'GREETING'),
  );
  return named && (rule.when?.(context) ?? true);
}

function strikes(rule: FaultRule, match: number): boolean {
  const skip = rule.skip ?? 0;
  return match > skip && match <= skip + (rule.times ?? Infinity);
}

function settings(does: FaultRule['do']): readonly Interference[] {
  const actions: readonly FaultAction[] = isList(does) ? does : [does];
  return actions.map((action) => (typeof action === 'string' ? SHORTHANDS[action] : action));
}

const isList = (does: FaultRule['do']): does is readonly FaultAction[] => Array.isArray(does);
