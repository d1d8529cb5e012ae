import { Kind } from 'graphql';
import { type SubgraphOperation } from '../../plan/query-plan';
import { type EntityKeys } from './entity-keys';
import { EntityPieces, type EntityPart } from './entity-pieces';
import { FieldPieces } from './field-pieces';
import { type FetchShape } from './fetch-pieces';
import { readRootOperation, type RootOperation, type RootPart } from './root-operation';
import { selectionKey } from './selection-key';
import { SubsetOperations } from './subset-operations';

/**
 * What is known of a fetch before it runs; to be asked once for each operation, for it parses.
 * @returns `undefined` for what cannot be taken apart: mutations, and what no planner writes
 */
export function takeApart(operation: SubgraphOperation, keys: EntityKeys): FetchShape | undefined {
  if (operation.operationKind !== 'query') return undefined;
  const root = readRootOperation(operation.operation);
  if (!root) return undefined;
  const isOfEntities = root.parts.some(({ fields }) => fields.some(({ name }) => name.value === '_entities'));
  return isOfEntities ? entityShape(operation, root, keys) : fieldShape(operation, root, keys);
}

function entityShape(
  operation: SubgraphOperation,
  root: RootOperation,
  keys: EntityKeys,
): FetchShape | undefined {
  const parts: EntityPart[] = [];
  for (const part of root.parts) {
    const variable = representationsVariable(part);
    const single = root.only([part]);
    if (variable === undefined || !single || parts.some((other) => other.variable === variable))
      return undefined;
    if (operation.variables.some(({ name }) => name === variable)) return undefined;
    const selection = selectionKey(single, operation.variables, [variable]);
    parts.push({ key: part.key, variable, selection });
  }
  return { of: (request) => new EntityPieces(parts, keys, request) };
}

/** `undefined` for anything but `_entities(representations: $variable)`. */
function representationsVariable({ fields: [field, ...more] }: RootPart): string | undefined {
  if (field?.name.value !== '_entities' || more.length > 0 || field.directives?.length) return undefined;
  const [argument, ...others] = field.arguments ?? [];
  if (argument?.name.value !== 'representations' || others.length > 0) return undefined;
  return argument.value.kind === Kind.VARIABLE ? argument.value.name.value : undefined;
}

function fieldShape(
  operation: SubgraphOperation,
  root: RootOperation,
  { queryType }: EntityKeys,
): FetchShape | undefined {
  const parts = root.parts.map((part) => {
    const single = root.only([part]);
    return (
      single && {
        key: part.key,
        name: part.fields[0]!.name.value,
        selection: selectionKey(single, operation.variables),
      }
    );
  });
  const all = parts.filter((part) => part !== undefined);
  if (all.length < parts.length) return undefined;
  const shape = { queryType, parts: all, subsets: new SubsetOperations(operation) };
  return { of: (request) => new FieldPieces(shape, request) };
}
