import { difference } from './compare';
import { featuresOfOperation } from './operation-features';
import { type Judge, verdictOf } from './verdict';

/** Compares with graphql-js where nothing is wrong. */
export const judgeAnswers: Judge = async (each) => {
  const { graph, operation } = each;
  const expected = await graph.oracle(operation.query, operation.variables);
  return verdictOf(each, {}, (asked) => {
    const isInterface = (name: string): boolean =>
      graph.model.types.some((type) => type.name === name && type.kind === 'interface');
    const inText = featuresOfOperation(operation.query, isInterface);
    if (hasSeveralArguments(graph.events.required)) {
      graph.events.features.add('one field required with several arguments');
    }
    return {
      complaint: difference(asked, expected),
      seen: [...new Set([...graph.events.features, ...inText])],
    };
  });
};

/** Whether field sets differ in nothing but arguments. */
function hasSeveralArguments(required: ReadonlySet<string>): boolean {
  return new Set([...required].map((fields) => fields.replace(/\(.*?\)/g, ''))).size < required.size;
}
