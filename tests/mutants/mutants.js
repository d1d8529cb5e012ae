/**
 * Faults that somebody could make in the engine, each of which at least one test has to notice.
 * @type {readonly { name: string, file: string, from: string, to: string }[]}
 */
const engine = [
  {
    name: 'a null that its type forbids stays where it is',
    file: 'execution/write/completion.ts',
    from: 'return isNonNullType(type) ? this.#fail(type, place, forbiddenNull) : null;',
    to: 'return null;',
  },
  {
    name: 'an item that may not be null nulls no list',
    file: 'execution/write/completion.ts',
    from: 'if (completed === nulled) return nulled;\n      list.push(completed);',
    to: 'list.push(completed === nulled ? null : completed);',
  },
  {
    name: 'a null goes up to the root at once',
    file: 'execution/write/completion.ts',
    from: 'if (completed === nulled) return isNonNullType(type) ? nulled : this.#settle(errorsBefore, null);',
    to: 'if (completed === nulled) return nulled;',
  },
  {
    name: 'errors within what has become null are kept',
    file: 'execution/write/completion.ts',
    from: 'this.errors.length = errorsBefore;',
    to: '',
  },
  {
    name: 'an absent field is a silent null',
    file: 'execution/write/completion.ts',
    from: 'if (value === undefined) return this.#fail(type, place, absentField);',
    to: '',
  },
  {
    name: 'errors beside values are swallowed',
    file: 'execution/write/completion.ts',
    from: 'if (!place.faults.isEmpty) this.#tellBeside(place);',
    to: '',
  },
  {
    name: 'a type that clients must not see passes',
    file: 'execution/write/completion.ts',
    from: 'return isAbstractType(this.scope.schema.getType(name)) ? type : undefined;',
    to: 'return type;',
  },
  {
    name: 'an object of a type that cannot stand there passes',
    file: 'execution/write/completion.ts',
    from: 'this.scope.apiSchema.isSubType(type, named) ? named : undefined',
    to: 'named',
  },
  {
    name: 'a hidden enum value passes',
    file: 'execution/write/leaf.ts',
    from: "return typeof value === 'string' && type.getValue(value) ? value : misfitLeaf;",
    to: 'return value;',
  },
  {
    name: 'a number of more than 32 bits is an Int',
    file: 'execution/write/leaf.ts',
    from: 'value === ((value as number) | 0) ? value',
    to: 'true ? value',
  },
  {
    name: 'an ID that is a number stays one',
    file: 'execution/write/leaf.ts',
    from: 'Number.isInteger(value) ? String(value)',
    to: 'Number.isInteger(value) ? value',
  },
  {
    name: 'fragments apply whatever the type',
    file: 'execution/compile/selection.ts',
    from: 'return isObjectType(type) ? false : undefined;',
    to: 'return true;',
  },
  {
    name: 'entities are told apart by type only',
    file: 'execution/fetch/fetch-entities.ts',
    from: 'const text = JSON.stringify(representation.value);',
    to: 'const text = String(representation.value.__typename);',
  },
  {
    name: 'an entity that stands in two places is placed in one',
    file: 'execution/fetch/fetch-entities.ts',
    from: 'if (known) known.targets.push(object);',
    to: 'if (known) continue;',
  },
  {
    name: 'errors of entities lose their index',
    file: 'execution/fetch/fetch-entities.ts',
    from: 'return path && [selection.key, index, ...path];',
    to: 'return path && [selection.key, 0, ...path];',
  },
  {
    name: 'a representation is made of what is not known',
    file: 'execution/select/representation.ts',
    from: 'this.lacking ??= cause;',
    to: '',
  },
  {
    name: 'an interface object is named by its own type',
    file: 'execution/select/representation.ts',
    from: 'if (interfaceObject !== undefined) value.__typename = interfaceObject;',
    to: '',
  },
  {
    name: 'type conditions of paths are ignored',
    file: 'execution/select/select-objects.ts',
    from: 'selected = selected.filter(({ object }) => isOfType(object, step.types, schema));',
    to: '',
  },
  {
    name: 'only the first dimension of a list is descended',
    file: 'execution/select/select-objects.ts',
    from: 'value.forEach((item, index) => collect(item, above.at(index), into));',
    to: 'value.forEach((item, index) => isObject(item) && collect(item, above.at(index), into));',
  },
  {
    name: 'null replaces a value',
    file: 'execution/merge/merge.ts',
    from: 'if (value === null || value === undefined) return existing ?? null;',
    to: 'if (value === null || value === undefined) return null;',
  },
  {
    name: "an interface's name replaces an object's",
    file: 'execution/merge/merge.ts',
    from: "if (key === '__typename' && isObjectType(schema.getType(String(target[key])))) continue;",
    to: '',
  },
  {
    name: 'objects are shared between places',
    file: 'execution/merge/merge.ts',
    from: 'const object = isObject(existing) ? existing : newObject();',
    to: 'if (!isObject(existing)) return value;\n  const object = existing;',
  },
  {
    name: 'root fields of a mutation are fetched side by side',
    file: 'plan/planner.ts',
    from: "kind: isMutation ? 'Sequence' : 'Parallel'",
    to: "kind: 'Parallel'",
  },
  {
    name: 'aliases of clients reach the data',
    file: 'plan/data-key.ts',
    from: "return isItself || name === '__typename' ? name : aliasPrefix + alias;",
    to: 'return alias;',
  },
  {
    name: 'arguments of clients pass for those of requirements',
    file: 'plan/data-key.ts',
    from: 'const isItself = alias === name && !field.arguments?.length;',
    to: 'const isItself = alias === name;',
  },
  {
    name: 'conditions are decided the other way round',
    file: 'plan/conditions.ts',
    from: 'value: variables[variable] === true',
    to: 'value: variables[variable] !== true',
  },
  {
    name: 'requirements at odds share a representation',
    file: 'plan/requirement-needs.ts',
    from: 'other.has(place) && other.get(place) !== keys',
    to: 'false',
  },
  {
    name: 'output is not renamed back',
    file: 'plan/convert-fetch.ts',
    from: 'return { path, to: rewrite.KeyRenamer.renameKeyTo };',
    to: 'return { path, to: String((rewrite.KeyRenamer.path.at(-1) as { Key: string }).Key) };',
  },
  {
    name: 'objects of hidden types do not say their name',
    file: 'plan/hiding-types.ts',
    from: 'if (this.#names.size === 0) return document;',
    to: 'return document;',
  },
  {
    name: 'a provided field is taken to be there again further down',
    file: 'plan/recursive-provides.ts',
    from: 'return isMetTwice && hasOwners;',
    to: 'return false;',
  },
];

module.exports = { mutants: engine.map((mutant) => ({ ...mutant, file: `gateway/src/${mutant.file}` })) };
