// Above this a set is faster than looking at each; almost all lists are shorter.
const FEW = 8;

/** Each text once, in the order of their first occurrence. */
export const distinct = (texts: readonly string[]): readonly string[] =>
  texts.length > FEW ? [...new Set(texts)] : texts.filter((one, at) => texts.indexOf(one) === at);
