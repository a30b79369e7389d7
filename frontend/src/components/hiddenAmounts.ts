import { Store } from '@/lib/store';
import { useStore } from './useStore';

/** Whether amounts are covered, for a look at the app with someone beside you. Kept in this browser. */
export const hiddenAmounts = new Store(false, 'budget-app.hide-amounts');

export const useHiddenAmounts = (): boolean => useStore(hiddenAmounts);

export const toggleHiddenAmounts = (): void => hiddenAmounts.set(!hiddenAmounts.get());
