import { z } from 'zod';

const width = 24;
const plainStep = 25;

const progressMessage = z.object({
  demoData: z.object({ loaded: z.number().nonnegative(), scale: z.number().positive() }),
});

/** How much of the demo data is there, as the services tell while they start. */
export class DemoProgress {
  readonly #shares = new Map<string, number>();
  #told = 0;

  /**
   * @param services Who will tell. What all of them have loaded is shown.
   * @param tell Receives a line for each quarter, for where no bar can be drawn.
   */
  constructor(
    private readonly services: readonly string[],
    private readonly tell: (line: string) => void,
  ) {}

  /** Takes what a service said over its channel; what is not of demo data is left alone. */
  take(service: string, message: unknown): void {
    const { data } = progressMessage.safeParse(message);
    if (!data) return;
    const { loaded, scale } = data.demoData;
    this.#shares.set(service, scale === 1 ? 1 : loaded / scale);
    const quarter = Math.floor(this.#percent() / plainStep) * plainStep;
    if (this.#isShown() && quarter > this.#told) this.tell(`  demo data: ${quarter} %`);
    this.#told = quarter;
  }

  /** A bar and the percentage, or nothing when nothing is being loaded. */
  bar(): string {
    if (!this.#isShown() || this.#percent() === 100) return '';
    const filled = Math.floor((this.#percent() / 100) * width);
    return `  [${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${this.#percent()} % of the demo data`;
  }

  #isShown(): boolean {
    return (this.#wasPartial ||= [...this.#shares.values()].some((share) => share < 1));
  }

  #wasPartial = false;

  #percent(): number {
    return Math.floor(100 * Math.min(...this.services.map((service) => this.#shares.get(service) ?? 0)));
  }
}
