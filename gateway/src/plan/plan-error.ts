/** No plan can be made for an operation. */
export class PlanError extends Error {}

/** Planning an operation would take too long. */
export class PlanTimeout extends PlanError {}

/** More operations wait for a plan than may wait. */
export class PlannerBusy extends PlanError {}
