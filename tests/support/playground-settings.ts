import { examples } from '@nutgraf/client/examples';
import { personaPassword, personas } from '@nutgraf/kit/demo/personas';
import { playgroundSettings as settingsOf } from '@nutgraf/stack/playground';

/** The playground that `npm start` shows. */
export const playgroundSettings = settingsOf(personas, personaPassword, examples);

/** Titles of examples that tests speak of. */
export const titles = {
  guest: 'An article behind the paywall',
  member: 'The same article for a member',
  viewer: 'Who am I?',
  /** Another one for guests. */
  newest: 'The newest articles',
} as const;
