import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter } from 'react-router';
import { queryClient } from '@/api/queryClient';
import { LockGate } from '@/features/lock/LockGate';
import { AppRoutes } from './AppRoutes';
import { Household } from './Household';
import { cssVariablesResolver, theme } from './theme';

/** The app: what every screen stands in. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Household>
          <ModalsProvider>
            <Notifications position="bottom-right" limit={4} containerWidth={400} />
            <BrowserRouter>
              <AppRoutes />
            </BrowserRouter>
          </ModalsProvider>
        </Household>
        <LockGate />
      </QueryClientProvider>
    </MantineProvider>
  );
}
