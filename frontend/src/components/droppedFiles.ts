import { Store } from '@/lib/store';

/** Files that were dropped on another screen, on their way to Import. */
export const droppedFiles = new Store<File[]>([]);

/** Hand over what was dropped: whoever takes it has it alone. */
export function takeDroppedFiles(): File[] {
  const files = droppedFiles.get();
  if (files.length > 0) droppedFiles.set([]);
  return files;
}
