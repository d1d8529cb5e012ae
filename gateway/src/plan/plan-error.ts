/** No plan can be made for an operation. */
export class PlanError extends Error {}

/** The planner's process ended while it planned an operation, twice. */
export class PlanCrash extends PlanError {}

/** Planning an operation would take too long. */
export class PlanTimeout extends PlanError {}

/** The time of whoever asks was over before there was a plan. */
export class PlanOverdue extends PlanError {}

/** More operations wait for a plan than may wait. */
export class PlannerBusy extends PlanError {}
