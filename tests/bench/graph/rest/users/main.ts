import { createApp, json, listen, listOf, pathPart } from '../serve';
import { accountsByIds, profilesByHandles, profilesByIds } from './queries';

const app = createApp();

app.get(
  '/users',
  json(({ query: { ids, handle } }) =>
    typeof handle === 'string' ? profilesByHandles([handle.toLowerCase()]) : profilesByIds(listOf(ids)),
  ),
);

app.get(
  '/accounts/:id',
  json(async (request) => {
    const [account] = await accountsByIds([pathPart(request, 'id')]);
    if (!account || request.query.include !== 'user') return account ?? null;
    const [user] = await profilesByIds([account.userId]);
    return { ...account, user };
  }),
);

listen(app);
