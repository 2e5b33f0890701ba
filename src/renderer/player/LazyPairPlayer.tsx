import { lazy, Suspense, type ComponentProps } from 'react';

// The drawing library is a fifth of the window's code; the first page doesn't need it.
const PairPlayer = lazy(async () => ({ default: (await import('./PairPlayer.js')).PairPlayer }));

/** The player of two recordings, loaded when it is first shown. */
export const LazyPairPlayer = (props: ComponentProps<typeof PairPlayer>) => (
  <Suspense>
    <PairPlayer {...props} />
  </Suspense>
);
