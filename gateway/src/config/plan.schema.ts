import { z } from 'zod';

/** How operations are planned. */
export const planSchema = z.strictObject({
  /**
   * Whether the header `nutgraf-query-plan: true` puts the plan into `extensions.queryPlan`. It names subgraphs and
   * their fields. Default: yes, unless `NODE_ENV` is `production`.
   */
  expose: z.boolean().default(() => process.env.NODE_ENV !== 'production'),
  /** Labels of `@override(label:)` that are active; `percent(n)` is by itself, for n percent of the operations. */
  overrideLabels: z.array(z.string()).default([]),
});
