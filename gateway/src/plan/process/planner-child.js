// Runs in a process of its own, as it stands: from the sources under test as well as from dist/. Hence JavaScript.
const { QueryPlanner } = require('@graphql-hive/router-query-planner');

/** @type {Map<number, QueryPlanner>} By graph. */
const planners = new Map();

/** A planner that is collected while it plans would end the process. */
const planning = new Set();

async function answer(request) {
  switch (request.kind) {
    case 'load':
      planners.set(request.graph, new QueryPlanner(request.sdl));
      return undefined;
    case 'plan': {
      const planner = planners.get(request.graph);
      planning.add(planner);
      try {
        const { text, labels, percentage } = request;
        return await planner.planAsync(text, undefined, new Set(labels), percentage);
      } finally {
        planning.delete(planner);
      }
    }
  }
}

process.on('message', async (request) => {
  if (request.kind === 'forget') {
    planners.delete(request.graph);
    return;
  }
  try {
    process.send({ value: await answer(request) });
  } catch (error) {
    process.send({ error: error instanceof Error ? error.message : String(error) });
  }
});

// Nobody waits for plans any more. A normal exit would wait for the one at work, which may never end.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

// Ctrl-C reaches every process of a terminal; when planning ends is for the parent to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
