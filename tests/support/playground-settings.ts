import { type GatewayOptions } from '@nutgraf/gateway';
import { personaPassword, personas } from '@nutgraf/kit/demo/personas';
import { articlePage, slugs } from './article-page';

/** A playground over the demo data: its people, and an example for what each of them shows. */
export const playgroundSettings = {
  title: 'Nutgraf playground',
  signIn: {
    document: `mutation ($input: SessionCreateInput!) {
      sessionCreate(input: $input) { tokens { accessToken } errors { message } }
    }`,
    tokenPath: 'sessionCreate.tokens.accessToken',
  },
  personas: personas.map(({ displayName, about, email }) => ({
    name: displayName,
    about,
    variables: { input: { by: { password: { email, password: personaPassword } } } },
  })),
  tabs: [
    { title: 'Article, as a guest', query: articlePage, variables: { slug: slugs.members } },
    {
      title: 'Article, as a member',
      query: articlePage,
      variables: { slug: slugs.members },
      persona: 'Milo Member',
    },
    { title: 'Who am I', query: '{\n  viewer {\n    id\n    email\n  }\n}\n', persona: 'Rita Reader' },
    {
      title: 'Plans',
      query:
        'query Plans {\n  plans {\n    name\n    prices {\n      interval\n      unitAmount {\n        formatted\n      }\n    }\n  }\n}\n',
    },
  ],
} satisfies GatewayOptions['playground'];
