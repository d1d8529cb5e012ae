import { randomGraph } from '../graph/random-graph';
import { type Model } from '../model/model';
import { type Case, isValid } from './cases';
import { withoutPart } from './smaller-model';
import { smaller } from './smaller-operation';

type Fails = (each: Case) => Promise<boolean>;

/** Tries that one failure is worth: a graph costs a tenth of a second. */
const mostTries = { operation: 600, model: 1000 };

/** Takes away what a failure does not need: first of the operation, then of the supergraph. */
export async function reduce(failing: Case, fails: Fails): Promise<Case> {
  return reduceModel(await reduceOperation(failing, fails), fails);
}

async function reduceOperation(failing: Case, fails: Fails): Promise<Case> {
  let best = failing;
  for (let at = 0, tries = mostTries.operation; tries > 0; tries -= 1) {
    const query = smaller(best.operation.query, at);
    if (query === undefined) break;
    const candidate = { ...best, operation: { ...best.operation, query } };
    const isNew = query !== best.operation.query && isValid(candidate);
    if (isNew && (await fails(candidate))) best = candidate;
    else at += 1;
  }
  return best;
}

async function reduceModel(failing: Case, fails: Fails): Promise<Case> {
  let best = failing;
  let bestBefore = failing;
  for (let at = 0, tries = mostTries.model; tries > 0; tries -= 1) {
    const model = withoutPart(best.graph.model, at);
    if (!model) {
      // What could not go while others were there may go now.
      if (best === bestBefore) break;
      bestBefore = best;
      at = 0;
      continue;
    }
    const candidate = onModel(best, model);
    if (candidate && isValid(candidate) && (await fails(candidate))) best = candidate;
    else at += 1;
  }
  return best;
}

/** The same operation, where the model composes. */
function onModel(each: Case, model: Model): Case | undefined {
  try {
    return { ...each, graph: randomGraph(model) };
  } catch {
    return undefined;
  }
}
