import { Store } from '@/lib/store';

/** The one cell of the list that is being edited in place. */
export interface EditedCell {
  id: number;
  field: 'category' | 'notes';
}

export const editedCell = new Store<EditedCell | null>(null);
