import type { Session } from '../session/session.ts';
import type { Folder } from '../store/folder.ts';
import type { ListOptions } from './list-options.ts';

export function folderAttributes(session: Session, folder: Folder, options: ListOptions): readonly string[] {
  const { admin } = session.mail;
  const below = folder.path + session.server.delimiter;
  const hasChildren = admin.folders().some((one) => one.path.startsWith(below));
  const children = session.offers('CHILDREN') ? [hasChildren ? '\\HasChildren' : '\\HasNoChildren'] : [];
  const tellSubscribed = options.tellSubscribed || options.onlySubscribed;
  const subscribed = tellSubscribed && admin.isSubscribed(folder.path) ? ['\\Subscribed'] : [];
  const use = session.offers('SPECIAL-USE') && folder.specialUse !== undefined ? [folder.specialUse] : [];
  return [...children, ...subscribed, ...use];
}
