import { Component, type ReactNode } from 'react';
import { ErrorState } from '@/components/ErrorState';
import { Page } from '@/components/Page';
import { PageHeader } from '@/components/PageHeader';

interface ErrorBoundaryProps {
  children: ReactNode;
}

interface ErrorBoundaryState {
  error: unknown;
}

/** Catches what a screen throws while drawing, so that the rest of the app stays usable. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error };
  }

  private readonly retry = (): void => {
    // A screen's code that failed to load can only be fetched again by a new page.
    if (/dynamically imported|module script/i.test(String(this.state.error))) window.location.reload();
    else this.setState({ error: null });
  };

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <Page width="narrow">
        <PageHeader title="This screen stopped working" description="Your data are safe: nothing was changed." />
        <ErrorState error={this.state.error} onRetry={this.retry} />
      </Page>
    );
  }
}
