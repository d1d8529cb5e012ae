import {
  type GraphQLSchema,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { type ParsedOperations } from '../../../plan/operation/parsed-operations';
import {
  type EntityFetchNode,
  type EntitySelection,
  type FetchNode,
  type PlanNode,
} from '../../../plan/query-plan';
import { type JoinFacts } from '../../../plan/supergraph/subgraphs';
import { type SelectedField, Selections } from '../../compile/selection';
import { Layout } from '../layout';
import { bytesOf } from '../bytes';
import { type EntityEnd } from '../gather/asked-entities';
import { AnswerLayouts } from './answer-layouts';
import { NotCompiled } from './not-compiled';
import { type Link, Place } from './place';
import { compileRepresentation } from './representation';
import { type Step } from './program';
import { compileWalk, type Walk } from './walks';

interface PlanSchemas {
  readonly schema: GraphQLSchema;
  readonly apiSchema: GraphQLSchema;
  readonly joins: JoinFacts;
}

type AddLink = () => void;

/** Compiles a plan, and learns on the way where the values of the merged data are found. */
export class PlanCompiler {
  readonly root: Place;

  constructor(
    private readonly supergraph: PlanSchemas,
    operation: OperationTypeNode,
    private readonly parsed: ParsedOperations,
  ) {
    const type = supergraph.schema.getRootType(operation);
    if (!type) throw new NotCompiled(`There is no ${operation} type.`);
    this.root = new Place(new Layout(type.name));
  }

  /** @throws NotCompiled */
  step(node: PlanNode): Step {
    const [step, links] = this.#step(node);
    links.forEach((add) => add());
    return step;
  }

  /** What a step brings is seen by those after it, and not by those beside it. */
  #step(node: PlanNode): [Step, AddLink[]] {
    switch (node.kind) {
      case 'Sequence':
        return [{ kind: 'Sequence', steps: node.nodes.map((each) => this.step(each)) }, []];
      case 'Parallel': {
        const compiled = node.nodes.map((each) => this.#step(each));
        return [
          { kind: 'Parallel', steps: compiled.map(([step]) => step) },
          compiled.flatMap(([, links]) => links),
        ];
      }
      case 'Fetch':
        return this.#fetch(node);
      case 'EntityFetch':
        return this.#entities(node);
    }
  }

  #fetch(node: FetchNode): [Step, AddLink[]] {
    if (node.path.length > 0 || node.renames.length > 0)
      throw new NotCompiled('A fetch is out of the ordinary.');
    const { operation, selections, layouts } = this.#answer(node.operation, node.subgraph);
    const type = this.supergraph.schema.getRootType(operation.operation);
    if (!type) throw new NotCompiled(`There is no ${operation.operation} type.`);
    const layout = layouts.layout(type.name, selections.ofRoot(type, operation.selectionSet));
    const link: Link = { cell: this.root.layout.reserve(), layout, isNeeded: true };
    return [{ kind: 'Fetch', node, layout, cell: link.cell }, [() => this.root.add(link)]];
  }

  #entities(node: EntityFetchNode): [Step, AddLink[]] {
    const { operation, selections, layouts } = this.#answer(node.operation, node.subgraph);
    const asked = operation.selectionSet.selections.map((field) => {
      if (field.kind !== Kind.FIELD) throw new NotCompiled('A fetch of entities is out of the ordinary.');
      return field;
    });
    const links: AddLink[] = [];
    if (asked.length !== node.selections.length) throw new NotCompiled('A fetch asks twice for one key.');
    const compiled = node.selections.map((selection, index) => {
      const { key } = selection;
      const field = asked[index];
      if (!field || (field.alias ?? field.name).value !== key || selection.renames.length > 0) {
        throw new NotCompiled('A fetch of entities is out of the ordinary.');
      }
      const entities: SelectedField = {
        ...{ responseKey: key, dataKey: key, name: field.name.value, nodes: [field] },
        ...{ type: undefined, refusal: undefined },
      };
      const byType = new Map<string, Layout>();
      const layoutOf = (typeName: string): Layout => {
        const type = this.supergraph.schema.getType(typeName);
        if (!isCompositeType(type)) throw new NotCompiled(`${typeName} is not in the supergraph.`);
        const selected = selections.below(entities, type);
        if (!selected.isDecided) throw new NotCompiled('The type of an entity is not known.');
        const known = byType.get(typeName) ?? layouts.layout(typeName, selected);
        byType.set(typeName, known);
        return known;
      };
      const walks = this.#walks(selection, layoutOf, links);
      return { lead: bytesOf(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:[`), selection, walks };
    });
    return [{ kind: 'EntityFetch', node, selections: compiled }, links];
  }

  #walks(selection: EntitySelection, layoutOf: (type: string) => Layout, links: AddLink[]): readonly Walk[] {
    const { schema } = this.supergraph;
    const shapes: string[] = [];
    const endAt = (place: Place): EntityEnd | undefined => {
      const compiled = compileRepresentation(place, selection.requires, schema);
      if (!compiled) return undefined;
      const layout = layoutOf(compiled.typeName);
      const link: Link = { cell: place.layout.reserve(), layout, isNeeded: false };
      links.push(() => place.add(link));
      if (!shapes.includes(compiled.shape)) shapes.push(compiled.shape);
      return { ...compiled, link, group: shapes.indexOf(compiled.shape) };
    };
    return selection.paths.flatMap((path) => compileWalk(this.root, path, schema, endAt) ?? []);
  }

  #answer(text: string, subgraph: string) {
    const document = this.parsed.of(text);
    const operation = document.definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
    );
    if (!operation) throw new NotCompiled('A fetch has no operation.');
    const { schema, joins } = this.supergraph;
    const selections = new Selections(schema, document, {}, new Map());
    const interfaceObjects = joins.interfaceObjects.get(subgraph) ?? new Set<string>();
    return {
      operation,
      selections,
      layouts: new AnswerLayouts(this.supergraph, selections, interfaceObjects),
    };
  }
}
