import { Suspense } from 'react';
import { useLocation } from 'react-router';
import { LoadingState } from '@/components/LoadingState';
import { ErrorBoundary } from './ErrorBoundary';

interface ScreenProps {
  children: React.ReactNode;
}

/** A route's own walls: its code may still be on the way, and its failure stays its own. */
export function Screen({ children }: ScreenProps) {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary key={pathname}>
      <Suspense fallback={<LoadingState label="Opening the screen" />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
