import { namedTag } from '@nutgraf/contract/cache-stamps';
import { objectName } from '@nutgraf/kit/cache/cache-tags';
import { Stamps } from '@nutgraf/kit/cache/stamps';
import { currentWrite } from './counter-service';
import type { Gates } from './gates';
import type { PromiseModel } from './promise-model';

/** Tells the model of what writers raise or could not, and holds or ends them before. */
export class StampWatch {
  /** Writers of the service that runs now. */
  latest: Stamps | undefined;
  readonly #spies: jest.SpyInstance[];

  constructor(gates: Gates, model: () => PromiseModel) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the spies have another
    const watch = this;
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the `this` of each call
    const { raise, onBack } = Stamps.prototype;
    this.#spies = [
      jest.spyOn(Stamps.prototype, 'onBack').mockImplementation(function (this: Stamps, listener) {
        watch.latest = this;
        onBack.call(this, listener);
      }),
      jest.spyOn(Stamps.prototype, 'raise').mockImplementation(async function (this: Stamps, tags) {
        const write = currentWrite.getStore();
        if (write) {
          model().committed(write.key, write.value);
          if (write.fate === 'dies') throw new Error('This writer is no more.');
          if (write.fate === 'held') await gates.hold();
        } else {
          await gates.pass('sweep');
        }
        const covered = model()
          .keys.filter((key) => tags.includes(namedTag('counters', objectName('Counter', key))))
          .map((key) => [key, model().committedOf(key)] as const);
        const isRaised = await raise.call(this, tags);
        if (isRaised) for (const [key, value] of covered) model().raised(key, value);
        else if (write) model().missed(write.key, write.value);
        return isRaised;
      }),
    ];
  }

  restore(): void {
    for (const spy of this.#spies) spy.mockRestore();
  }
}
