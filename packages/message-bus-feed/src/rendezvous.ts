// FNV-1a with a final mix (MurmurHash3's), so that keys that differ in one digit spread too.
function score(member: string, key: string): number {
  let hash = 0x811c9dc5;
  for (const text of [member, '\n', key]) {
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Which member has a key: the one with the highest hash of both. When a member joins or leaves, only the keys that it
 * gets or had change hands.
 */
export function memberFor<Member extends { readonly id: string }>(
  key: string,
  members: readonly Member[],
): Member | undefined {
  if (members.length < 2) return members[0];
  return members.reduce((best, member) => (score(member.id, key) > score(best.id, key) ? member : best));
}
