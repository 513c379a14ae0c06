import type { HeaderFields, MailAddress } from '@mailfold/mail';
import { cut } from './header-text.ts';
import { LIMITS } from './limits.ts';

/** The fields cut to what fits into an event; every cut is named among the problems. */
export function boundedFields(fields: HeaderFields, problems: Set<string>): HeaderFields {
  const budget = { left: LIMITS.addressCharacters };
  const take = (list: readonly MailAddress[]): readonly MailAddress[] => taken(list, budget, problems);
  return {
    ...fields,
    from: take(fields.from),
    replyTo: take(fields.replyTo),
    to: take(fields.to),
    cc: take(fields.cc),
    bcc: take(fields.bcc),
    inReplyTo: newest(fields.inReplyTo, LIMITS.referencesCharacters / 4, problems),
    references: firstAndNewest(fields.references, problems),
    subject: cut(fields.subject, LIMITS.subjectCharacters),
  };
}

function taken(list: readonly MailAddress[], budget: { left: number }, problems: Set<string>): readonly MailAddress[] {
  const fits = list.findIndex((one) => {
    budget.left -= one.address.length + (one.name?.length ?? 0) + 30;
    return budget.left < 0;
  });
  if (fits === -1) return list;
  problems.add('addresses-cut');
  return list.slice(0, fits);
}

function firstAndNewest(ids: readonly string[], problems: Set<string>): readonly string[] {
  const [first, ...rest] = ids;
  return first === undefined ? [] : [first, ...newest(rest, LIMITS.referencesCharacters, problems)];
}

function newest(ids: readonly string[], characters: number, problems: Set<string>): readonly string[] {
  let left = characters;
  const start = ids.findLastIndex((id) => {
    left -= id.length;
    return left < 0;
  });
  if (start !== -1) problems.add('references-cut');
  return ids.slice(start + 1);
}
