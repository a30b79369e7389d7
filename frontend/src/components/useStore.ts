import { useSyncExternalStore } from 'react';
import type { Store } from '@/lib/store';

/** The present value of a store; draws anew when it changes. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
