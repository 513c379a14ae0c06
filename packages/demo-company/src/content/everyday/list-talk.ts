import { conversation, type Story } from '../../story/story.ts';

/** A discussion list: the list's name stands in each subject, the authors change. */
export const listTalk: Story = {
  attachments: {},
  conversations: [
    conversation(
      'list-defrost',
      '[engineers] Alarm delay during defrost: how long?',
      `
@ 45 09:10 ruben > engineers + aiko : fields=discussion
Hello all,

Our new store defrosts every six hours and the air probe jumps by three degrees each time. The old controller had a delay of 30 minutes, the auditor says that is too long for -60. What do you use, and how do you justify it?

@ 45 13:35 inge > engineers, ruben + aiko : fields=discussion
We do fifteen, with a second rule that ignores the delay above -50. The justification is one page: product probe against air probe, ten defrosts, product moves 0.2.

@ 44 10:15 aiko > engineers, inge + ruben
Fifteen minutes here too, at a tuna warehouse. I would add one thing: alarm on the *defrost that does not happen* as well. A flat line is the first sign of a dead controller.

@ 44 09:50 ruben > engineers, aiko + inge : fields=discussion
> alarm on the *defrost that does not happen* as well
That had not occurred to me in nineteen years. Thank you both.
`,
    ),
  ],
};
