import { conversation, type Story } from '../../story/story.ts';

const issue = (number: number, ago: number, title: string, text: string) =>
  conversation(
    `weekly-${number}`,
    `[Cold Chain Weekly] ${title}`,
    `@ ${ago} 06:00 weekly > aiko : fields=newsletter\n${text}\n\nYou receive this because you subscribed at coldchain-weekly.example.\nUnsubscribe: https://coldchain-weekly.example/u/7f31c2`,
  );

export const newsletter: Story = {
  attachments: {},
  conversations: [
    issue(
      201,
      262,
      'Ports, heat and who pays for it',
      `**This week**

Three insurers have told us that claims for heat damage in containers rose by a fifth last summer. None of them wanted to be named, all of them want the same thing: data from inside the box, not from the crane.

- Rotterdam opens a shaded stack for reefers in transit
- Why a closed door is not a cold room: a visit to a fish market at 4 a.m.
- Jobs: 14 new openings, from Gdansk to Durban`,
    ),
    issue(
      207,
      224,
      'The two degrees nobody measured',
      `**This week**

A hospital pharmacy in Lyon put thirty loggers into one refrigerator and found two degrees between the top shelf and the bottom one. We asked five manufacturers where their own sensor sits. Four answered.

- New guidance on mapping small refrigerators
- Reader's letter: "Our alarm called a man who had retired"
- Numbers: the price of dry ice, month by month`,
    ),
    issue(
      212,
      187,
      'Cherries by rail',
      `**This week**

A train with forty containers of cherries crossed a continent in sixteen days and arrived at 1.4 °C. We travelled with it for two of them, and describe what a diesel generator sounds like from a bunk above it.

- Short: battery loggers and aviation rules, a table
- Why dairies are ahead of everybody else
- Calendar: three fairs and a funeral (of the paper chart recorder)`,
    ),
    issue(
      219,
      139,
      'What auditors really look at',
      `**This week**

We asked eleven auditors for the first thing they look at. Nine said: the gaps. A perfect curve makes them suspicious, and a gap with a signature calms them down.

- How to write an excursion report in one page
- Interview: a woman who calibrates at minus eighty
- Short: the new tyres of refrigerated trailers`,
    ),
    issue(
      224,
      104,
      'A dispute that lasted four minutes',
      `**This week**

A packer of avocados, a shipping line and a warm container: once, that meant a year of letters. This season it took one call. The packer shared a curve that turned upwards six hours after loading, and the line paid.

- The contract clause that makes this possible
- Loggers that importers can read with a phone, compared
- Short: who owns the data in your trailer?`,
    ),
    issue(
      230,
      63,
      'When the network is down',
      `**This week**

A carrier in Ireland changed a router at ten in the evening and several thousand trucks went silent. The milk did not mind, the gatekeepers did. What to tell your night shift before it happens to you.

- Checklist: ten questions for your vendor
- A short history of the SIM card
- Jobs: 22 new openings`,
    ),
    issue(
      236,
      20,
      'Flu season starts in the warehouse',
      `**This week**

Pharmacies will move more vaccine this autumn than ever. We look at refrigerators that swing by six degrees behind a display that says four.

- Glycol, glass beads or nothing: what to put around a probe
- Short: why ten-year records are becoming normal
- Calendar for the winter`,
    ),
    issue(
      239,
      5,
      'Salmon, tuna and minus sixty',
      `**This week**

Two new ultra-low warehouses open within a month, one in Hokkaido and one in Bergen. We asked both about defrosting, doors and electricity bills, and got one very honest answer.

- Ammonia or CO2: readers answer our poll
- Interview: the crab that came with the contract
- Short: tariffs for night power`,
    ),
  ],
};
