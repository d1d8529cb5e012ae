import { type InlineFragmentRequiresNode, type RequiresSelection } from '@graphql-hive/router-query-planner';
import { type GraphQLSchema, isAbstractType } from 'graphql';
import { PlanError } from '../plan-error';
import { type RequirementNeeds } from './requirement-needs';
import { type RequiredEntity, type RequiredFragment, type Requirement } from '../query-plan';

/** Turns the `requires` of one `_entities` field into ours. */
export class ConvertRequires {
  /**
   * @param interfaceObjects interfaces that the subgraph knows as object types
   * @param asked type conditions of the `_entities` field itself
   */
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly interfaceObjects: ReadonlySet<string>,
    private readonly asked: ReadonlySet<string>,
    private readonly needs: Pick<RequirementNeeds, 'nameOf'>,
  ) {}

  entities(requires: readonly RequiresSelection[]): readonly RequiredEntity[] {
    return requires.map((selection): RequiredEntity => {
      if (selection.kind !== 'InlineFragment') {
        throw new PlanError(`An entity is required by a ${selection.kind}, not by an inline fragment.`);
      }
      const fragment = this.#fragment(selection);
      const interfaceObject = this.#interfaceObjectOf(selection.typeCondition);
      return interfaceObject === undefined ? fragment : { ...fragment, interfaceObject };
    });
  }

  #selection(selection: RequiresSelection): Requirement {
    if (selection.kind === 'InlineFragment') return this.#fragment(selection);
    if (selection.kind === 'FragmentSpread') throw new PlanError('The plan requires a fragment spread.');
    return {
      kind: 'field',
      key: selection.name,
      as: selection.alias ?? this.needs.nameOf(selection.name),
      selections: (selection.selections ?? []).map((child) => this.#selection(child)),
    };
  }

  #fragment(fragment: InlineFragmentRequiresNode): RequiredFragment {
    const { typeCondition, includeIf, skipIf, selections } = fragment;
    if (includeIf || skipIf) throw new PlanError('The plan requires a fragment under a condition.');
    return { kind: 'fragment', typeCondition, selections: selections.map((child) => this.#selection(child)) };
  }

  /** A type may implement several interface objects of a subgraph: the one that is asked for counts. */
  #interfaceObjectOf(typeName: string): string | undefined {
    const type = this.schema.getType(typeName);
    const candidates = [...this.interfaceObjects].filter((name) => {
      if (name === typeName) return true;
      const candidate = this.schema.getType(name);
      if (!isAbstractType(candidate) || !type || !('getInterfaces' in type)) return false;
      return this.schema.isSubType(candidate, type);
    });
    return candidates.find((name) => this.asked.has(name)) ?? candidates[0];
  }
}
