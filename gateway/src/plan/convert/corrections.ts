import { type PlannerSdl } from '../dialect/planner-sdl';
import { type RequiredArguments } from '../dialect/required-arguments';
import { type Supergraph } from '../supergraph/supergraph';
import { EntityKeys } from './entity-keys';
import { FieldTypes } from './field-types';
import { InterfaceObjectKeys } from './interface-object-keys';
import { ProvidedFields } from './provided-fields';
import { RequirementNeeds } from './requirement-needs';
import { UnionMembers } from './union-members';

/** What the planner's plans of one supergraph are put right by, for what it is not told or forgets. */
export interface Corrections {
  readonly requiredArguments: RequiredArguments;
  readonly needs: RequirementNeeds;
  readonly members: UnionMembers;
  readonly keys: InterfaceObjectKeys;
  readonly provided: ProvidedFields;
  readonly types: FieldTypes;
  readonly entityKeys: EntityKeys;
}

export function correctionsFor(
  { document, schema, joins }: Supergraph,
  { requiredArguments, document: said }: PlannerSdl,
): Corrections {
  return {
    requiredArguments,
    needs: new RequirementNeeds(said, joins, requiredArguments),
    members: new UnionMembers(document, schema, joins),
    keys: new InterfaceObjectKeys(document, schema, joins),
    provided: new ProvidedFields(document, schema, joins),
    types: new FieldTypes(said, schema, joins),
    entityKeys: new EntityKeys(document, joins),
  };
}
