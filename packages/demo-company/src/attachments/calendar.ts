import { createHash } from 'node:crypto';
import { startOfDay, workdaysBefore } from '../calendar/workday.ts';
import type { Attachment } from './attachment.ts';

export interface Meeting {
  readonly title: string;
  /** Weekdays after the invitation is sent. */
  readonly in: number;
  /** Minutes after midnight UTC. */
  readonly at: number;
  readonly minutes: number;
  readonly place: string;
}

const stamp = (at: Date): string => `${at.toISOString().replaceAll(/[-:]/gu, '').slice(0, 15)}Z`;

// RFC 5545 §3.1: lines of at most 75 octets; a code point here takes up to four.
function fold(line: string): string {
  const out: string[] = [];
  let current = '';
  for (const char of line) {
    if (Buffer.byteLength(current + char) > 74) {
      out.push(current);
      current = ' ';
    }
    current += char;
  }
  return [...out, current].join('\r\n');
}

function lines(meeting: Meeting, sent: Date, organiser: string, attendees: readonly string[]) {
  const day = workdaysBefore(startOfDay(sent), -meeting.in).getTime();
  const start = new Date(day + meeting.at * 60_000);
  const uid = createHash('sha256')
    .update(meeting.title + organiser)
    .digest('hex')
    .slice(0, 24);
  return [
    'BEGIN:VCALENDAR',
    'PRODID:-//Kumoi Instruments//Calendar//EN',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${uid}@kumoi.example`,
    `DTSTAMP:${stamp(sent)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(new Date(start.getTime() + meeting.minutes * 60_000))}`,
    `SUMMARY:${meeting.title.replaceAll(',', '\\,')}`,
    `LOCATION:${meeting.place.replaceAll(',', '\\,')}`,
    `ORGANIZER:mailto:${organiser}`,
    ...attendees.map((who) => `ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:${who}`),
    'SEQUENCE:0',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
}

/** An invitation (RFC 5546 §3.2.2) that stands beside the text of its mail. */
export const invitation = (meeting: Meeting): Attachment => ({
  fileName: 'invite.ics',
  type: 'text/calendar',
  inline: false,
  content: (sent, organiser, attendees) =>
    Buffer.from(`${lines(meeting, sent, organiser, attendees).map(fold).join('\r\n')}\r\n`),
});
