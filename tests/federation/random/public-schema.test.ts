import { lexicographicSortSchema, printSchema } from 'graphql';
import { randomGraph } from './graph/random-graph';
import { randomModel } from './model/random-model';

test.each(Array.from({ length: 15 }, (_, seed) => seed))(
  'clients see what the rules of composition say, no more and no less: supergraph %i',
  (seed) => {
    const { graph, schema } = randomGraph(randomModel(seed));
    const seen = printSchema(lexicographicSortSchema(graph.supergraph.apiSchema));
    expect(seen).toBe(printSchema(lexicographicSortSchema(schema)));
  },
);
