export type ReadinessState = 'starting' | 'ready' | 'draining';

/** Whether a load balancer may send traffic here. */
export class Readiness {
  #state: ReadinessState = 'starting';
  #wasAsked = false;

  /** What to tell whoever asks. */
  ask(): ReadinessState {
    this.#wasAsked = true;
    return this.#state;
  }

  /** True once somebody has asked: then somebody has to learn of a change before it takes effect. */
  get wasAsked(): boolean {
    return this.#wasAsked;
  }

  get isDraining(): boolean {
    return this.#state === 'draining';
  }

  become(state: ReadinessState): void {
    this.#state = state;
  }
}
