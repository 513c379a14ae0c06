import type { Story } from '../../story/story.ts';
import { colleaguesTalk } from './colleagues-talk.ts';
import { friendsOfTheHouse } from './friends-of-the-house.ts';
import { listTalk } from './list-talk.ts';
import { machineMail } from './machine-mail.ts';
import { newsletter } from './newsletter.ts';
import { oddManners } from './odd-manners.ts';
import { privateLife } from './private-life.ts';
import { suppliersAndTrips } from './suppliers-and-trips.ts';

export const everyStory: readonly Story[] = [
  newsletter,
  machineMail,
  colleaguesTalk,
  friendsOfTheHouse,
  suppliersAndTrips,
  listTalk,
  oddManners,
  privateLife,
];
