import { Eye } from 'lucide-react';
import { EmptyState } from '@/components/EmptyState';

/** What the app noticed by itself. */
export function NoticedTab() {
  return (
    <EmptyState title="Nothing noticed yet" icon={Eye}>
      What gets dearer, what is unusual and what comes next will stand here, computed on this computer.
    </EmptyState>
  );
}
