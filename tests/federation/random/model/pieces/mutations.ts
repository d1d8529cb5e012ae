import { type Draft } from '../draft';
import { leafType, linkType, someArguments } from './leaves';

/** Mutations of several subgraphs, whose payloads lead to entities of all, and back to the root of queries. */
export function addMutations(draft: Draft): void {
  const { random } = draft;
  const subgraphs = random.shuffled(draft.subgraphs).slice(0, 1 + random.below(2));
  draft.add({ kind: 'type', name: 'Mutation', fields: [], in: {}, count: 1 });
  for (const subgraph of subgraphs) {
    const name = `Set${subgraph}Payload`;
    draft.add(
      { kind: 'type', name, fields: [], in: { [subgraph]: { keys: [], implements: [] } }, count: 4 },
      [subgraph],
    );
    draft.field(name, subgraph, 'position', 'Int!', { rule: 'position' });
    if (draft.composite('Query').in[subgraph])
      draft.field(name, subgraph, 'query', random.oneOf(['Query', 'Query!']), { rule: 'root' });
    draft.field(name, subgraph, 'said', leafType(draft));
    for (const target of random.some([...draft.entities(), ...draft.names('interface')])) {
      if (!draft.placesOf(target).includes(subgraph)) continue;
      draft.field(name, subgraph, target.toLowerCase(), linkType(draft, target));
    }
    draft.field('Mutation', subgraph, `set${subgraph}`, random.oneOf([name, `${name}!`]), {
      args: someArguments(draft),
    });
    draft.field('Mutation', subgraph, `count${subgraph}`, 'Int!', { rule: 'changes' });
  }
  for (const entity of random.some(draft.entities())) {
    draft.field(entity, random.oneOf(draft.placesOf(entity)), 'changes', 'Int!', { rule: 'changes' });
  }
}
