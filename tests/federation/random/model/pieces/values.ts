import { type Draft } from '../draft';
import { leafType } from './leaves';

/** Types without keys, which every subgraph that knows them answers whole. */
export function addValues(draft: Draft): void {
  const { random } = draft;
  for (const name of ['Area', 'Spot'].slice(random.below(2))) {
    const home = random.oneOf(draft.subgraphs);
    draft.add({ kind: 'type', name, fields: [], in: { [home]: { keys: [], implements: [] } }, count: 5 });
    for (const field of ['wide', 'high', 'title']) draft.field(name, home, field, leafType(draft));
    draft.field(name, home, 'span', 'Int', { args: [{ name: 'unit', type: 'String!' }] });
  }
  if (draft.type('Area'))
    draft.field('Area', draft.homeOf('Area'), 'spot', random.oneOf(['Spot', '[Spot!]']));
}
