import type { Story } from '../../story/story.ts';

export const everyStory: readonly Story[] = [];
