import fc from 'fast-check';
import type { Fate } from './counter-service';

/** One of two gateways. */
export type Which = 0 | 1;
export type Road = 'root' | 'list' | 'entity';

/** What happens to Redis. A restart brings back what was there at the snapshot; `cut` ends connections. */
export type Harm = 'flush' | 'evict book' | 'snapshot' | 'kill' | 'restart' | 'pause' | 'resume' | 'cut';

/** One thing that happens. What is begun goes on while the next ones happen. */
export type Step =
  | {
      readonly do: 'READ';
      readonly by: Road;
      readonly gateway: Which;
      /** Number of a counter; of the others on the road of entities. */
      readonly key: number;
      /** Value of a header that the subgraph gets; empty for a guest without. */
      readonly flavor: '' | 'sweet';
      /** Between the SQL of the subgraph and its answer. */
      readonly isHeld: boolean;
      /** The next step does not even wait until this can go no further. */
      readonly isRushed: boolean;
    }
  | {
      readonly do: 'BUMP';
      readonly gateway: Which;
      readonly key: number;
      readonly fate: Fate;
      readonly isRushed: boolean;
    }
  | { readonly do: 'RELEASE'; readonly which: number }
  | { readonly do: 'SETTLE' }
  | { readonly do: 'AGE'; readonly seconds: number }
  | {
      readonly do: 'REDIS';
      readonly what: Harm;
      /** Who raises what could not be raised is late. */
      readonly holdsSweep: boolean;
    }
  | { readonly do: 'REPLACE GATEWAY'; readonly gateway: Which }
  | { readonly do: 'RELOAD'; readonly gateway: Which }
  | { readonly do: 'RESTART SERVICE' }
  | { readonly do: 'SWEEP' };

const which = fc.constantFrom<Which>(0, 1);
const key = fc.constantFrom(0, 0, 1, 2);
const isRushed = fc.boolean();

const read: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('READ' as const),
  by: fc.constantFrom<Road>('root', 'list', 'entity'),
  gateway: which,
  key,
  flavor: fc.constantFrom<'' | 'sweet'>('', '', 'sweet'),
  isHeld: fc.boolean(),
  isRushed,
});
const bump: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('BUMP' as const),
  gateway: which,
  key,
  fate: fc.constantFrom<Fate>('lives', 'lives', 'lives', 'held', 'dies'),
  isRushed,
});
const onGateway = <Name extends 'REPLACE GATEWAY' | 'RELOAD'>(name: Name) =>
  fc.record({ do: fc.constant(name), gateway: which });
const redis: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('REDIS' as const),
  what: fc.constantFrom<Harm>(
    ...(['flush', 'evict book', 'snapshot', 'snapshot', 'kill'] as const),
    ...(['restart', 'restart', 'pause', 'pause', 'resume', 'resume', 'cut', 'cut'] as const),
  ),
  holdsSweep: fc.boolean(),
});

/** Reads and writes, most of all, and what may happen to the world meanwhile. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 40, arbitrary: read },
  { weight: 16, arbitrary: bump },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('RELEASE' as const), which: fc.nat(3) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('SETTLE' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('AGE' as const), seconds: fc.constantFrom(5, 11, 31, 60) }),
  },
  { weight: 5, arbitrary: redis },
  { weight: 1, arbitrary: fc.oneof(onGateway('REPLACE GATEWAY'), onGateway('RELOAD')) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('RESTART SERVICE' as const, 'SWEEP' as const) }) },
);

const readA: Step = {
  do: 'READ',
  by: 'root',
  gateway: 0,
  key: 0,
  flavor: '',
  isHeld: false,
  isRushed: false,
};
const bumpA: Step = { do: 'BUMP', gateway: 1, key: 0, fate: 'lives', isRushed: false };
const harm = (what: Harm, holdsSweep = false): Step => ({ do: 'REDIS', what, holdsSweep });

/** Courses that chance seldom finds. */
export const knownCourses: readonly (readonly Step[])[] = [
  // What was read is stored after the write, and others wait for it.
  [
    { ...readA, isHeld: true },
    bumpA,
    { ...readA, isRushed: true },
    { ...readA, gateway: 1 },
    { do: 'RELEASE', which: 0 },
  ],
  // Stamps that were raised are lost, and what was kept before is back.
  [readA, harm('snapshot'), bumpA, harm('restart')],
  // A write that nobody could tell of, before all lose their connections.
  [readA, harm('pause', true), { ...bumpA, key: 1 }, bumpA, harm('resume'), harm('cut'), readA],
  [readA, { ...bumpA, fate: 'dies' }, readA, harm('evict book'), readA],
];
