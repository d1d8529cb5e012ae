import {
  type FieldNode,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { type DataObject, isObject, newObject } from '../data';
import {
  absentField,
  type Cause,
  causeOfRefusal,
  errorAt,
  forbiddenNull,
  misfit,
  type Path,
  unknownEntity,
  unknownType,
} from '../faults/errors';
import { type FaultBook, type Faults } from '../faults/faults';
import { completeLeaf, misfitLeaf } from './leaf';
import { type Tally } from './tally';
import { type ErrorPlace, originOf } from './origin';
import { type SelectedField, type SelectedFields, type Selections } from '../compile/selection';

/** A null that its own type does not allow: the parent becomes null in its place. */
export const nulled = Symbol('nulled');

export interface CompletionScope {
  readonly apiSchema: GraphQLSchema;
  /** The supergraph's own schema. */
  readonly schema: GraphQLSchema;
  readonly faults: FaultBook;
  readonly selections: Selections;
  /** Told of each object. */
  readonly tally: Tally | undefined;
  /** Answers `__schema` and `__type`. */
  readonly introspect: (nodes: readonly FieldNode[]) => unknown;
}

/** A place in the answer, and what is known to be wrong there. */
interface Place extends ErrorPlace {
  readonly faults: Faults;
}

/**
 * Completes values as the GraphQL specification says (6.4.3, 6.4.4), from data that subgraphs gave and that
 * may be anything. Every null that an error caused has exactly one error, and no error stands for a place
 * that is not in the answer.
 */
export class Completion {
  readonly errors: GraphQLError[] = [];
  /** Causes that stand in an error. */
  readonly told = new Set<Cause>();
  #pending: GraphQLError | undefined;

  constructor(private readonly scope: CompletionScope) {}

  completeRoot(
    data: DataObject,
    type: GraphQLObjectType,
    selectionSet: SelectionSetNode,
  ): DataObject | typeof nulled {
    const { fields } = this.scope.selections.ofRoot(type, selectionSet);
    const completed = this.#fields(data, type, fields, undefined, this.scope.faults.at(data));
    return completed === nulled ? this.#settle(0, nulled) : completed;
  }

  #fields(
    source: DataObject,
    type: GraphQLCompositeType,
    fields: readonly SelectedField[],
    parent: Path | undefined,
    faults: Faults,
  ): DataObject | typeof nulled {
    const object = newObject();
    this.scope.tally?.add(type, fields);
    for (const field of fields) {
      const path = { parent, key: field.responseKey };
      const value = this.#field(source, type, { path, field, faults: faults.at(field.dataKey) });
      if (value === nulled) return nulled;
      object[field.responseKey] = value;
    }
    return object;
  }

  #field(source: DataObject, parentType: GraphQLCompositeType, place: Place): unknown {
    const { type, refusal, dataKey } = place.field;
    if (type === undefined) return this.#metaField(parentType, place);
    if (refusal) return this.#fail(type, place, causeOfRefusal(refusal));
    return this.#value(type, source[dataKey], place);
  }

  /** `__typename`, `__schema`, `__type`. */
  #metaField(parentType: GraphQLCompositeType, place: Place): unknown {
    const { name, nodes } = place.field;
    if (name !== '__typename') return this.scope.introspect(nodes);
    if (isObjectType(parentType)) return parentType.name;
    return this.#refuse(place, place.faults.find()?.cause ?? unknownType);
  }

  /** A value of any type; a null inside that may not be there ends at the nearest type that allows it. */
  #value(type: GraphQLOutputType, value: unknown, place: Place): unknown {
    if (value === null || value === undefined) return this.#null(type, value, place);
    const errorsBefore = this.errors.length;
    const nullable = getNullableType(type);
    const completed = this.#present(nullable, value, place);
    if (completed === nulled) return isNonNullType(type) ? nulled : this.#settle(errorsBefore, null);
    if (!place.faults.isEmpty) this.#tellBeside(place);
    return completed;
  }

  #present(type: GraphQLOutputType, value: unknown, place: Place): unknown {
    if (isListType(type)) return this.#list(type.ofType, value, place);
    if (isLeafType(type)) {
      const leaf = completeLeaf(type, value);
      return leaf === misfitLeaf ? this.#refuse(place, misfit(type.name)) : leaf;
    }
    const composite = type as GraphQLCompositeType;
    if (!isObject(value)) return this.#refuse(place, misfit(composite.name));
    const faults = place.faults.and(this.scope.faults.at(value));
    const runtimeType = this.#typeOf(composite, value);
    if (!runtimeType) return this.#refuse(place, misfit(composite.name));
    const selected: SelectedFields = this.scope.selections.below(place.field, runtimeType);
    if (!selected.isDecided) return this.#refuse(place, faults.at('__typename').find()?.cause ?? unknownType);
    return this.#fields(value, runtimeType, selected.fields, place.path, faults);
  }

  #list(itemType: GraphQLOutputType, value: unknown, place: Place): unknown {
    if (!Array.isArray(value)) return this.#refuse(place, misfit(`[${String(itemType)}]`));
    const list: unknown[] = [];
    for (const [index, item] of value.entries()) {
      const path = { parent: place.path, key: index };
      const itemPlace = { path, field: place.field, faults: place.faults.at(index) };
      const completed = this.#value(itemType, item, itemPlace);
      if (completed === nulled) return nulled;
      list.push(completed);
    }
    return list;
  }

  /**
   * The type of an object. Subgraphs often leave the name out, or give the interface's, where the type they
   * were asked for leaves no doubt: it then counts as an object of the static type.
   * @returns `undefined` for a type that cannot stand here or that clients must not see.
   */
  #typeOf(type: GraphQLCompositeType, value: DataObject): GraphQLCompositeType | undefined {
    if (!isAbstractType(type)) return type;
    const name = value.__typename;
    if (typeof name !== 'string') return type;
    const named = this.scope.apiSchema.getType(name);
    if (isObjectType(named)) return this.scope.apiSchema.isSubType(type, named) ? named : undefined;
    return isAbstractType(this.scope.schema.getType(name)) ? type : undefined;
  }

  #null(type: GraphQLOutputType, value: null | undefined, place: Place): unknown {
    const finding = place.faults.find();
    if (finding?.cause === unknownEntity && !isNonNullType(type)) return null;
    if (finding) {
      const origin = originOf(place, type, finding.rest, this.scope.selections);
      return this.#fail(type, origin, finding.cause);
    }
    if (value === undefined) return this.#fail(type, place, absentField);
    return isNonNullType(type) ? this.#fail(type, place, forbiddenNull) : null;
  }

  /** A null with its error, here or, where the type forbids null, further up. */
  #fail(type: GraphQLOutputType, place: ErrorPlace, cause: Cause): unknown {
    const failed = this.#refuse(place, cause);
    return isNonNullType(type) ? failed : this.#settle(this.errors.length, null);
  }

  #refuse(place: ErrorPlace, cause: Cause): typeof nulled {
    this.#pending = this.#errorAt(place, cause);
    return nulled;
  }

  /** Ends the way up of a null: errors from within what has become null go, the one that caused it stays. */
  #settle<Value>(errorsBefore: number, value: Value): Value {
    this.errors.length = errorsBefore;
    if (this.#pending) this.errors.push(this.#pending);
    this.#pending = undefined;
    return value;
  }

  /** Errors that a subgraph reported for a value that is there nevertheless. */
  #tellBeside(place: Place): void {
    for (const cause of place.faults.reported()) this.errors.push(this.#errorAt(place, cause));
  }

  #errorAt({ path, field }: ErrorPlace, cause: Cause): GraphQLError {
    this.told.add(cause);
    return errorAt(path, cause, field.nodes);
  }
}
