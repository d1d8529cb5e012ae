import { Random } from '../random';
import { Draft } from './draft';
import { type Model } from './model';
import { addAbstractTypes } from './pieces/abstract';
import { addEntities } from './pieces/entities';
import { addHidden } from './pieces/hidden';
import { addInterfaceObject } from './pieces/interface-objects';
import { addLeaves } from './pieces/leaves';
import { addLinks } from './pieces/links';
import { addMutations } from './pieces/mutations';
import { addRequires } from './pieces/requires';
import { addSharing } from './pieces/sharing';
import { addValues } from './pieces/values';

/** The same supergraph for the same seed. Each piece finds what the ones before it left. */
export function randomModel(seed: number): Model {
  const random = new Random(`model ${seed}`);
  const subgraphs = ['alpha', 'beta', 'gamma', 'delta'].slice(0, 2 + random.below(3));
  const draft = new Draft(random, subgraphs);
  addLeaves(draft);
  addEntities(draft);
  addValues(draft);
  addAbstractTypes(draft);
  if (random.chance(0.5))
    addInterfaceObject(draft, 'Media', ['Video', 'Song', 'Game'].slice(random.below(2)));
  // Subgraphs may own interface objects of each other.
  if (random.chance(0.25)) addInterfaceObject(draft, 'Event', ['Talk', 'Fair']);
  if (random.chance(0.6)) addRequires(draft);
  if (random.chance(0.65)) addSharing(draft);
  if (random.chance(0.5)) addHidden(draft);
  addLinks(draft);
  if (random.chance(0.6)) addMutations(draft);
  return draft.model(seed);
}
