/** Rules of the house about words and names that no linter knows. */
export type TextRule = {
  readonly name: string;
  readonly why: string;
  /** Which files it is about, by path from the root. */
  readonly files: RegExp;
  readonly except?: RegExp;
  /** What may not stand in a line; absent when the path itself is the offence. */
  readonly line?: RegExp;
};

const SOURCE = /\.(ts|mjs)$/;
const SPEC = /\.spec\.ts$/;
/** The rules and their planted violations have to spell what they forbid. */
const ABOUT_RULES = /^(infra\/check\/text-rules\.ts|test\/house\/)/;

export const textRules: readonly TextRule[] = [
  {
    name: 'no-silenced-checks',
    why: 'A check that is wrong here is wrong in its configuration.',
    files: SOURCE,
    except: ABOUT_RULES,
    line: /@ts-(ignore|expect-error|nocheck)|(oxlint|eslint)-disable/,
  },
  {
    name: 'no-left-out-tests',
    why: 'A test runs, or is not there; a suite that misses a server says so with describeWith.',
    files: SPEC,
    except: ABOUT_RULES,
    line: /\b(it|test|describe)\.(only|skip|todo)\b|\b[xf](it|describe)\(/,
  },
  {
    name: 'no-sleeps-in-tests',
    why: 'A test waits for a condition (until, settle), not for time to pass.',
    files: SPEC,
    except: ABOUT_RULES,
    line: /\bset(Timeout|Interval)\(|\bawait (sleep|delay|pause)\(|timers\/promises/,
  },
  {
    name: 'servers-have-their-tier',
    why: 'A plain .spec.ts does no I/O; who needs a server is .contract, .int or .e2e.',
    files: /(^|\/)[^/.]+\.spec\.ts$/,
    except: ABOUT_RULES,
    line: /\b(freshDatabase|findDovecot|startDovecot|findKafka|startKafka|sharedKafka)\b/,
  },
  {
    name: 'no-drawer-names',
    why: 'A file is named after the one thing in it.',
    files: /(^|\/)(utils?|helpers?|common|shared|misc)(\.[a-z]+|\/.*)$/,
  },
  {
    name: 'no-paths-of-a-machine',
    why: 'What ships runs anywhere.',
    files: /\.(ts|mjs|json|ya?ml|md)$/,
    except: ABOUT_RULES,
    line: /(^|[^\w./-])\/(work|farm|root|home)\/|\.\.\/shared\b/,
  },
];
