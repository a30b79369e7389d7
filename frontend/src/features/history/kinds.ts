import {
  Bookmark,
  Copy,
  CreditCard,
  FileUp,
  FolderInput,
  Landmark,
  type LucideIcon,
  Pencil,
  PiggyBank,
  Plus,
  Repeat,
  RotateCcw,
  Sparkles,
  Split,
  Store,
  Tags,
  Target,
  Trash2,
  Undo2,
  Wand2,
  Wrench,
} from 'lucide-react';

const BY_KIND: Record<string, LucideIcon> = {
  undo: Undo2,
  import: FileUp,
  import_undo: Undo2,
  ai_categorize: Sparkles,
  categorize: Sparkles,
  clear_predictions: Sparkles,
  duplicate: Copy,
  transactions_deduplicate: Copy,
  transaction_split: Split,
  transaction_add: Plus,
  transactions_restore: RotateCcw,
};

/** By what a kind begins or ends with, in this order. */
const BY_PART: [RegExp, LucideIcon][] = [
  [/^repair/, Wrench],
  [/(delete|purge|forget)/, Trash2],
  [/^view/, Bookmark],
  [/^recurring/, Repeat],
  [/^merchant/, Store],
  [/^category/, Tags],
  [/^bank/, Landmark],
  [/^account/, CreditCard],
  [/^balance/, Landmark],
  [/^budget/, PiggyBank],
  [/^goal/, Target],
  [/(rule|mapping|learn)/, Wand2],
  [/(confirm|stage|review|kick)/, FolderInput],
];

/** The sign of what was done. */
export const kindIcon = (kind: string): LucideIcon =>
  BY_KIND[kind] ?? BY_PART.find(([pattern]) => pattern.test(kind))?.[1] ?? Pencil;
